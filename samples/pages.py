"""A plan as the header and rows of a table."""

from samples.phrases import text_of
from samples.plans import Form, Plan
from samples.tables import Cell, Heading, Row
from samples.tasks import Task
from samples.truth import CELLS, NUMERALS, quarter_label, responsibility


def header(form: Form) -> list[Row]:
    """Give the header's two rows: quarters stand under the word for the schedule."""
    names = ["序号", "项目名称", "年度目标"] if form.columns == "name and goal" else ["序号", form.task]
    units = ["牵头单位", "配合单位"] if form.units == "separate" else ["责任单位"]
    upper = [*(Cell(name, rows=2, centred=True) for name in names), Cell(form.schedule, columns=4, centred=True)]
    upper += [Cell(name, rows=2, centred=True) for name in units]
    return [upper, [Cell(quarter_label(quarter, form), centred=True) for quarter in range(4)]]


def body(plan: Plan) -> list[Row | Heading]:
    """Give the rows, with the titles of groups between them where the form has them."""
    found: list[Row | Heading] = []
    groups: list[str] = []
    width = sum(cell.columns for cell in header(plan.form)[0])
    for task, number in zip(plan.tasks, plan.numbers(), strict=True):
        if task.group and task.group not in groups:
            groups.append(task.group)
            title = f"{ordinal(len(groups))}、{task.group}"
            found.append([Cell(title, columns=width)] if plan.form.groups == "rows" else Heading(title))
        found += _rows(plan, task, number)
    return found


def ordinal(number: int) -> str:
    """Give the Chinese ordinal of a section below 20."""
    digits = NUMERALS + "五六七八九"
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (digits[ones - 1] if ones else "")


def _rows(plan: Plan, task: Task, number: str) -> list[Row]:
    texts = [task.ended(name) if task.divided else [task.cell(name)] for name in CELLS]
    count = len(texts[0])
    first = [Cell(number, rows=count, centred=True)]
    if plan.form.columns == "name and goal":
        first.append(Cell(task.kind.name, rows=count))
    last = [Cell(text, rows=count) for text in responsibility(plan, task)]
    rows: list[Row] = []
    for index in range(count):
        cells = [Cell(text_of(parts[index])) for parts in texts]
        rows.append([*first, *cells, *last] if index == 0 else cells)
    return rows
