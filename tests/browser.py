"""A real browser, without a window: Debian's chromium, driven over its DevTools protocol."""

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium")
SECONDS = 60.0
_PAUSE = 0.05
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
# what the protocol calls keys that write no letter
_NAMED = {"Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), "ArrowRight": ("ArrowRight", 39, "")}


class Browser:
    """One tab. Waits `SECONDS` for what it is told to wait for."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._last = 0

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Have the browser do something, and give what it answers."""
        self._last += 1
        self._connection.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._connection.recv(SECONDS))
            if told.get("id") == self._last:
                assert "error" not in told, told
                return dict(told["result"])

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Give the value of a script in the page."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, script: str) -> Any:  # noqa: ANN401
        """Give the value of a script, a number or text, as soon as it is true."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            found = self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")
            if found:
                return found
            time.sleep(_PAUSE)
        raise TimeoutError(script)

    def open(self, address: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=address)

    def press(self, key: str) -> None:
        """Press a key, as a person does."""
        name, code, text = _NAMED[key] if key in _NAMED else (key, ord(key.upper()), key)
        told: dict[str, object] = {"key": name, "windowsVirtualKeyCode": code, **({"text": text} if text else {})}
        self.call("Input.dispatchKeyEvent", type="keyDown", **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        self.call("Input.insertText", text=text)

    def picture(self, width: int, height: int) -> bytes:
        """Give a PNG of the page as it is seen in a window of that size."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])


@contextmanager
def browser(folder: Path, width: int = 1280, height: int = 900) -> Iterator[Browser]:
    """Give a browser whose profile is in a folder; it ends with the block."""
    assert CHROMIUM
    profile = folder / "profile"
    process = subprocess.Popen(
        [CHROMIUM, *_SWITCHES, f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # chromium starts others, which end with their group
        start_new_session=True,
    )
    try:
        with connect(_address(profile), max_size=None, proxy=None) as connection:
            yield Browser(connection)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _address(profile: Path) -> str:
    """Where the browser's tab is spoken to, as soon as it is there."""
    file, until = profile / "DevToolsActivePort", time.monotonic() + SECONDS
    while time.monotonic() < until:
        if file.exists() and file.read_text().strip():
            port = file.read_text().split()[0]
            with urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
            if tabs:
                return str(tabs[0]["webSocketDebuggerUrl"])
        time.sleep(_PAUSE)
    raise TimeoutError("the browser did not start")
