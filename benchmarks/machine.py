"""What machine figures were measured on, and when."""

import os
import platform
from datetime import date


def machine() -> str:
    """Processor kind, cores, Python and day, in a line."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
