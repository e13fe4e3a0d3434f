"""Results as Markdown: tables that can be read as plain text too, and a page's part between two markers."""

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table whose first column is set left and whose others are set right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (max(width, 2) - 1) + ":" for width in widths[1:])]
    lines = [_line(header, widths), _line(rule, widths), *(_line(row, widths) for row in rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    set_right = [text.rjust(width) for text, width in others]
    return f"| {' | '.join([first[0].ljust(first[1]), *set_right])} |"


def filled(page: str, name: str, content: str) -> str:
    """Give the page with `content` between the markers of that name; raises ValueError where it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if begin not in page or end not in page:
        raise ValueError(f"the page has no {begin} … {end}")
    return f"{page.split(begin)[0]}{begin}\n\n{content}\n\n{end}{page.split(end)[1]}"
