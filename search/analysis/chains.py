"""The same analysis, said as the analyzers of Elasticsearch.

Generated from the tables that the Python analysis itself uses, so that a text becomes the same terms
in both; `tests/search/engines/test_elastic_analysis.py` compares them on a real node. Pure data: nothing
here knows the client. Elasticsearch's own language analyzers and its ICU plug-in are not used.
"""

from functools import cache
from typing import Any

from search.analysis.arabic import ARTICLES, ENDINGS, ROOTED_IN_WAW, alike_stems, singular_stems
from search.analysis.beginnings import LONGEST_BEGINNING, LONGEST_TITLE_BEGINNING
from search.analysis.folding import fold
from search.analysis.languages import LANGUAGES, Language
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import ELISIONS, LONGEST_WORD
from search.analysis.trigrams import SIZE

# A sign that no text keeps after folding: it shields a word that is a stem already from the endings.
SHIELD = "\ue000"
SNOWBALL = {"en": "English", "fr": "French"}
# Similarity for fields whose terms overlap: all pieces count in a text's length, as they do in tantivy.
PIECES = "pieces"


@cache
def folding_rules() -> tuple[str, ...]:
    """Every sign of the basic plane that folding changes, as rules of a mapping char filter."""
    rules = []
    for code in range(1, 0x10000):
        if 0xD800 <= code < 0xE000:
            continue
        sign = chr(code)
        folded = fold(sign)
        if folded != sign:
            rules.append(f"\\u{code:04X}=>{''.join(f'\\u{ord(each):04X}' for each in folded)}")
    return tuple(rules)


def _any(listed: Any) -> str:
    return "|".join(listed)


def _filters() -> dict[str, dict[str, Any]]:
    rooted = _any(word[1:] for word in sorted(ROOTED_IN_WAW, key=lambda word: (-len(word), word)))
    endings = _any(ENDINGS)
    return {
        "longest": {"type": "truncate", "length": LONGEST_WORD},
        "fr_elision": _replace(f"^(?:{_any(sorted(ELISIONS, key=len, reverse=True))})'(?=.)"),
        "en_possessive": _replace("'s$"),
        "ar_article": _replace(
            f"^(?:{_any(ARTICLES)})(?=..)|^لل(?=...)"
            f"|^و(?=...)(?!(?:{rooted})(?:{endings})?(?:{endings})?$)"
        ),
        "ar_alike": {
            "type": "stemmer_override",
            "rules": [f"{word} => {stem}{SHIELD}" for word, stem in sorted(alike_stems().items())],
        },
        "ar_ending": _replace(f"(?<=...)(?:{endings})$|(?<=^..)[هي]$"),
        "ar_singular": {
            "type": "stemmer_override",
            "rules": [f"{word} => {stem}" for word, stem in sorted(singular_stems().items())],
        },
        "ar_unshield": _replace(f"{SHIELD}$"),
        "ar_bare": {
            "type": "pattern_capture",
            "patterns": ["^(?:ال|وال|بال|لل)(?=..)(.+)$"],
            "preserve_original": True,
        },
        "pieces": {"type": "ngram", "min_gram": SIZE, "max_gram": SIZE},
        "begin": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING},
        "begin_title": {"type": "edge_ngram", "min_gram": 2, "max_gram": LONGEST_TITLE_BEGINNING},
        **{
            f"{lang}_stop": {"type": "stop", "stopwords": sorted(STOP_WORDS[lang])}
            for lang in LANGUAGES
        },
        **{
            f"{lang}_snowball": {"type": "snowball", "language": name}
            for lang, name in SNOWBALL.items()
        },
    }


def _replace(pattern: str) -> dict[str, Any]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": "", "all": False}


WORDS: dict[Language, tuple[str, ...]] = {
    "ar": ("longest",),
    "en": ("en_possessive", "longest"),
    "fr": ("fr_elision", "longest"),
}
STEMS: dict[Language, tuple[str, ...]] = {
    "ar": (
        "ar_stop",
        "ar_article",
        "ar_alike",
        "ar_ending",
        "ar_ending",
        "ar_singular",
        "ar_unshield",
    ),
    "en": ("en_stop", "en_snowball"),
    "fr": ("fr_stop", "fr_snowball"),
}


def _chain(lang: Language, *filters: str) -> dict[str, Any]:
    tokenizer = "plain" if lang == "ar" else "with_apostrophe"
    return {
        "type": "custom",
        "char_filter": ["fold"],
        "tokenizer": tokenizer,
        "filter": [*WORDS[lang], *filters],
    }


def _analyzers() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {
        "begin_title": {"type": "custom", "tokenizer": "keyword", "filter": ["begin_title"]},
    }
    for lang in LANGUAGES:
        bare = ("ar_bare",) if lang == "ar" else ()
        made |= {
            f"{lang}_words": _chain(lang),
            f"{lang}_stems": _chain(lang, *STEMS[lang]),
            f"{lang}_pieces": _chain(lang, "pieces"),
            f"{lang}_begin": _chain(lang, *bare, "begin"),
        }
    return made


@cache
def analysis() -> dict[str, Any]:
    """The value of the index setting ``analysis``."""
    letters = r"[\p{L}\p{N}]+"
    return {
        "char_filter": {"fold": {"type": "mapping", "mappings": list(folding_rules())}},
        "tokenizer": {
            "plain": {"type": "pattern", "pattern": letters, "group": 0},
            "with_apostrophe": {
                "type": "pattern",
                "pattern": f"{letters}(?:'{letters})*",
                "group": 0,
            },
        },
        "filter": _filters(),
        "analyzer": _analyzers(),
    }


@cache
def similarity() -> dict[str, Any]:
    """The value of the index setting ``similarity``: BM25 throughout, with its usual constants."""
    return {PIECES: {"type": "BM25", "discount_overlaps": False}}
