"""A plan's rows as dictionaries ready for JSON."""

import json

from extractors.plans.serial import table_lines
from tests.extractors.plans.building import HEADER, plan, table, task


def test_a_line_a_row() -> None:
    read = plan(
        table([*HEADER, task("1", "新建。", "立项。", units="牵头单位：甲局；配合单位：乙局")], above=["2021年实事"])
    )
    lines = [json.loads(json.dumps(line)) for line in table_lines(read)]
    assert len(lines) == 1
    assert lines[0]["periods"][3] == {
        "label": "第四季度",
        "start": "2021-10-01",
        "end": "2021-12-31",
        "kind": "plan",
        "text": "",
    }
    assert (lines[0]["task"], lines[0]["lead"], lines[0]["support"]) == ("1", ["甲局"], ["乙局"])
    assert (lines[0]["pages"], lines[0]["name"], lines[0]["group"]) == ([1], None, None)
