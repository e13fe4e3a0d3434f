"""`xushi parse --explain` and `--html`: what a person sees, and what it can't do to them."""

import re
from html.parser import HTMLParser
from pathlib import Path

from rich.cells import cell_len

from tests.xushi.running import xushi

TEXT = "6月底前累计新建云溪路幼儿园16所以上，其中城区3所。"
HOSTILE = '<script>alert()</script>\x1b[31m"&amp;新建学校16所\u202e<b>\x07'


def test_each_field_stands_with_its_rule() -> None:
    done = xushi("parse", "--explain", TEXT)
    assert (done.code, done.err) == (0, "")
    rows = [re.split(r"  +", line.strip()) for line in done.out.splitlines()]
    assert ["bound", "ge", "at-least-after", "以上", "a lower bound"] in rows
    assert ["object", "云溪路幼儿园", "verb-object", "verb, noun, number"] in rows
    assert ["6月底前", "date", "month"] in [row[:3] for row in rows]
    assert "by default: role target, measure level, part no; none: upper, per, component" in done.out
    assert any(
        line.startswith("6月底前累计新建") and "6月底前" in line for line in done.out.split("event")[1].splitlines()
    )


def test_marks_stand_under_what_they_mark() -> None:
    text, marks = xushi("parse", "--explain", TEXT).out.splitlines()[:2]
    assert text == TEXT
    for words, mark in (("6月底前", "......."), ("16所", "1==="), ("3所", "2==")):
        place = cell_len(text[: text.index(words)])
        assert marks[place : place + len(mark)] == mark
    assert marks.replace(" ", "") == ".......1===2=="


def test_lines_fit_and_nothing_is_lost_where_they_wrap() -> None:
    long = "x" + "累计新建云溪路幼儿园16所以上，" * 20
    lines = xushi("parse", "--explain", long).out.splitlines()
    assert max(map(cell_len, lines)) <= 100
    above = lines[: lines.index(next(line for line in lines if line.startswith("tokens")))]
    assert "".join(above[::2]) == long
    assert "".join(above[1::2]).count("=") == 20 * 2 + 9


def test_colours_are_for_terminals_that_want_them() -> None:
    assert "\x1b" not in xushi("parse", "--explain", TEXT).out
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": ""}
    assert "\x1b[1;32m16所" in xushi("parse", "--explain", TEXT, settings=forced).out
    assert "\x1b" not in xushi("parse", "--explain", TEXT, settings={**forced, "NO_COLOR": "1"}).out


def test_a_text_does_nothing_to_the_screen() -> None:
    done = xushi("parse", "--explain", HOSTILE)
    assert done.code == 0
    assert all(sign.isprintable() for sign in done.out.replace("\n", ""))
    assert "[31m" in done.out


def test_texts_come_from_standard_input_too() -> None:
    done = xushi("parse", "--explain", stdin=f"{TEXT}\n没有数字\n".encode())
    assert done.out.startswith(xushi("parse", "--explain", TEXT).out)
    assert "没有数字" in done.out
    assert xushi("parse", TEXT).out == xushi("parse", stdin=TEXT.encode()).out
    assert xushi("parse", "--explain").out == ""


def test_the_goal_supplies_what_is_left_out() -> None:
    assert "object=幼儿园" in xushi("parse", "完成3所", "--goal", "新建幼儿园16所").out
    assert "object-of-goal" in xushi("parse", "--explain", "完成3所", "--goal", "新建幼儿园16所").out


def test_the_page_holds_the_same(tmp_path: Path) -> None:
    page = xushi("parse", "--html", TEXT).out
    assert page.startswith("<!DOCTYPE html>")
    for cell in ("at-least-after", "以上", "a lower bound", "month", "幼儿园"):
        assert cell in page
    done = xushi("parse", "--html", TEXT, "-o", tmp_path / "page.html")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "page.html").read_text(encoding="utf8") == page


class _Seen(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert all(name in ("class", "style", "lang", "charset", "content", "name", "http-equiv") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_text_is_no_part_of_the_page() -> None:
    seen = _Seen(xushi("parse", "--html", HOSTILE).out)
    allowed = {"html", "head", "meta", "title", "style", "body", "article", "div", "mark", "span"}
    assert set(seen.tags) <= {*allowed, "h3", "table", "tr", "th", "td", "p"}
    assert "<script>alert()</script>" in seen.text
    assert "&amp;新建学校" in seen.text
    assert all(sign.isprintable() for sign in seen.text.replace("\n", ""))


def test_wrong_use_is_told() -> None:
    assert "standard input" in xushi("parse", "--jsonl", TEXT).sentence
    assert "--html" in xushi("parse", TEXT, "-o", "page.html").sentence
