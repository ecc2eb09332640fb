"""What somebody asks for, cleaned: any input becomes a request."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from search.analysis.languages import Language
from search.analysis.synonyms import Thesaurus, thesaurus
from search.engines.protocol import CUT, PRACTICE, PUBLIC, Key, Scope, Sort

LONGEST = 1000
MOST_CODES = 40
PAGE = 12
LAST_PAGE = 1000

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A cleaned question. `filters` hold known codes only; `page` counts from 1; `pinned` are recommended
    for this very question; `corrected` is the question as it was probably meant."""

    lang: Language
    text: str = ""
    kind: str = PRACTICE
    filters: Mapping[str, Collection[str]] = field(default_factory=dict)
    scope: Scope = "all"
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = PAGE
    with_weaker: bool = False
    audience: Collection[str] = (PUBLIC,)
    thesaurus: Thesaurus = field(default_factory=thesaurus)
    pinned: Collection[Key] = ()
    corrected: str | None = None

    @property
    def also(self) -> tuple[str, ...]:
        """Other words for what is asked, and what was probably meant."""
        if not self.text:
            return ()
        meant = (self.corrected,) if self.corrected else ()
        return (*self.thesaurus.others(self.text, self.lang), *meant)

    @property
    def cut(self) -> float:
        return 0.0 if self.with_weaker else CUT


def cleaned(text: str) -> tuple[str, bool]:
    """`text` without signs that cannot be shown, one space between words, at most LONGEST signs;
    and whether it had to be cut."""
    shown = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") else sign
        for sign in text[: LONGEST * 20]
    )
    shown = _SPACES.sub(" ", shown).strip()
    return shown[:LONGEST].strip(), len(shown) > LONGEST or len(text) > LONGEST * 20


def page_number(text: str) -> int:
    """A page between 1 and LAST_PAGE, whatever was written."""
    try:
        return min(max(int(text[:12]), 1), LAST_PAGE)
    except ValueError:
        return 1


def known_codes(
    asked: Collection[str], known: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The asked codes that exist, and those that do not, each once."""
    each = list(dict.fromkeys(code for code in asked if code))[:MOST_CODES]
    return tuple(c for c in each if c in known), tuple(c for c in each if c not in known)
