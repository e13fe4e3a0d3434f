"""`xushi parse --html`: how texts are read, as one HTML page that fetches and runs nothing."""

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from extractors.quantities.markup import marked_text, marked_words
from flows.plain import printable
from xushi.explaining import (
    EVENT_HEADERS,
    FIELD_HEADERS,
    LEFT_OUT_HEADERS,
    Report,
    event_rows,
    field_rows,
    left_out_rows,
    undecided,
)

_PAGE = """<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>xushi parse</title>
<style>
body {{ font: 16px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #222;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
article + article {{ border-top: 2px solid #ddd; margin-top: 3rem; padding-top: 1rem; }}
.entities {{ line-height: 2.6 !important; }}
.words {{ font-size: .85rem; }}
mark.entity {{ display: inline-flex; flex-direction: column; align-items: center; vertical-align: middle;
  line-height: 1.25; padding: .15em .4em; margin: 0 .15em; border-radius: .35em; }}
mark.entity .label {{ font-size: .65em; color: #555; white-space: nowrap; }}
h3 {{ margin: 1.5rem 0 .3rem; }}
table {{ border-collapse: collapse; width: 100%; font-size: .9rem; }}
th {{ text-align: left; font-weight: 600; border-bottom: 2px solid #bbb; }}
th, td {{ padding: .2rem .6rem .2rem 0; vertical-align: top; }}
td {{ border-bottom: 1px solid #eee; overflow-wrap: anywhere; }}
td:first-child {{ white-space: nowrap; }}
.silent {{ color: #777; font-size: .85rem; }}
</style>
</head>
<body>
{articles}
</body>
</html>
"""


def write_page(reports: Iterable[Report], output: Path | None) -> None:
    """Write the page to the file `output`, or to standard output."""
    text = page(reports)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf8")


def page(reports: Iterable[Report]) -> str:
    """The page: an article a text; everything that comes from a text is escaped."""
    filled = _PAGE.format(articles="\n".join(_article(report) for report in reports))
    return "\n".join(map(printable, filled.split("\n")))


def _article(report: Report) -> str:
    explanation = report.explanation
    parts = [marked_text(explanation)]
    if explanation.words:
        parts.append(f'<h3>words</h3>\n<div class="words">{marked_words(explanation)}</div>')
    for number, explained in enumerate(explanation.quantities, 1):
        parts.append(f"<h3>{number}. {escape(explained.quantity.text)}</h3>")
        parts.append(_table(FIELD_HEADERS, field_rows(explained)))
        parts.append(f'<p class="silent">{escape(undecided(explained))}</p>')
    for title, headers, rows in (
        ("events", EVENT_HEADERS, event_rows(report.events)),
        ("left out", LEFT_OUT_HEADERS, left_out_rows(explanation)),
    ):
        if rows:
            parts += [f"<h3>{title}</h3>", _table(headers, rows)]
    return "<article>\n" + "\n".join(parts) + "\n</article>"


def _table(headers: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"
