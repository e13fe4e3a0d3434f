"""What reading one file may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds on the clock and megabytes of memory for one file.

    The defaults suit a plan of 500 pages with room to spare: such a file takes under ten seconds and 600 MB. A page
    that is read by OCR may take `seconds_a_scan` more.
    """

    seconds: float = 300.0
    megabytes: int = 4096
    seconds_a_scan: float = 60.0
