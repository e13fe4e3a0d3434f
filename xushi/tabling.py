"""`xushi table`: the rows of a plan, for a person or as lines of JSON."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits
from extractors.plans.model import Kind, Plan
from extractors.plans.serial import table_lines
from xushi.screen import print_table


def show_plan(file: Path, jsonl: bool, password: str | None, limits: Limits) -> None:
    """Print the plan in `file`, read in a child process; raises UnreadableError where there is none.

    What a reader should know of the reading stands below the table; with `jsonl` it goes to the error stream.
    """
    with Isolated(limits) as child:
        plan = child.call(_plan_in, (file, password), str(file))
    if jsonl:
        for line in table_lines(plan):
            print(json.dumps(line, ensure_ascii=False))
        for notice in plan.notices:
            print(f"{notice.rule}: {notice.message}", file=sys.stderr)
    else:
        _show(plan)


def _plan_in(given: tuple[Path, str | None]) -> Plan:
    # imported here, where the work is done: the parent needs none of it
    from extractors.documents.document import read_document
    from extractors.plans.reader import read_plan

    file, password = given
    return read_plan(read_document(file), password)


def _headers(columns: Sequence[tuple[str, Kind]]) -> list[str]:
    """Give each column's label; where plan and actual have one label, with which of the two it is."""
    labels = Counter(label for label, _ in columns)
    return [f"{label} ({kind})" if labels[label] > 1 else label for label, kind in columns]


def _show(plan: Plan) -> None:
    columns = list(dict.fromkeys((period.label, period.kind) for row in plan.tasks for period in row.periods))
    rows = []
    for row in plan.tasks:
        texts = {(period.label, period.kind): period.text for period in row.periods}
        units = "、".join(row.units.lead) + (f"；{'、'.join(row.units.support)}" if row.units.support else "")
        goal = f"{row.name}：{row.goal}" if row.name else row.goal
        rows.append([row.number, goal, *(texts.get(column, "") for column in columns), units])
    print_table(["", "goal", *_headers(columns), "units"], rows, title=plan.title)
    for notice in plan.notices:
        print(f"{notice.rule}: {notice.message}")
