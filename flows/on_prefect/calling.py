"""What a flow has of the process that calls it, beside its parameters, for those are kept by the server.

A module of its own: Prefect sends a flow with what its module holds to other machines, where none of this can go.
"""

from collections.abc import Callable
from contextvars import ContextVar

from flows.reading import Watcher, ignore
from flows.refreshing import Refreshed, Work


def _nothing(_: Work) -> None:
    """Begin in silence."""


watcher: ContextVar[Watcher] = ContextVar("watcher", default=ignore)
"""Is told of each file as it is done."""

password: ContextVar[str | None] = ContextVar("password", default=None)
"""Opens locked files."""

beginner: ContextVar[Callable[[Work], None]] = ContextVar("beginner", default=_nothing)
"""Is told of a refresh's work before it begins."""

brought: ContextVar[list[Refreshed] | None] = ContextVar("brought", default=None)
"""Takes what came of a refresh."""
