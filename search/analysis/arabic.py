"""Light Arabic stems: article, conjunction and the commonest endings. Words come folded."""

import re

from search.analysis.folding import fold
from search.analysis.plurals import ALIKE, PLURALS

ARTICLES = ["وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال"]
ENDINGS = [
    "هما",
    "كما",
    "تها",
    "تهم",
    "هم",
    "هن",
    "كم",
    "نا",
    "ها",
    "ات",
    "ان",
    "ون",
    "ين",
    "يه",
    "ته",
    "ه",
    "ي",
    "ا",
]

# Stems whose first letter only looks like the conjunction و.
ROOTED_IN_WAW = frozenset(
    [
        "وزار",
        "وزير",
        "وزراء",
        "ورش",
        "وطن",
        "وحد",
        "وثيق",
        "وثايق",
        "وسيل",
        "وسايل",
        "وسيط",
        "وسط",
        "وظيف",
        "وظايف",
        "وظف",
        "وقت",
        "ولاي",
        "وعي",
        "واقع",
        "وضع",
        "وقف",
        "وقاي",
        "واحه",
        "واح",
        "ولد",
        "والد",
        "وجبات",
        "وجب",
        "وجود",
        "وجه",
        "وعد",
        "ورق",
        "وفد",
        "وكال",
        "وكيل",
        "وصول",
        "وصف",
        "وصل",
        "وعاء",
        "واجب",
        "ورد",
        "وقود",
        "ويب",
        "واضح",
        "واسع",
        "وادي",
        "واد",
    ]
)

_ARTICLE = re.compile(rf"^(?:{'|'.join(ARTICLES)})(?=..)|^لل(?=...)")
_CONJUNCTION = re.compile(r"^و(?=...)")
_ENDING = re.compile(rf"(?<=...)(?:{'|'.join(ENDINGS)})$|(?<=^..)[هي]$")


def without_article(word: str) -> str:
    bare = _ARTICLE.sub("", word)
    if bare != word or not word.startswith("و"):
        return bare
    return word if _without_endings(word) in ROOTED_IN_WAW else _CONJUNCTION.sub("", word)


def _without_endings(word: str) -> str:
    return _ENDING.sub("", _ENDING.sub("", word))


def _stem_by_rule(word: str) -> str:
    return _without_endings(without_article(word))


_ALIKE = {fold(word): fold(shared) for word, shared in ALIKE.items()}
_SINGULAR = {
    _stem_by_rule(fold(plural)): _stem_by_rule(fold(singular))
    for plural, singular in PLURALS.items()
}


def alike_stems() -> dict[str, str]:
    """Folded words without article that go to a stem of their own, and that stem."""
    return dict(_ALIKE)


def singular_stems() -> dict[str, str]:
    """Stems of broken plurals, and the stem of their singular."""
    return dict(_SINGULAR)


def stem_arabic(word: str) -> str:
    bare = without_article(word)
    if bare in _ALIKE:
        return _ALIKE[bare]
    short = _without_endings(bare)
    return _SINGULAR.get(short, short)
