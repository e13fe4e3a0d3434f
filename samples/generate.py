"""Plans by seed: the same seed gives the same plan on every machine, with or without a PDF file."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any, Final

from samples.pages import body, header
from samples.plans import Form, Plan, make_plan
from samples.rendering import pdf_bytes
from samples.tables import Layout
from samples.truth import record
from samples.words import rows

YEARS: Final = (2019, 2026)

LAYOUTS: Final[dict[str, tuple[Layout, Form]]] = {
    "broken-rows": (
        Layout("broken-rows", align="middle", widths=(0.45, 2.2, 3, 3, 3, 3, 2)),
        Form(),
    ),
    "repeated-header": (
        Layout("repeated-header", header="each page", rows_break=False, running=True, widths=(0.5, 2.2, 3, 3, 3, 3, 2)),
        Form(units="lines", quarters="一季度", schedule="进度安排", task="主要任务"),
    ),
    "table-a-page": (
        Layout(
            "table-a-page",
            header="table a page",
            rows_break=False,
            align="middle",
            metrics="large",
            widths=(0.5, 2.2, 3, 3, 3, 3, 2),
        ),
        Form(groups="headings", restart=True, units="labelled", schedule="工作进度安排", task="工作任务"),
    ),
    "divided-tasks": (
        Layout(
            "divided-tasks",
            header="each page",
            align="middle",
            rules="rectangles",
            running=True,
            font_size=8,
            widths=(0.45, 1.3, 2.2, 2.6, 2.6, 2.6, 2.6, 1.2, 1.5),
        ),
        Form(columns="name and goal", units="separate", divided=True, quarters="一季度目标", schedule="季度节点目标"),
    ),
    "portrait": (
        Layout("portrait", orientation="portrait", metrics="large", font_size=7.5, widths=(0.5, 2, 3, 3, 3, 3, 2)),
        Form(groups="rows", units="plain", quarters="1-3月"),
    ),
}


def plan(
    seed: int,
    *,
    place: str | None = None,
    year: int | None = None,
    size: int | None = None,
    layout: str | None = None,
    running: bool | None = None,
) -> Plan:
    """Invent the plan of a seed; what isn't given is chosen. `layout` is one of LAYOUTS."""
    rng = Random(seed)
    place = place or rng.choice(rows("places"))["name"]
    year = year or rng.randint(*YEARS)
    size = size or rng.randint(20, 60)
    chosen, form = LAYOUTS[layout or rng.choice(list(LAYOUTS))]
    if running is not None:
        chosen = replace(chosen, running=running)
    return make_plan(place, year, size, form, chosen, rng)


def truths(seeds: range) -> Iterator[dict[str, Any]]:
    """Give what is true of the plan of each seed, without drawing it."""
    return (record(plan(seed)) for seed in seeds)


def pdf(made: Plan) -> bytes:
    """Give a plan as the bytes of a PDF file."""
    return pdf_bytes(made.title, header(made.form), body(made), made.layout)
