"""What a clip path hides is not there: rules over the whole page, and words that run over their cell."""

from reportlab.pdfgen.canvas import Canvas

from extractors.tables.model import Table
from extractors.tables.pdf.drawing import Drawing
from extractors.tables.pdf.pdfium import open_pdf
from extractors.tables.pdf.reader import TEXT_CUT_OFF, read_pdf
from tests.extractors.tables.pdf.drawing import COLUMN, FONT, HEIGHT, LEFT, ROW, TOP, WIDTH, draw_table, pdf_of

ROWS = [["序号", "目标任务", "第一季度"], ["1", "新建", "开工 5 所"], ["2", "改造 60 所", "完成招标"]]


def clip(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


def test_rules_are_read_as_far_as_they_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, [["", "", ""], *ROWS])
        canvas.saveState()
        clip(canvas, LEFT + COLUMN, TOP - 2 * ROW, COLUMN, ROW / 2)
        canvas.line(LEFT + 1.5 * COLUMN, 0, LEFT + 1.5 * COLUMN, HEIGHT)
        canvas.line(0, TOP - 1.75 * ROW, WIDTH, TOP - 1.75 * ROW)
        canvas.rect(LEFT + 5, TOP - 4 * ROW + 5, COLUMN, ROW)
        canvas.restoreState()

    with open_pdf(pdf_of(draw)) as pdf:
        drawings: list[Drawing] = [page.drawing for _, page in pdf.pages() if page]
    assert sorted(drawings[0].thin[-2:].round().tolist()) == [[119, 190, 201, 190], [160, 179, 160, 201]]


def test_hidden_and_cut_words() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, ROWS)
        canvas.setFont(FONT, 10)
        canvas.saveState()
        clip(canvas, LEFT + COLUMN, TOP - 2 * ROW, COLUMN, ROW)
        canvas.drawString(LEFT + COLUMN + 24, TOP - ROW - 14, "幼儿园十二所并投入使用")
        canvas.restoreState()

    (table,) = read_pdf(pdf_of(draw)).tables
    assert TEXT_CUT_OFF in table.doubt
    assert texts(table)[4:6] == ["新建幼儿园十二所", "开工 5 所"]


def test_words_wholly_hidden_leave_no_doubt() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, ROWS)
        canvas.saveState()
        clip(canvas, 0, 0, 5, 5)
        canvas.drawString(LEFT + COLUMN + 4, TOP - ROW - 30, "废止")
        canvas.restoreState()

    (table,) = read_pdf(pdf_of(draw)).tables
    assert (texts(table), table.doubt) == ([text for row in ROWS for text in row], ())
