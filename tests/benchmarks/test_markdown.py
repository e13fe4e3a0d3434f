"""Results as Markdown tables, and their place in a page."""

import pytest

from benchmarks.reading.markdown import filled, table


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert table(("reader", "ms"), [("a", "1.5"), ("a longer name", "10.0")]).splitlines() == [
        "| reader        |   ms |",
        "| ------------- | ---: |",
        "| a             |  1.5 |",
        "| a longer name | 10.0 |",
    ]


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    page = "before\n<!-- x: begin -->\nold\n<!-- x: end -->\nafter\n"
    once = filled(page, "x", "new")
    assert once == "before\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nafter\n"
    assert filled(once, "x", "new") == once


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="x: begin"):
        filled("nothing", "x", "new")
