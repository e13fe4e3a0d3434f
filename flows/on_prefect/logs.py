"""What runs say, a line an event, on the server's page and where they run."""

import logging
from functools import cache

from prefect import get_run_logger
from prefect.exceptions import FailedRun

from flows.extracting import Extraction
from flows.reading import Watcher


def logged(watch: Watcher) -> Watcher:
    """Give a watcher that logs a line a file, and tells `watch`; to be called in a flow."""
    logger = get_run_logger()
    _leave_out_traces()

    def log(extraction: Extraction) -> None:
        watch(extraction)
        logger.log(logging.WARNING if extraction.failure else logging.INFO, extraction.summary())

    return log


@cache
def _leave_out_traces() -> None:
    """Leave out the trace that Prefect logs of a run which ends as Failed: its message has told why."""
    logging.getLogger("prefect.flow_runs").addFilter(_is_no_trace)


def _is_no_trace(record: logging.LogRecord) -> bool:
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or not issubclass(kind, FailedRun)
