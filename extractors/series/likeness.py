"""Whether two names are of one thing: a goal's 城乡公办幼儿园 is the 幼儿园 of its quarters."""

# the part of the shorter name that the longer one has, in order
_ALIKE = 0.6
# with more in common, or the same head noun, less is enough
_NEARLY = 0.5
_MUCH_IN_COMMON = 3


def likeness(one: str | None, other: str | None, *, strict: bool = False) -> float:
    """Give how alike two names are, from 0 (two things) to 1 (one is in the other); `strict` asks for more.

    >>> likeness("城乡公办幼儿园", "幼儿园"), likeness("示范社区", "示范学校")
    (1.0, 0.0)
    """
    if not one or not other:
        return 0.0
    common = _common(one, other)
    part = common / min(len(one), len(other))
    if part >= _ALIKE and common > 1:
        return part
    is_near = part >= _NEARLY and (common >= _MUCH_IN_COMMON or one[-1] == other[-1])
    return part if is_near and not strict else 0.0


def _common(one: str, other: str) -> int:
    """Give the length of the longest sequence of characters that both have, in order."""
    best = [0] * (len(other) + 1)
    for character in one:
        row = [0]
        for at, against in enumerate(other, start=1):
            row.append(best[at - 1] + 1 if character == against else max(best[at], row[-1]))
        best = row
    return best[-1]
