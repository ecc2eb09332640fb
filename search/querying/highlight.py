"""Marks the words that were asked for in a text, and cuts a snippet around them.

Whole words only: marking a part of a word would break the joining of Arabic letters.
"""

from collections.abc import Collection, Iterable
from html import escape

from search.analysis.languages import Language
from search.analysis.stems import stem
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import Token, tokens, words

LENGTH = 180
ELLIPSIS = "…"


def asked_stems(text: str, lang: Language) -> frozenset[str]:
    """What to look for: the stems of the asked words; stop words only when there is nothing else."""
    asked = words(text, lang)
    content = [word for word in asked if word not in STOP_WORDS[lang]]
    return frozenset(stem(word, lang) for word in content or asked)


def _matching(text: str, wanted: Collection[str], lang: Language) -> list[Token]:
    return [token for token in tokens(text, lang) if stem(token.text, lang) in wanted]


def marked(text: str, wanted: Collection[str], lang: Language) -> str:
    """`text` as HTML with the wanted words in ``<mark>``; taking the marks out gives the text."""
    return _marked(text, _matching(text, wanted, lang) if wanted else [])


def _marked(text: str, found: Iterable[Token]) -> str:
    pieces, at = [], 0
    for token in found:
        if token.start < at:  # two words may come from one sign, such as ¼
            continue
        pieces += [escape(text[at : token.start]), "<mark>", escape(text[token.start : token.end])]
        pieces.append("</mark>")
        at = token.end
    return "".join([*pieces, escape(text[at:])])


def snippet(text: str, wanted: Collection[str], lang: Language, *, length: int = LENGTH) -> str:
    """About `length` signs of `text` around the place with most wanted words, as HTML; empty when
    none of them occurs."""
    found = _matching(text, wanted, lang)
    if not found:
        return ""
    first = max(found, key=lambda token: (_worth(found, token.start, length), -token.start))
    start, end = _window(text, first.start, length)
    piece = text[start:end]
    inside = [
        Token(token.text, token.start - start, token.end - start)
        for token in found
        if start <= token.start and token.end <= end
    ]
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    return f"{before}{_marked(piece, inside)}{after}"


def _worth(found: Iterable[Token], start: int, length: int) -> int:
    return len({token.text for token in found if start <= token.start < start + length})


def _window(text: str, at: int, length: int) -> tuple[int, int]:
    """Whole words around `at`, beginning at a sentence when one begins near."""
    start = max(0, at - length // 3)
    if start:
        sentence = max(text.rfind(sign, start, at) for sign in ".؟?!\n")
        space = text.find(" ", start, at)
        start = sentence + 1 if sentence >= 0 else space + 1 if space >= 0 else at
    while start < at and text[start].isspace():
        start += 1
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > at else end
        while end < len(text) and not text[end].isspace():
            end += 1
    return start, end
