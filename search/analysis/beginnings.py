"""Beginnings of words and of whole titles, for completing what is half typed."""

import re

from search.analysis.languages import Language
from search.analysis.tokens import words

LONGEST_BEGINNING = 12
LONGEST_TITLE_BEGINNING = 20

_ARTICLE = re.compile(r"^(?:ال|وال|بال|لل)(?=..)")


def beginnings(title: str, lang: Language) -> list[str]:
    """For an index: every beginning of every word, with the article and without it."""
    found: list[str] = []
    for word in words(title, lang):
        for form in dict.fromkeys((word, _bare(word, lang))):
            found.extend(form[:size] for size in range(1, min(len(form), LONGEST_BEGINNING) + 1))
    return found


def beginnings_of_query(text: str, lang: Language) -> list[str]:
    return [_bare(word, lang)[:LONGEST_BEGINNING] for word in words(text, lang)]


def title_beginnings(title: str, lang: Language) -> list[str]:
    """For an index: beginnings of the whole title, its words joined without spaces and articles."""
    joined = _joined(title, lang)
    return [joined[:size] for size in range(2, min(len(joined), LONGEST_TITLE_BEGINNING) + 1)]


def title_beginning_of_query(text: str, lang: Language) -> str:
    return _joined(text, lang)[:LONGEST_TITLE_BEGINNING]


def _joined(text: str, lang: Language) -> str:
    return "".join(_bare(word, lang) for word in words(text, lang))


def _bare(word: str, lang: Language) -> str:
    return _ARTICLE.sub("", word) if lang == "ar" else word
