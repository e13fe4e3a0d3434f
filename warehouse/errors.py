"""What can go wrong with a warehouse."""


class WarehouseError(Exception):
    """A warehouse that can't be read or written; its message is one sentence for a person."""
