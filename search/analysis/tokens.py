"""Words of a text: runs of letters and digits, folded, without elided articles (French) and possessives (English)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis.folding import fold, fold_with_places
from search.analysis.languages import Language

LONGEST_WORD = 40

ELISIONS = frozenset(
    ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"]
)

_PLAIN = re.compile(r"[^\W_]+")
_WITH_APOSTROPHE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Token(NamedTuple):
    """`text` is folded; `start` and `end` cut the whole word, with its marks, out of the original text."""

    text: str
    start: int
    end: int


def words(text: str, lang: Language) -> list[str]:
    return [folded[start:end] for folded in (fold(text),) for start, end, _ in _spans(folded, lang)]


def tokens(text: str, lang: Language) -> list[Token]:
    """The same words as `words`, in the same order, each with its place in `text`."""
    folded, places = fold_with_places(text)
    return [
        Token(folded[start:end], places[start], _end_in(text, places[last - 1] + 1))
        for start, end, last in _spans(folded, lang)
    ]


def runs(text: str) -> list[str]:
    """Unbroken runs of letters and digits, folded."""
    return _PLAIN.findall(fold(text))


def _spans(folded: str, lang: Language) -> Iterator[tuple[int, int, int]]:
    """(start, end, end of the run it was found in), places in the folded text."""
    pattern = _PLAIN if lang == "ar" else _WITH_APOSTROPHE
    for match in pattern.finditer(folded):
        start, last = match.span()
        end = last
        if lang == "fr":
            head, apostrophe, _ = match.group().partition("'")
            if apostrophe and head in ELISIONS:
                start += len(head) + 1
        elif lang == "en" and match.group().endswith("'s"):
            end -= 2
        yield start, min(end, start + LONGEST_WORD), last


def _end_in(text: str, end: int) -> int:
    """Marks and tatweel after the last letter belong to the word; direction marks do not."""
    while end < len(text) and not fold(text[end]) and unicodedata.category(text[end]) != "Cf":
        end += 1
    return end
