"""The tokenizer: digits together, Latin letters together, each Han character alone.

spaCy's blank("zh") makes a token of every character, so that "4814" is four; rules over such tokens read badly.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.quantities.text import uniform

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+| |.", re.DOTALL)


class QuantityTokenizer:
    """Cuts a text into tokens whose NORM is the text made uniform; the tokens join to the text exactly."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of `text`; raises UnicodeEncodeError for lone surrogates (see text.encodable)."""
        even = uniform(text)
        words: list[str] = []
        norms: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(even):
            start, end = match.span()
            if text[start:end] == " " and spaces and not spaces[-1]:
                spaces[-1] = True
                continue
            words.append(text[start:end])
            norms.append(match[0])
            spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if even != text:
            for token, norm in zip(doc, norms, strict=True):
                if token.text != norm:
                    token.norm_ = norm
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "QuantityTokenizer":
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to keep: the tokenizer has no settings."""

    def from_disk(self, _path: object, **_: object) -> "QuantityTokenizer":
        """The tokenizer itself."""
        return self
