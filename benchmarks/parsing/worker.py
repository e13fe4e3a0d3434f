"""One reader in a process of its own, under whatever interpreter has it: `python -m benchmarks.parsing.worker NAME`.

Standard input holds the sets of texts as JSON, standard output what was found; that of the libraries goes to standard
error. A reader that isn't installed gives null.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypedDict

from benchmarks.parsing.readers import OF_US, PEERS

Text = tuple[str, str | None]
Read = Callable[[Sequence[Text]], list[Sequence[object]]]


class Asked(TypedDict):
    """What a worker is given: texts with their goals to warm up with, and sets of them to be timed."""

    warm_up: list[Text]
    sets: list[list[Text]]


class Answer(TypedDict):
    """For each set the seconds of processor time, and for each of its texts what was found (by ours as text)."""

    seconds: list[float]
    found: list[list[Sequence[object]]]


def main(name: str) -> None:
    """Answer what is asked on standard input."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    asked: Asked = json.load(sys.stdin)
    json.dump(_answer(name, asked) if name in OF_US or PEERS[name].is_installed else None, out)
    out.close()


def _answer(name: str, asked: Asked) -> Answer:
    read = _made(name)
    read(asked["warm_up"])
    answer = Answer(seconds=[], found=[])
    for texts in asked["sets"]:
        # so that neither what the last set left behind nor what was loaded and asked is gone through in a set's time
        gc.collect()
        gc.freeze()
        # what else runs on the machine disturbs processor time least
        started = time.process_time()
        found = read(texts)
        answer["seconds"].append(time.process_time() - started)
        answer["found"].append([[*map(str, one)] for one in found] if name in OF_US else found)
    return answer


def _made(name: str) -> Read:
    if name in OF_US:
        from extractors.quantities.pipeline import Cell, parse_all

        return lambda texts: list(parse_all(Cell(text, goal) for text, goal in texts))
    read = PEERS[name].make()
    return lambda texts: list(read([text for text, _goal in texts]))


if __name__ == "__main__":
    main(sys.argv[1])
