"""Names places in a file for sentences to a person."""

from collections.abc import Sequence


def pages_named(numbers: Sequence[int]) -> str:
    """Page numbers for a sentence, runs shortened: 'page 3 is', 'pages 1-4, 7 are'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = ", ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in runs)
    return f"pages {named} are each" if len(numbers) > 1 else f"page {named} is"
