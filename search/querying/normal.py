"""A question as it is counted and recommended for."""

import re

from search.analysis.folding import fold
from search.analysis.tokens import words

LONGEST = 120
MOST_WORDS = 12
PRIVATE = re.compile(r"@|\d{5,}|https?:|www\.")


def normal(text: str) -> str:
    """Folded, single spaces, at most LONGEST signs."""
    return " ".join(fold(text).split())[:LONGEST].strip()


def is_countable(text: str) -> bool:
    """Whether a question may be kept: short, words, no number or address of a person."""
    folded = fold(text)
    return (
        bool(words(text, "ar")) and len(folded.split()) <= MOST_WORDS and not PRIVATE.search(folded)
    )
