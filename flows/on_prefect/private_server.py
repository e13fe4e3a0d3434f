"""The Prefect server that a command has for itself where none is set.

Prefect would start one as well, but only once it is imported, and one more in each worker of a Dask cluster, which
knows of no other; and it would outlive a command that is killed. Run as a module, with the file descriptor that
listens and its parent's number, this is the server's process.
"""

import atexit
import os
import socket
import subprocess
import sys

import httpx

from extractors.errors import UnreadableError
from extractors.isolation.lifetime import end_with
from flows.on_prefect.importing import leave_out_grammar

# a server's first start builds its database
_PATIENCE = 180.0
_GRACE = 5.0


class PrivateServer:
    """A server in a process of its own, which ends with this one; whoever connects waits until it is ready."""

    def __init__(self) -> None:
        # the child takes this over: no port that is found free can be taken meanwhile
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            self._process = _started(listener.fileno())
        atexit.register(self._end)

    def wait(self) -> None:
        """Wait until it is ready; raises UnreadableError where it ended instead."""
        try:
            httpx.get(f"{self.url}/health", timeout=_PATIENCE, trust_env=False).raise_for_status()
        except httpx.HTTPError as error:
            told = f"the Prefect server of this run did not start ({error})"
            raise UnreadableError(f"{told}; is the folder that PREFECT_HOME names, or ~/.prefect, writable?") from None

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(descriptor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the command is our own
        [sys.executable, "-m", __name__, str(descriptor), str(os.getpid())],
        pass_fds=(descriptor,),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # ^C is for the command to answer, which has something to tell the server then
        start_new_session=True,
    )


def main(arguments: list[str]) -> None:
    """Serve at a file descriptor until the parent ends it, or is gone."""
    descriptor, parent = map(int, arguments)
    end_with(parent)
    leave_out_grammar()
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(ephemeral=True, final=True), fd=descriptor, log_level="error", lifespan="on")


if __name__ == "__main__":
    main(sys.argv[1:])
