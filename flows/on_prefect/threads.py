"""The threads that Prefect leaves running."""

from prefect._internal.concurrency.threads import get_global_loop, get_run_sync_loop

# seconds to wait for a thread that ends at once, unless something is badly wrong
_PATIENCE = 5


def end_threads() -> None:
    """End the two threads that Prefect leaves running; to be called when the process ends.

    A thread alive at the interpreter's end keeps modules alive, and DuckDB's binding reports them as leaks, in a
    hundred lines. Prefect has no public way to end these.
    """
    for loop in (get_run_sync_loop(), get_global_loop()):
        loop.shutdown()
        loop.thread.join(timeout=_PATIENCE)
