"""The same plans as HTML pages, for browsers and word processors that print them in their own way."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from samples.tables import Body, Layout, Row, column_count, tables

STYLE: Final = """\
@page {{ size: A4 {orientation}; margin: 15mm; }}
body {{ font-family: {family}; font-size: {size}pt; }}
h1 {{ font-size: {title_size}pt; font-weight: normal; text-align: center; }}
h2 {{ font-size: {heading_size}pt; font-weight: normal; break-before: {break_before}; }}
table {{ border-collapse: collapse; width: 100%; }}
thead {{ display: {head}; }}
tr {{ break-inside: {break_inside}; }}
th, td {{ border: 0.5pt solid black; padding: 3pt; vertical-align: {align}; font-weight: normal; }}
th, td.centred {{ text-align: center; }}
th {{ vertical-align: middle; }}
"""
FONT_FACE: Final = '@font-face {{ font-family: "{family}"; src: url("{source}"); }}\n'


def render_html(
    title: str, header: Sequence[Row], rows: Body, layout: Layout, font: str | Path = "Noto Sans CJK SC"
) -> str:
    """Give the plan as an HTML page; `font` is the name of an installed family, or the path of a font file."""
    parts = [
        _table(heading, header, part, layout, later=index > 0) for index, (heading, part) in enumerate(tables(rows))
    ]
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>\n{style(layout, font)}</style>'
    body = f"<h1>{escape(title)}</h1>\n" + "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def style(layout: Layout, font: str | Path) -> str:
    """Give the style sheet that prints a page as `layout` says, as far as style sheets can."""
    family, face = f'"{font}"', ""
    if isinstance(font, Path):
        family = '"samples"'
        face = FONT_FACE.format(family="samples", source=font.resolve().as_uri())
    return face + STYLE.format(
        orientation=layout.orientation,
        family=family,
        size=layout.font_size,
        title_size=layout.title_size,
        heading_size=layout.font_size + 3,
        break_before="page" if layout.header == "table a page" else "auto",
        # a header group is repeated on every page by default; as ordinary rows it stands once
        head="table-row-group" if layout.header == "once" else "table-header-group",
        break_inside="auto" if layout.rows_break else "avoid",
        align=layout.align,
    )


def _table(heading: str, header: Sequence[Row], rows: Sequence[Row], layout: Layout, *, later: bool) -> str:
    widths = layout.widths or (1.0,) * column_count(header)
    columns = "".join(f'<col style="width: {share / sum(widths):.2%}">' for share in widths)
    # a heading that would open the first page must not leave it empty
    first = "" if later else ' style="break-before: auto"'
    above = f"<h2{first}>{escape(heading)}</h2>\n" if heading else ""
    head = "\n".join(_row(row, "th") for row in header)
    body = "\n".join(_row(row, "td") for row in rows)
    return (
        f"{above}<table>\n<colgroup>{columns}</colgroup>\n"
        f"<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _row(row: Row, tag: str) -> str:
    cells = []
    for cell in row:
        spans = "".join(
            f' {name}="{span}"' for name, span in (("rowspan", cell.rows), ("colspan", cell.columns)) if span > 1
        )
        centred = ' class="centred"' if cell.centred and tag == "td" else ""
        text = escape(cell.text).replace("\n", "<br>")
        cells.append(f"<{tag}{spans}{centred}>{text}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
