"""The tokenizer: digits together, Latin letters together, each Han character alone.

spaCy's blank("zh") makes a token of every character, so that "4814" is four; rules over such tokens read badly.
"""

import re
from collections.abc import Callable
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors.quantities.text import uniform

TOKENIZER = "xushi.QuantityTokenizer.v1"
# a token, and the one space after it that belongs to it
_TOKEN = re.compile(r"(?:\d+(?:[.,]\d+)*|[A-Za-z]+|.) ?", re.DOTALL)
# stands for a white space that is no plain one, and so a token of its own; no text made uniform has it
_WIDE = "\t"


class QuantityTokenizer:
    """Cuts a text into tokens whose NORM is the text made uniform; the tokens join to the text exactly."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of `text`; raises UnicodeEncodeError for lone surrogates (see text.encodable)."""
        return self.tokens(text, uniform(text))

    def tokens(self, text: str, even: str) -> Doc:
        """The Doc of `text`, which is `even` when made uniform."""
        is_even = even == text
        if even.count(" ") != text.count(" "):
            even = "".join(_WIDE if e == " " != t else e for t, e in zip(text, even, strict=True))
        pieces = _TOKEN.findall(even)
        if " " in even:
            spaces = [len(piece) > 1 and piece[-1] == " " for piece in pieces]
            norms = [piece[:-1] if space else piece for piece, space in zip(pieces, spaces, strict=True)]
        else:
            spaces, norms = [False] * len(pieces), pieces
        if is_even:
            return Doc(self.vocab, words=norms, spaces=spaces)
        starts = accumulate(map(len, pieces), initial=0)
        words = [text[start : start + len(norm)] for start, norm in zip(starts, norms, strict=False)]
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for at, (word, norm) in enumerate(zip(words, norms, strict=True)):
            if word != norm or norm == _WIDE:
                doc[at].norm_ = " " if norm == _WIDE else norm
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "QuantityTokenizer":
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to keep: the tokenizer has no settings."""

    def from_disk(self, _path: object, **_: object) -> "QuantityTokenizer":
        """The tokenizer itself."""
        return self


def quantity_tokenizer() -> Callable[[Language], QuantityTokenizer]:
    """The tokenizer as a pipeline's config asks for it."""
    return lambda nlp: QuantityTokenizer(nlp.vocab)


registry.tokenizers(TOKENIZER, func=quantity_tokenizer)
