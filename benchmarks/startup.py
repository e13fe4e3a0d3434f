"""How long the command line takes to start, beside a Python that does nothing: `python -m benchmarks.startup`."""

import subprocess
import sys
import time

from benchmarks.machine import machine

RUNS = 5
BAR_SECONDS = 0.5


def seconds(*arguments: str) -> float:
    """The best of several starts."""
    return min(_once(arguments) for _ in range(RUNS))


def _once(arguments: tuple[str, ...]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Print the time of `xushi --help` and its ratio to an empty Python."""
    nothing, ours = seconds("-c", "pass"), seconds("-m", "xushi.main", "--help")
    print(f"startup; {machine()}")
    print(f"  python -c pass  {nothing:.3f} s")
    print(f"  xushi --help    {ours:.3f} s ({ours / nothing:.1f} ×; bar: {BAR_SECONDS} s)")


if __name__ == "__main__":
    main()
