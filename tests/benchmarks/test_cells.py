"""What counts as an exact cell in the comparison of table readers."""

from benchmarks.reading.cells import count, exact_cells, same_but_radicals

TRUTH = [["1", "开工建设", ""], ["2", "", "竣工"]]


def test_all_cells_are_exact() -> None:
    assert exact_cells(TRUTH, TRUTH) == count(TRUTH) == 4


def test_headers_and_rows_too_many_cost_nothing() -> None:
    assert exact_cells(TRUTH, [["序号", "目标", ""], TRUTH[0], ["序号", "目标", ""], TRUTH[1]]) == 4


def test_a_missing_row_costs_its_cells_alone() -> None:
    assert exact_cells(TRUTH, TRUTH[1:]) == 2


def test_rows_are_paired_in_order() -> None:
    assert exact_cells(TRUTH, TRUTH[::-1]) == 2


def test_text_in_another_column_is_not_exact() -> None:
    assert exact_cells(TRUTH, [["1", "", "开工建设"], ["2", "", "竣工"]]) == 3


def test_what_an_empty_cell_holds_is_not_counted() -> None:
    assert exact_cells(TRUTH, [["1", "开工建设", "开工建设"], ["2", "竣工", "竣工"]]) == 4


def test_radicals_are_forgiven_only_where_asked() -> None:
    read = [["1", "开⼯建设", ""], ["2", "", "竣⼯"]]
    assert exact_cells(TRUTH, read) == 2
    assert exact_cells(TRUTH, read, same_but_radicals) == 4
    assert not same_but_radicals("竣工", "⼯")
