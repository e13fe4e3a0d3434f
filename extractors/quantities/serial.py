"""Records in a Doc's user data, made plain for msgpack, so that a Doc goes to bytes, to disk and to other processes."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import srsly

_TYPE = "xushi_type"
_records: dict[str, type] = {}


def serialisable(*types: type) -> None:
    """Let spaCy write records of these dataclasses, and read them back as they were."""
    _records.update({kind.__name__: kind for kind in types})


def encode(value: object, chain: Callable[[object], object] | None = None) -> object:
    """A record, decimal or day as a mapping that names its type; anything else is left to `chain`."""
    if isinstance(value, Decimal | date):
        return {_TYPE: type(value).__name__, "text": str(value)}
    if is_dataclass(value) and type(value).__name__ in _records:
        kept = {field.name: _marked(getattr(value, field.name)) for field in fields(value)}
        return {_TYPE: type(value).__name__, "fields": kept}
    return value if chain is None else chain(value)


def decode(value: dict[str, object], chain: Callable[[object], object] | None = None) -> object:
    """What `encode` made a mapping of; any other mapping is left to `chain`."""
    match value:
        case {"xushi_type": "Decimal", "text": str(text)}:
            return Decimal(text)
        case {"xushi_type": "date", "text": str(text)}:
            return date.fromisoformat(text)
        case {"xushi_type": "tuple", "items": list(items) | tuple(items)}:
            return tuple(items)
        case {"xushi_type": "list", "items": list(items) | tuple(items)}:
            return list(items)
        case {"xushi_type": str(name), "fields": dict(kept)} if name in _records:
            return _records[name](**kept)
    return value if chain is None else chain(value)


def _marked(value: object) -> object:
    """Lists and tuples with their names: msgpack makes one of both, and which one is its reader's choice."""
    if isinstance(value, list | tuple):
        return {_TYPE: type(value).__name__, "items": [_marked(item) for item in value]}
    return value


srsly.msgpack_encoders.register("xushi", func=encode)
srsly.msgpack_decoders.register("xushi", func=decode)
