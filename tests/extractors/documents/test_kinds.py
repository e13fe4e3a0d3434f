"""The kind of a file is told from what it holds; kinds that are not read are named, in one sentence."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import Workbook

from extractors.documents.document import document_of, read_document
from extractors.documents.kinds import DOCX, HTML, PDF, TEXT, XLSX
from extractors.errors import UnreadableError

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def word() -> bytes:
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def excel() -> bytes:
    stream = BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"junk\n%PDF-1.7", PDF),
        (word(), DOCX),
        (excel(), XLSX),
        (b"<!DOCTYPE html><p>x", HTML),
        ("\ufeff  <HTML lang=zh><p>序号".encode(), HTML),
        ("<table><tr><td>序号".encode("gb18030"), HTML),
        ("<div class=a>\n<p>序号</p><TABLE border=1>".encode("utf-16"), HTML),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html></html>', HTML),
        ("序号\t目标任务\n1\t新建学校".encode(), TEXT),
        ("序号\t目标任务\n1\t新建学校".encode("gb18030"), TEXT),
        ("序号\t目标任务".encode("utf-16"), TEXT),
        ("序号\t目标任务\n1\t新建学校7所\n".encode("utf-16-le"), TEXT),
        ("## <b>方案</b>\n\n<p>序号</p>\t<p>任务</p>".encode(), TEXT),
        ("| 序号 | 任务 |\n|---|---|\n| 1 | 新建 |".encode(), TEXT),
    ],
)
def test_kinds_that_are_read(content: bytes, kind: str) -> None:
    assert document_of("plan.bin", content).media_type == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), r"is locked with a password.*save it without"),
        (OLD + "WordDocument".encode("utf-16-le"), r"an old Word file.*\.docx"),
        (OLD + "Workbook".encode("utf-16-le"), r"an old Excel file.*\.xlsx"),
        (OLD + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
        (OLD, "old binary Office or WPS file"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (zipped(**{"plan.pdf": b"%PDF-1.7"}), "a zip archive; unpack it"),
        (zipped(**{"OFD.xml": b"<a/>"}), "OFD"),
        (zipped(**{"xl/workbook.bin": b""}), "xlsb"),
        (zipped(**{"content.xml": b"<a/>"}), "OpenDocument"),
        (b"PK\x03\x04 and nothing more", "a damaged zip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (
            b"From: <Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n\r\n<html>",
            "MHTML",
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', r"old Office; save it as \.docx"),
        (b'<?xml version="1.0"?><feed>\t</feed>', "without a table"),
        ("序号,目标任务\n1,新建".encode(), "put a tab between"),
        (bytes(range(256)) * 40, "of no kind that is known"),
    ],
)
def test_kinds_that_are_not_read_are_named(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=f"^plan.pdf: .*{says}") as error:
        document_of("plan.pdf", content)
    assert str(error.value).endswith(".") and "\n" not in str(error.value)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.documents.document.MOST_BYTES", 1_000_000)
    (tmp_path / "plan.txt").write_bytes(b"1\t2\n" * 250_000)
    read_document(tmp_path / "plan.txt")
    (tmp_path / "plan.txt").write_bytes(b"1\t2\n" * 250_001)
    with pytest.raises(UnreadableError, match="is larger than 1 MB"):
        read_document(tmp_path / "plan.txt")
    with pytest.raises(UnreadableError, match="is larger than 1 MB"):
        read_document(Path("/dev/zero"))
