"""What is true of a plan, as a record: tasks, periods, units in charge, each quantity with its place in the text."""

from calendar import monthrange
from datetime import date
from typing import Any

from samples.phrases import Phrase, quantities, text_of
from samples.plans import Form, Plan
from samples.tasks import Task

CELLS = ("goal", "q1", "q2", "q3", "q4")
NUMERALS = "一二三四"


def record(plan: Plan) -> dict[str, Any]:
    """Give the truth of a plan."""
    tasks = [_task(plan, task, number) for task, number in zip(plan.tasks, plan.numbers(), strict=True)]
    return {"title": plan.title, "place": plan.place, "year": plan.year, "layout": plan.layout.name, "tasks": tasks}


def quarter_label(quarter: int, form: Form) -> str:
    """Give the label of a quarter (0 to 3) as the form writes it."""
    if form.quarters == "1-3月":
        return f"{quarter * 3 + 1}-{quarter * 3 + 3}月"
    return form.quarters.replace("一", NUMERALS[quarter], 1)


def responsibility(plan: Plan, task: Task) -> list[str]:
    """Give the text of each column that names units in charge."""
    lead, support = "、".join(task.lead), "、".join(task.support)
    written = {
        "labelled": [f"牵头单位：{lead}；共同责任单位：{support}"],
        "lines": [f"牵头部门：{lead}\n配合部门：{support}"],
        "plain": [f"{lead}、{support}"],
        "separate": [lead, support],
    }
    return written[plan.form.units]


def _task(plan: Plan, task: Task, number: str) -> dict[str, Any]:
    found = {name: quantities(task.cell(name)) for name in CELLS}
    texts = {name: text_of(task.cell(name)) for name in CELLS}
    for name, items in found.items():
        for item in items:
            start, end = item["start"], item["end"]
            if texts[name][start:end] != item["text"]:
                raise AssertionError(f"{plan.title} {number} {name}: span of {item['text']!r} is wrong")
    plain = plan.form.units == "plain"
    return {
        "task": number,
        "name": task.kind.name if plan.form.columns == "name and goal" else None,
        "group": task.group,
        "goal": texts["goal"],
        "periods": [_period(plan, quarter, texts[f"q{quarter + 1}"]) for quarter in range(4)],
        "lead": [] if plain else list(task.lead),
        "support": [] if plain else list(task.support),
        "unsaid": [*task.lead, *task.support] if plain else [],
        "quantities": found,
        "ways": [strand.year.way for strand in task.strands],
        "subrows": [[text_of(part) for part in row] for row in _rows(task)] if task.divided else [],
        "contradictions": [vars(slip) for slip in task.contradictions],
    }


def _rows(task: Task) -> list[tuple[Phrase, ...]]:
    return list(zip(*(task.ended(name) for name in CELLS), strict=True))


def _period(plan: Plan, quarter: int, text: str) -> dict[str, str]:
    first, last = quarter * 3 + 1, quarter * 3 + 3
    return {
        "label": quarter_label(quarter, plan.form),
        "start": date(plan.year, first, 1).isoformat(),
        "end": date(plan.year, last, monthrange(plan.year, last)[1]).isoformat(),
        "kind": "plan",
        "text": text,
    }
