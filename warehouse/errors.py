"""What can go wrong with a warehouse."""


class WarehouseError(Exception):
    """A warehouse that can't be read or written; its message is one sentence for a person."""


class HeldError(WarehouseError):
    """What a run read is not published, for it would change too much of what is known from the same bytes."""
