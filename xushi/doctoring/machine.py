"""What surrounds xushi on this machine: settings, room on the disks, fonts, and the Prefect server."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import httpx

from extractors.errors import UnreadableError
from flows.settings import FILE, PREFIX, Settings, read_settings, variable
from xushi.doctoring.line import Line, note, ok, wrong

_GIGABYTE = 1024**3
# a large plan's pages, and what a reader sets aside of them
_ROOM = 1.0
# seconds that others may take to answer
_PATIENCE = 3.0
_NEEDED = "pictures of PDFs that embed none, charts of notebooks and printed pages need one; reading text needs none"


def settings_line(warehouse: Path | None) -> tuple[Settings, Line]:
    """Give the settings with what is told of them; where they are wrong, those that hold without them."""
    try:
        found = read_settings(warehouse=warehouse)
    except UnreadableError as error:
        named = warehouse or Path(os.environ.get(variable("warehouse")) or Settings.model_fields["warehouse"].default)
        return Settings.model_construct(warehouse=named), wrong("settings", str(error))
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in _variables())
    if unknown:
        return found, note(
            "settings", f"{', '.join(unknown)} in the environment means nothing; see docs/reference/settings.md"
        )
    return found, ok("settings", f"from {FILE} and the environment" if FILE.exists() else f"no {FILE} here")


def _variables() -> set[str]:
    """The variables that mean something: of settings, and of commands' options."""
    from xushi.main import cli

    options = (option.envvar for command in cli.commands.values() for option in command.params)
    return {*map(variable, Settings.model_fields), *(name for name in options if isinstance(name, str))}


def temporary_room() -> Line:
    """Tell whether temporary files can be written, and how much room there is for them."""
    try:
        folder = Path(tempfile.gettempdir())
        with tempfile.TemporaryFile():
            pass
    except OSError as error:
        return wrong("temporary", f"no temporary file can be written ({error.strerror or error}); set TMPDIR")
    free = shutil.disk_usage(folder).free / _GIGABYTE
    told = f"{folder}, {free:.1f} GB free"
    return ok("temporary", told) if free >= _ROOM else note("temporary", f"{told}; large plans may need more")


def disk_room(warehouse: Path) -> Line:
    """Tell whether the warehouse can be published: that needs its size once more beside it."""
    folder = _existing(warehouse.absolute().parent)
    if not os.access(folder, os.W_OK):
        return wrong("disk", f"{folder} may not be written; nothing can be published")
    free = shutil.disk_usage(folder).free
    size = warehouse.stat().st_size if warehouse.is_file() else 0
    told = f"{folder}, {free / _GIGABYTE:.1f} GB free"
    if free < size:
        return wrong("disk", f"{told}; publishing needs {size / _GIGABYTE:.1f} GB")
    return ok("disk", told) if free >= _ROOM * _GIGABYTE else note("disk", f"{told}; that is little")


def fonts() -> Line:
    """Tell whether fontconfig knows a font of Chinese characters, and what needs one."""
    command = shutil.which("fc-list")
    if command is None:
        return note("fonts", f"can't be told without fontconfig's fc-list; {_NEEDED}")
    try:
        done = subprocess.run(  # noqa: S603 - its path was looked up
            [command, ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return note("fonts", f"can't be told, for fc-list fails ({type(error).__name__}); {_NEEDED}")
    families = sorted({line.partition(",")[0].strip() for line in done.stdout.splitlines() if line.strip()})
    if not families:
        return note("fonts", f"none of Chinese characters; {_NEEDED}: install one, such as fonts-noto-cjk")
    more = f" and {len(families) - 1} more" if len(families) > 1 else ""
    return ok("fonts", f"{families[0]}{more}")


def prefect_server() -> Line:
    """Tell whether the Prefect server that is set answers."""
    url = os.environ.get("PREFECT_API_URL", "")
    if not url:
        return ok("server", "PREFECT_API_URL is not set; commands run without Prefect unless --prefect is given")
    try:
        answer = httpx.get(f"{url.rstrip('/')}/health", timeout=_PATIENCE, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return wrong("server", f"{url} does not answer ({error or type(error).__name__}); start it, or unset it")
    if not answer.is_success:
        return wrong("server", f"{url} answers {answer.status_code}; is it the address of a Prefect API?")
    return ok("server", f"{url} answers")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return folder if folder.is_dir() else _existing(folder.parent)
