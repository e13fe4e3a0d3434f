"""Texts are decoded by what their bytes can be, whatever they declare."""

import pytest

from extractors.documents.encoding import REPLACEMENT, decoded

WORDS = "连云港市2021年民生实事：新建学校7所、㐂园1个。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_encodings_without_a_declaration(encoding: str) -> None:
    assert decoded(("<p>序号\t目标</p>\n" * 9 + WORDS).encode(encoding)) == "<p>序号\t目标</p>\n" * 9 + WORDS


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("no-such-thing", "gb18030"),
        ("utf-7", "utf-8"),
        ("base64", "gb18030"),
        ("rot13", "utf-8"),
    ],
)
def test_declarations_may_be_wrong(declared: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{WORDS}'
    assert decoded(page.encode(encoding)) == page


def test_other_encodings_are_believed_when_declared() -> None:
    page = '<meta charset="big5"><p>臺北市新建學校'
    assert decoded(page.encode("big5")) == page


def test_a_damaged_byte_is_shown_and_many_are_no_text() -> None:
    text = WORDS * 50
    damaged = text[:99].encode() + b"\xff" + text[99:].encode()
    assert (decoded(damaged) or "").replace(REPLACEMENT, "") == text
    assert decoded(bytes(range(128, 256)) * 100) is None
    assert decoded(b"abc\x00def" * 3) is None
    assert decoded((WORDS * 50).encode() + b"\x01") == WORDS * 50
