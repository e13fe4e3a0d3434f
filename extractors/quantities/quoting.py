"""Noun phrases with quotation marks in them, cut so that each mark has its other half."""

_PUNCTUATION = ' “”"‘’「」『』《》、，-'
_CLOSING = {"“": "”", "「": "」", "『": "』", "《": "》"}
# a noun has two signs
_SHORTEST = 2


def quoted_whole(text: str, start: int, end: int, keeps_first: bool = False) -> tuple[int, int]:
    """The stretch [start, end) of a uniform text without marks at its ends, and with no half of a quotation.

    The other half is taken in where it stands right beside (残疾人“两项补贴”). Of “15 分钟服务圈”示范街道 one side
    goes: 服务圈 stays with `keeps_first`, else 示范街道.
    """
    said = text[start:end]
    start += len(said) - len(said.lstrip(_PUNCTUATION))
    end -= len(said) - len(said.rstrip(_PUNCTUATION))
    for opening, closing in _CLOSING.items():
        first = text.find(closing, start, end)
        if first >= 0 and opening not in text[start:first]:
            start, end = _without_end(text, (start, end), first, opening, keeps_first)
        last = text.rfind(opening, start, end)
        if last >= 0 and closing not in text[last:end]:
            end = _without_beginning(text, (start, end), last, closing)
    return start, end


def _without_end(text: str, span: tuple[int, int], first: int, opening: str, keeps_first: bool) -> tuple[int, int]:
    """The span without the end of a quotation that begins before it."""
    start, end = span
    if text[start - 1 : start] == opening:
        return start - 1, end
    return (start, first) if keeps_first or end - first < _SHORTEST + 1 else (first + 1, end)


def _without_beginning(text: str, span: tuple[int, int], last: int, closing: str) -> int:
    """The end of the span without the beginning of a quotation that ends behind it."""
    start, end = span
    if text[end : end + 1] == closing:
        return end + 1
    return last if last - start >= _SHORTEST else end
