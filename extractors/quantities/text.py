"""Text made uniform for the rules, one character for one, so that every offset stays true.

NFKC is not used: it makes 1 of ① and m2 of m², and changes lengths.
"""

import re

_DIGITS = {chr(0xFF10 + i): str(i) for i in range(10)}
_LETTERS = {chr(0xFF21 + i): chr(0x41 + i) for i in range(26)} | {chr(0xFF41 + i): chr(0x61 + i) for i in range(26)}
_MARKS = {
    "％": "%",
    "﹪": "%",
    "．": ".",
    "／": "/",
    "＋": "+",
    "·": "·",
    "•": "·",
    "∙": "·",
    "—": "-",
    "–": "-",
    "−": "-",
    "－": "-",
    "～": "-",
    "~": "-",
    "〜": "-",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "?": "？",
    "!": "！",
    "　": " ",
    "\xa0": " ",
    "\t": " ",
    "\r": " ",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "＂": '"',
    "萬": "万",
    "億": "亿",
}
_FORMS = _DIGITS | _LETTERS | _MARKS
_TABLE = str.maketrans(_FORMS)
# few texts hold any, and to look for them costs less than to map each sign
_OTHER_FORM = re.compile(f"[{re.escape(''.join(_FORMS))}]")
# written wide like its digits, a comma groups thousands; between half-width digits a wide one ends a clause
# except behind a verb or a preposition, where the number before it would count nothing: 完成 1，350 户
_WIDE_THOUSANDS = re.compile(
    r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
    r"|(?:(?<=[成达到至约超共为放装] \d)|(?<=[成达到至约超共为放装]\d))，(?=\d{3}\s?[一-鿿])"
)
# a letter between digits, or behind them, that was read for a nought
_NOUGHT = re.compile(r"(?<=\d)[OＯ](?=[\d\s一-鿿])")
_LONE_SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")


def encodable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 can hold, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("�", text)
    return text


def uniform(text: str) -> str:
    """The text with full-width digits, letters and marks in one form each; as long as the original.

    A comma that does not stand between digits becomes ，, the mark that ends a clause; a line break that ends a
    labelled part (see unwrap) becomes ；.
    """
    if "\n" in text:
        text = _PART_END.sub("；", text)
    if "O" in text or "Ｏ" in text:
        text = _NOUGHT.sub("0", text)
    mapped = _WIDE_THOUSANDS.sub(",", text) if "，" in text else text
    if _OTHER_FORM.search(mapped):
        mapped = mapped.translate(_TABLE)
    if '"' in mapped:
        mapped = _with_paired_quotes(mapped)
    if "," not in mapped:
        return mapped
    return re.sub(",", lambda comma: "," if _between_digits(mapped, comma.start()) else "，", mapped)


def _with_paired_quotes(text: str) -> str:
    """The text with straight quotation marks as “ and ” by turns."""
    pieces = text.split('"')
    return pieces[0] + "".join("“”"[at % 2] + piece for at, piece in enumerate(pieces[1:]))


def _between_digits(text: str, at: int) -> bool:
    """True for a comma that groups thousands: a digit before it and exactly three after it."""
    after = text[at + 1 : at + 4]
    return (
        at > 0
        and text[at - 1].isdigit()
        and len(after) == 3
        and after.isdigit()
        and not text[at + 4 : at + 5].isdigit()
    )


# a line break inside a sentence, with the spaces beside it
_WRAP = re.compile(r"(?<=[^\s。；：！？])[^\S\n]*\n[^\S\n]*(?=\S)")
# spaces behind a space, as a layout that aligns its columns leaves them, and those beside a mark, which are no sign
_GAP = r"[ \t\xa0\u3000]+"
_WIDER = re.compile(rf"(?<=[ \t\xa0\u3000，。、；：（“;:(]){_GAP}|(?<=,){_GAP}(?=\D)|{_GAP}(?=[，。、；：（）”,;:()])")
_LABEL = r"[^\s，。；：:（）()]{2,12}[：:]"
_LABELLED = re.compile(rf"(?:^|(?<=[。；！？])|(?<=[。；：！？]\n)){_LABEL}")
# what stands since 。 or ； may be the first half of the label itself: 主体封顶；污水处⏎理厂：
_PART_ENDS = re.compile(rf"[，：:][^，。；：:\n]*\n(?=[^\S\n]*{_LABEL})")
_PART_END = re.compile(rf"(?<=[^\s，。；：！？])\n(?={_LABEL})")


def is_laid_out(text: str) -> bool:
    """True for a text that layout has broken into lines or spaced out."""
    return "\n" in text or _WIDER.search(text) is not None


def unwrap(text: str) -> tuple[str, list[int]]:
    """The text without what layout put inside its sentences, and each character's offset in `text`.

    Line breaks go, and all spaces but the first. In a text that begins with a label, or has one behind a sentence,
    those breaks stay that end a labelled part: 一中：主体封顶⏎二中：竣工.
    """
    part_ends = {match.end() - 1 for match in _PART_ENDS.finditer(text)} if _LABELLED.search(text) else set()
    dropped = {at for match in _WIDER.finditer(text) for at in range(match.start(), match.end())}
    for match in _WRAP.finditer(text):
        run = range(match.start(), match.end())
        # one sign stands for the run: the break that ends a part, else the space that stood beside the break
        kept = [*part_ends.intersection(run), *(at for at in run if text[at] not in "\r\n")][:1]
        dropped |= {*run}.difference(kept)
    offsets = [at for at in range(len(text)) if at not in dropped]
    return "".join(text[at] for at in offsets), offsets
