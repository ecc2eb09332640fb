import hashlib
import unicodedata
from functools import cache

from search.analysis import arabic, folding, plurals, stopwords, tokens

# Raise it when a change of code, not of a table, changes the terms of a text.
RULES = 1


@cache
def fingerprint() -> str:
    """Changes when the analysis would make other terms of the same text, so that an index can tell that it is outdated."""
    tables = (
        RULES,
        unicodedata.unidata_version,
        folding.DROPPED_RANGES,
        sorted(folding.LETTERS.items()),
        {lang: sorted(listed) for lang, listed in stopwords.STOP_WORDS.items()},
        sorted(plurals.PLURALS.items()),
        sorted(plurals.ALIKE.items()),
        arabic.ARTICLES,
        arabic.ENDINGS,
        sorted(arabic.ROOTED_IN_WAW),
        sorted(tokens.ELISIONS),
        tokens.LONGEST_WORD,
    )
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:16]
