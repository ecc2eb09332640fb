"""Pieces of three signs: what still matches when a letter is wrong or a space is lost."""

from search.analysis.languages import Language
from search.analysis.tokens import runs, words

SIZE = 3


def trigrams_of_words(text: str, lang: Language) -> list[str]:
    """For an index: pieces of each word as the analysis knows it."""
    return [
        word[at : at + SIZE] for word in words(text, lang) for at in range(len(word) - SIZE + 1)
    ]


def trigrams_of_query(text: str) -> list[str]:
    """For a query: pieces over runs of letters and digits, whatever the language, repeated as often as they occur."""
    return [run[at : at + SIZE] for run in runs(text) for at in range(len(run) - SIZE + 1)]
