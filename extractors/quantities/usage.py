"""What a word is where it stands: an event behind an adverb is a verb, a verb before what each gets is none."""

from extractors.quantities.reading import EVENTS, JOINED, NOMINAL, VERBAL, Word

# outside the shape of a clause
SILENT = ("adverb", "aside")
# nothing but a verb follows these
BEFORE_VERBS = ("已", "已经", "已全部", "均已", "拟", "拟定")
_BOUNDS = ("以上", "以下", "以内", "左右")
_DAILY = ("日均", "周均", "月均", "年均")
_PHRASE = (*JOINED, *VERBAL)
# what says of the noun before it that it does or reaches something
_SAID = (*VERBAL, "reach", "total")


def as_used(text: str, words: list[Word], index: int) -> Word:
    """An event as the verb it is behind an adverb or a date: 分别改造, 7月底前建设; a verb as what each gets."""
    word = words[index]
    if word.kind == "adverb":
        return Word(word.start, word.end, "verb")
    if word.kind == "verb" and _is_predicate(words, index):
        return Word(word.start, word.end, "light")
    if _governs(text, words, index):
        return Word(word.start, word.end, "governing")
    if word.kind in ("event", "stage") and 0 < index < len(words) - 1 and words[index + 1].kind in NOMINAL:
        adverbial = words[index - 1].kind in SILENT and _is_adverbial(text, words[index - 1])
        return Word(word.start, word.end, "verb") if adverbial else word
    if word.kind == "verb" and _is_amount_each(text, words, index):
        return Word(word.start, word.end, "event")
    return word


def _is_predicate(words: list[Word], index: int) -> bool:
    """True for a verb that an adverb parts from a bare count, and that a deed ends: 2 个正在[办理]消防验收."""
    if index < 2 or (words[index - 2].kind, words[index - 1].kind) != ("measure", "adverb"):
        return False
    end = next((i for i in range(index + 1, len(words)) if words[i].kind not in _PHRASE), len(words))
    return end > index + 2 and words[end - 1].kind in EVENTS


def is_sought(text: str, words: list[Word], index: int) -> bool:
    """True for 争取 before what is to be got, not before what is to be done: [争取]奖补资金 4200 万元."""
    word = words[index]
    if word.kind != "adverb" or text[word.start : word.end] != "争取":
        return False
    end = next((i for i in range(index + 1, len(words)) if words[i].kind not in JOINED), len(words))
    # 争取货值突破 90 亿元: what is said to be reached is not got
    return end > index + 1 and (end == len(words) or words[end].kind not in _SAID)


def _governs(text: str, words: list[Word], index: int) -> bool:
    """True for a verb behind its subject and 已, which is no part of the noun after it: 项目已[获批]资金."""
    if words[index].kind not in ("verb", "event", "stage") or not 1 < index < len(words) - 1:
        return False
    is_behind = text[words[index - 1].start : words[index - 1].end] in BEFORE_VERBS
    return is_behind and words[index - 2].kind in NOMINAL and words[index + 1].kind in NOMINAL


def _is_amount_each(text: str, words: list[Word], index: int) -> bool:
    """True for what each gives or gets, right before the number: 亩均[投入]不低于 2400 元."""
    before = words[index - 1] if index else None
    if before is None or before.kind != "aside" or not text[before.start : before.end].endswith("均"):
        return False
    after = next((words[i] for i in range(index + 1, len(words)) if words[i].kind not in SILENT), None)
    return after is not None and after.kind == "measure"


def _is_adverbial(text: str, word: Word) -> bool:
    """True for adverbs and dates, not for quotation marks, nor for 户均 and 每人, which stand before nouns."""
    told = text[word.start : word.end].strip('“”"‘’「」『』《》 \n')
    is_average = told.endswith("均") and told not in _DAILY
    return bool(told) and not told.startswith("每") and not is_average and not told.endswith(_BOUNDS)
