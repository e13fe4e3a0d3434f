"""Packages are opened without trusting them: bombs, names that lead out, entities, lies about sizes."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
import pytest

from extractors.documents import package as packages
from extractors.documents.document import document_of
from extractors.documents.office import office_of
from extractors.documents.package import Package
from extractors.errors import UnreadableError
from extractors.tables.reader import read_tables

TRUST = "don't trust it"


def zipped(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def word_parts() -> dict[str, bytes]:
    stream = BytesIO()
    document = docx.Document()
    document.add_table(2, 2).cell(0, 0).text = "序号"
    document.save(stream)
    with ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def refused(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as error:
        read_tables(document_of("plan.docx", content))
    assert str(error.value).endswith(".") and "\n" not in str(error.value)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    refused(zipped({**word_parts(), "word/media/image.png": bytes(100_000_000)}), "zip bomb")


def test_too_many_parts_are_refused() -> None:
    refused(zipped({f"{number}.xml": b"" for number in range(packages.MOST_PARTS + 1)}), "zip bomb")


def test_a_part_that_is_larger_than_it_says_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = zipped({"word/document.xml": bytes(50_000_000)})
    # both of its headers say that the part has ten bytes
    lying = honest.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))
    # and the checksum is that of these ten bytes, so that only the rest tells
    lying = lying.replace(struct.pack("<I", zlib.crc32(bytes(50_000_000))), struct.pack("<I", zlib.crc32(bytes(10))))
    assert Package("plan.docx", lying).part("word/document.xml") == bytes(10)
    refused(lying, "damaged")
    monkeypatch.setattr(packages, "MOST_IN_PART", 1_000_000)
    monkeypatch.setattr(packages, "MOST_RATIO", 10_000)
    with pytest.raises(UnreadableError, match="zip bomb"):
        Package("plan.docx", honest).part("word/document.xml")


@pytest.mark.parametrize("name", ["../../etc/plan.xml", "/etc/plan.xml", "..\\plan.xml", "C:/plan.xml"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    refused(zipped({**word_parts(), name: b""}), "names that lead out of it")


def test_a_part_that_is_there_twice_is_refused() -> None:
    stream = BytesIO(zipped(word_parts()))
    with ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", b"<other/>")
    refused(stream.getvalue(), "or repeat")


def test_a_locked_part_is_named() -> None:
    content = bytearray(zipped({"word/document.xml": b"<a/>"}, ZIP_STORED))
    directory = content.index(b"PK\x01\x02")
    for at in (6, directory + 8):
        content[at] |= 1
    refused(bytes(content), "locked with a password")


BOMB = '<!DOCTYPE a [<!ENTITY x "0123456789"><!ENTITY y "&x;&x;&x;">]>'
FETCH = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [BOMB, FETCH])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_document_types_are_refused(declared: str, name: str) -> None:
    parts = word_parts()
    head, _, body = parts[name].decode().partition("?>")
    refused(zipped({**parts, name: f"{head}?>{declared}{body}".encode()}), TRUST)


@pytest.mark.parametrize(
    ("encoding", "says"), [("utf-16", TRUST), ("utf-7", TRUST), ("utf-16-le", "damaged"), ("cp500", "damaged")]
)
def test_document_types_do_not_hide_in_other_encodings(encoding: str, says: str) -> None:
    parts = word_parts()
    body = parts["word/document.xml"].decode().partition("?>")[2]
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{FETCH}{body}'
    refused(zipped({**parts, "word/document.xml": declared.encode(encoding, errors="replace")}), says)


def test_only_words_are_taken_from_an_office_file() -> None:
    parts = word_parts()
    link = b'<Relationship Id="rIdX" Type="http://x/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"/>'
    gone = b'<Relationship Id="rIdY" Type="http://x/image" Target="NULL"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link + gone)
    office = office_of("plan.docx", zipped({**parts, "word/vbaProject.bin": b"macro"}), frozenset({"styles"}))
    assert set(office.parts) == {"word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels", rels}
    assert b"External" not in office.parts[rels] and b"NULL" not in office.parts[rels]
    assert len(read_tables(document_of("plan.docx", zipped(parts))).tables) == 1


def test_a_cut_file_is_damaged() -> None:
    content = zipped(word_parts())
    refused(content[: len(content) // 2], "damaged")
    flipped = bytearray(content)
    info = ZipFile(BytesIO(content)).getinfo("word/document.xml")
    assert isinstance(info, ZipInfo)
    flipped[info.header_offset + 200] ^= 0xFF
    refused(bytes(flipped), "damaged")


def test_a_package_without_its_main_part() -> None:
    parts = word_parts()
    del parts["_rels/.rels"]
    refused(zipped(parts), "names no main part")
