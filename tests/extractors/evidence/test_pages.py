"""Numbers are marked where they are printed, however the page is turned or cropped; PDFium itself is asked where."""

import io
from collections.abc import Iterator
from ctypes import c_int
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from extractors.documents.document import Document, document_of
from extractors.errors import UnreadableError
from extractors.evidence.pages import shown_pages
from extractors.evidence.passage import Passage
from extractors.evidence.picture import DOTS_PER_INCH, MARK, OUTLINE, picture
from extractors.plans.reader import read_plan
from extractors.quantities.pipeline import parse
from extractors.tables.model import Fragment
from tests.warehouse.content import NAMES, PLANS

CROP = 20
SCALE = DOTS_PER_INCH / 72
DARK = 110
NAME = NAMES[0]


def document(name: str = NAME, *, rotation: int = 0, crop: int = 0) -> Document:
    """Give a sample plan with its pages turned and cropped."""
    pdf = pypdfium2.PdfDocument(PLANS / f"{name}.pdf")
    for page in pdf:
        width, height = page.get_size()
        page.set_rotation(rotation)
        if crop:
            page.set_cropbox(crop, crop, width - crop / 2, height - crop / 3)
    file = io.BytesIO()
    pdf.save(file)
    return document_of(f"{name}.pdf", file.getvalue())


def passages(source: Document) -> Iterator[Passage]:
    """Give the goals and milestones that have numbers, all marked."""
    for task in read_plan(source).tasks:
        cells = [(task.goal, task.goal_fragments), *((period.text, period.fragments) for period in task.periods)]
        for text, fragments in cells:
            spans = tuple((found.start, found.end) for found in parse(text))
            if spans:
                yield Passage(text, fragments, spans)


@pytest.mark.parametrize("name", NAMES)
def test_the_characters_under_every_mark_are_the_number(name: str) -> None:
    source = document(name)
    found = list(passages(source))
    singles = [Passage(one.text, one.fragments, (span,)) for one in found for span in one.marked]
    pdf = pypdfium2.PdfDocument(source.content)
    under = [""] * len(singles)
    for page in shown_pages(source, singles, dots_per_inch=10):
        text_page = pdf[page.number - 1].get_textpage()
        for at, marks in enumerate(page.marks):
            under[at] += "".join(text_page.get_text_bounded(*box) for box in marks.words)
    wanted = ["".join(one.text[slice(*one.marked[0])].split()) for one in singles]
    assert len(wanted) > 100
    assert ["".join(text.split()) for text in under] == wanted


@pytest.mark.parametrize("crop", [0, CROP])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_marked_pixels_are_the_number_on_turned_and_cropped_pages(rotation: int, crop: int) -> None:
    source = document(rotation=rotation, crop=crop)
    passage = next(passages(source))
    one = Passage(passage.text, passage.fragments, passage.marked[:1])
    shown = np.asarray(Image.open(io.BytesIO(picture(source, [one]))))
    marked = (shown[:, :, 0] > 200) & (shown[:, :, 1] > 150) & (shown[:, :, 2] < 60)
    rows, columns = np.nonzero(marked)
    # the mark leaves red as it was
    dark = shown[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1, 0] < DARK
    number = _printed(source, one.text[slice(*one.marked[0])])
    assert number.sum() > 50
    assert any(
        np.array_equal(dark[y : y + number.shape[0], x : x + number.shape[1]], number)
        for y in range(dark.shape[0] - number.shape[0] + 1)
        for x in range(dark.shape[1] - number.shape[1] + 1)
    )
    assert (shown == OUTLINE).all(axis=2).sum() > 500


def _printed(source: Document, number: str) -> np.ndarray:
    """Give the dark pixels of the words as PDFium prints and places them, apart from our code."""
    pdf = pypdfium2.PdfDocument(source.content)
    page = pdf[0]
    text_page = page.get_textpage()
    found = text_page.search(number).get_next()
    assert found is not None
    boxes = np.array([text_page.get_charbox(at) for at in range(found[0], sum(found))])
    left, bottom, right, top = *boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)
    bitmap = page.render(scale=SCALE).to_numpy()
    height, width = bitmap.shape[:2]
    corners = [_to_device(page, width, height, x, y) for x, y in ((left, bottom), (right, top))]
    (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
    return np.asarray(bitmap[y0 : y1 + 1, x0 : x1 + 1, 0] < DARK)


def _to_device(page: pypdfium2.PdfPage, width: int, height: int, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value


def test_a_cell_without_such_words_is_outlined_alone() -> None:
    source = document()
    passage = next(passages(source))
    other = Passage("登月计划三百项", passage.fragments, ((0, 7),))
    shown = np.asarray(Image.open(io.BytesIO(picture(source, [other]))))
    assert not (shown == MARK).all(axis=2).any()
    assert (shown == OUTLINE).all(axis=2).any()


def test_a_page_that_is_not_there_is_told() -> None:
    passage = Passage("1", (Fragment(page=99, box=None),))
    with pytest.raises(UnreadableError, match="no page 99"):
        picture(document(), [passage])


def test_of_equal_words_in_a_cell_those_at_the_offset_are_marked() -> None:
    source = document()
    passage = next(one for one in passages(source) if one.text.count("，") and len(one.fragments) == 1)
    (fragment,) = passage.fragments
    mark = passage.text.rindex("，")
    part = Passage("，", (fragment._replace(start=0, end=1, offset=mark),), ((0, 1),))
    whole = Passage(passage.text, passage.fragments, ((mark, mark + 1),))
    (page,) = shown_pages(source, [part, whole], dots_per_inch=10)
    assert page.marks[0] == page.marks[1]
    assert page.marks[0].words


def test_a_poster_gives_a_picture_of_bounded_size(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(8000, 8000)
    file = io.BytesIO()
    pdf.save(file)
    (page,) = shown_pages(document_of("poster.pdf", file.getvalue()), [], dots_per_inch=300, whole=[1])
    assert page.pixels.size <= 3 * 16_100_000
