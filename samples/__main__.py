"""Writes the sample plans anew: `python -m samples`."""

import json
from pathlib import Path

from samples.carried import CARRIED, carried
from samples.generate import pdf
from samples.truth import record


def main() -> None:
    """Write each carried plan as a PDF file, with what is true of it beside it."""
    folder = Path(__file__).with_name("plans")
    folder.mkdir(exist_ok=True)
    for name in CARRIED:
        made = carried(name)
        (folder / f"{name}.pdf").write_bytes(pdf(made))
        truth = json.dumps(record(made), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(truth + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
