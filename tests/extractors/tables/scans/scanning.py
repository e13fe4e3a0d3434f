"""Prints small plans and scans them: the text becomes a picture that lies a little askew, as a scanner gives it."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.documents.document import Document, document_of
from samples.rendering import pdf_bytes
from samples.tables import Cell, Layout, Row

Picture = NDArray[np.uint8]

TITLE = "2024年东湖市10件民生实事序时进度安排方案"
HEADER: list[Row] = [
    [Cell("序号", rows=2), Cell("目标任务", rows=2), Cell("序时进度", columns=2), Cell("责任单位", rows=2)],
    [Cell("第一季度"), Cell("第二季度")],
]
ROWS = [
    [
        "1",
        "新建、改扩建幼儿园25所，新增学位1.2万个。",
        "完成11所幼儿园的施工招标。",
        "开工7所（其中城区3所）。",
        "市教育局",
    ],
    [
        "2",
        "改造老旧小区100个；惠及居民3.5万户。",
        "确定名单；启动设计。",
        "",
        "牵头单位：市住建局；共同责任单位：各县区",
    ],
    ["10", "城乡居民基本医疗保险财政补助标准提高到610元。", "一", "全面完成。", "市医保局"],
]
TEXTS = [cell for row in ROWS for cell in row]
WIDTHS = (1.0, 4.0, 4.0, 4.0, 3.0)


def printed(rows: Sequence[Sequence[str]] = ROWS, layout: Layout | None = None) -> bytes:
    """Give a small plan as the bytes of a PDF with text."""
    layout = layout or Layout("small", widths=WIDTHS)
    return pdf_bytes(TITLE, HEADER, [[Cell(text) for text in row] for row in rows], layout)


def pictures_of(pdf: bytes, dots_per_inch: int = 200) -> list[tuple[tuple[float, float], Picture]]:
    """Give each page's size in points and its picture in grey."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [
            (
                page.get_size(),
                cv2.cvtColor(page.render(scale=dots_per_inch / 72).to_numpy()[:, :, :3].copy(), cv2.COLOR_BGR2GRAY),
            )
            for page in opened
        ]


def scanned(picture: Picture, angle: float = 0.0, seed: int = 0) -> Picture:
    """Give the picture turned counter-clockwise by `angle` degrees, a little soft, grey and grainy."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    soft = cv2.GaussianBlur(turned, (0, 0), 0.6).astype(np.float32)
    grain = np.random.default_rng(seed).normal(0.0, 6.0, soft.shape)
    return np.clip(soft * 0.9 + 15 + grain, 0, 255).astype(np.uint8)


def pdf_of_pictures(pages: Iterable[tuple[tuple[float, float], Picture]]) -> bytes:
    """Give a PDF whose pages are pictures alone, each of a size in points, compressed as scanners do."""
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for size, picture in pages:
        _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 75])
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(BytesIO(jpeg.tobytes())), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scan_of(pdf: bytes, angle: float = 0.0, quarters: int = 0) -> Document:
    """Give a PDF's pages scanned, put on the glass askew by `angle` degrees and turned clockwise by `quarters`."""
    pages = []
    for number, (size, picture) in enumerate(pictures_of(pdf)):
        turned = np.ascontiguousarray(np.rot90(scanned(picture, angle, number), -quarters))
        pages.append((size if quarters % 2 == 0 else (size[1], size[0]), turned))
    return document_of("scan.pdf", pdf_of_pictures(pages))
