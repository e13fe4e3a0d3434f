"""Invented plans and what is true of them."""

import json
from decimal import Decimal
from pathlib import Path
from random import Random

import pypdfium2
import pytest

import samples
from samples.carried import CARRIED, carried
from samples.generate import LAYOUTS, pdf, plan, truths
from samples.kinds import Kind, all_kinds
from samples.pages import body, header
from samples.splitting import flow, shares
from samples.tables import Heading, column_count
from samples.truth import CELLS, record

PLANS = Path(samples.__file__).with_name("plans")
FIELDS = {
    "start",
    "end",
    "text",
    "value",
    "upper",
    "unit",
    "per",
    "bound",
    "basis",
    "role",
    "measure",
    "part",
    "object",
}
FIELDS |= {"action", "component"}


def test_spans_slice_to_their_text() -> None:
    for truth in truths(range(60)):
        for task in truth["tasks"]:
            texts = dict(zip(CELLS, [task["goal"], *(period["text"] for period in task["periods"])], strict=True))
            for name, found in task["quantities"].items():
                for quantity in found:
                    assert texts[name][quantity["start"] : quantity["end"]] == quantity["text"]
                    assert quantity.keys() >= FIELDS


def test_actions_and_objects_can_be_read_in_the_task() -> None:
    for truth in truths(range(60)):
        for task in truth["tasks"]:
            text = task["goal"] + "".join(period["text"] for period in task["periods"])
            for quantity in (item for found in task["quantities"].values() for item in found):
                assert (quantity["object"] or "") in text
                assert (quantity["action"] or "") in text


def test_a_seed_gives_one_plan() -> None:
    assert record(plan(7)) == record(plan(7))
    assert record(plan(7)) != record(plan(8))
    assert pdf(plan(7, size=20)) == pdf(plan(7, size=20))


def test_own_amounts_meet_the_goal_unless_marked() -> None:
    checked = 0
    for truth in truths(range(60)):
        for task in truth["tasks"]:
            plain = [q for q in task["quantities"]["goal"] if q["role"] == "target"]
            if task["ways"] != ["period"] or len(plain) != 1:
                continue
            quarters = [q for name in CELLS[1:] for q in task["quantities"][name]]
            same = [q["value"] for q in quarters if q["unit"] == plain[0]["unit"] and not q["part"]]
            # what a district does is a share of the quarter's amount under 分别, a repetition of it after 其中
            assert (sum(map(_exact, same)) == _exact(plain[0]["value"])) != bool(task["contradictions"])
            checked += 1
    assert checked > 100


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


@pytest.mark.parametrize("idle", [0, 1, 2, 3])
def test_shares_add_up(idle: int) -> None:
    for total in [1, 2, 3, 5, 8, 40, 999, 12_000]:
        amounts = shares(Decimal(total), Decimal(1), Random(total), idle=idle)
        assert len(amounts) == 4
        assert sum(amounts) == total
        assert min(amounts) >= 0


def test_stages_add_up_and_keep_their_order() -> None:
    for seed in range(50):
        arrivals = flow(23, 4, Random(seed))
        assert [sum(quarter[stage] for quarter in arrivals) for stage in range(4)] == [23] * 4
        for last in range(4):
            so_far = [sum(quarter[stage] for quarter in arrivals[: last + 1]) for stage in range(4)]
            assert so_far == sorted(so_far, reverse=True)


def test_there_are_kinds_enough_and_each_is_told() -> None:
    assert len(all_kinds()) >= 60
    assert len({kind.name for kind in all_kinds()}) == len(all_kinds())
    record(plan(1, size=len(all_kinds())))


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if kind.long], ids=lambda kind: kind.name)
def test_full_nouns_end_with_the_noun(kind: Kind) -> None:
    assert all(long.endswith(kind.noun) for long in kind.long)


def test_contradictions_occur_and_are_rare() -> None:
    tasks = [task for truth in truths(range(100)) for task in truth["tasks"]]
    marked = sum(bool(task["contradictions"]) for task in tasks)
    assert 0.005 < marked / len(tasks) < 0.06


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_fill_their_columns(layout: str) -> None:
    made = plan(3, layout=layout, size=30)
    rows = [row for row in body(made) if not isinstance(row, Heading)]
    assert column_count(rows) == column_count(header(made.form))


@pytest.mark.parametrize("name", CARRIED)
def test_carried_plans_are_what_the_generator_writes(name: str) -> None:
    made = carried(name)
    truth = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    assert truth == record(made)
    file = (PLANS / f"{name}.pdf").read_bytes()
    assert len(file) < 150_000
    # bytes may differ between versions of the compressor, the words may not
    assert words(file) == words(pdf(made))
    assert len(words(file)) > 3


@pytest.mark.parametrize("name", CARRIED)
def test_carried_plans_hold_every_character_of_their_cells(name: str) -> None:
    made = carried(name)
    written = "".join(words((PLANS / f"{name}.pdf").read_bytes()))
    for row in body(made):
        for cell in [] if isinstance(row, Heading) else row:
            for character in set(cell.text.replace("\n", "").replace(" ", "")):
                assert written.count(character) >= cell.text.count(character)


def test_years_of_one_place_have_tasks_in_common() -> None:
    first, second = ({task.kind.name for task in carried(name).tasks} for name in ("yunxi-2022", "yunxi-2023"))
    assert len(first & second) > len(first) / 2


def words(file: bytes) -> list[str]:
    """Give the text of each page without white space."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(file)]
