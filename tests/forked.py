"""The server of tests/forking.py: imports what commands need, and becomes one of them for each that is asked for."""

import atexit
import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests import forking

ROOT = Path(__file__).parents[1]
PACKAGES = ("schemas", "extractors", "warehouse", "flows", "xushi")
# imported by functions when they need it
OTHERS = ("camelot.parsers", "duckdb", "jinja2", "PIL.ImageDraw", "pypdfium2.raw", "rich.progress")
FORKED_STREAMS = 3


def main() -> None:
    """Serve until the tests have ended; in a process that is forked, go on as a command, and end as Python ends."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    forking.use(listener.getsockname())
    _warm()
    told, fds = _asked(listener)
    code = 1
    try:
        _go_on(told, fds)
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        # all but freeing, object by object, the memory that it has in common with the server: that takes a second
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _go_on(told: dict[str, Any], fds: list[int]) -> None:
    """Become a command, or a child that reads files for one."""
    for number, fd in enumerate(fds[:FORKED_STREAMS]):
        os.dup2(fd, number)
        os.close(fd)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    time.tzset()
    tempfile.tempdir = None
    if told["is_reader"]:
        from extractors.isolation.child import main as read

        # who watches this process is its parent, not the command
        read([str(fds[FORKED_STREAMS]), *told["arguments"], str(os.getppid())])
    else:
        from extractors.isolation import isolated
        from xushi.main import main as run

        # the children that read files for a command are forked as it is itself
        isolated.subprocess = SimpleNamespace(**vars(isolated.subprocess) | {"Popen": forking.reader})  # type: ignore[assignment]
        run(told["arguments"])


def _warm() -> None:
    """Import and make, once for all, what commands import and make."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            # Prefect starts threads in whoever imports it, and a process with threads can't be forked
            if "on_prefect" not in name and "__" not in name:
                import_module(name)
    for name in OTHERS:
        import_module(name)
    from extractors.documents.document import read_document
    from extractors.plans.reader import read_plan
    from extractors.records import records_of

    document = read_document(ROOT / "samples" / "plans" / "yunxi-2022.pdf")
    records_of(document, read_plan(document))
    assert "prefect" not in sys.modules
    gc.collect()
    gc.freeze()


def _asked(listener: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Wait for requests in the server; gives one, with its open files, in the process that is to answer it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            # nobody writes there: the tests have ended, however they did
            os._exit(0)
        client, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            told, fds, _, _ = socket.recv_fds(client, 1 << 16, FORKED_STREAMS + 1)
            while not told.endswith(b"\n"):
                told += client.recv(1 << 16)
            process = os.fork()
            if process == 0:
                client.close()
                return json.loads(told), fds
            for fd in fds:
                os.close(fd)
            _watch(process, client)
        client.close()


def _watch(process: int, client: socket.socket) -> None:
    """Tell the client the number of its process, and when it has ended how."""
    try:
        client.send(f"{process}\n".encode())
        _, status = os.waitpid(process, 0)
        client.send(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    except OSError:  # the client has left
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
