"""What the rest of the project may ask of a search engine, and the plain data it gives and gets."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, Protocol

from search.analysis.languages import Language
from search.analysis.lessons import Lessons

type Key = str
type Facets = Mapping[str, Collection[str]]
type FacetCounts = dict[str, dict[str, int]]
type Sort = Literal["relevance", "date", "reuse"]
SORTS: tuple[Sort, ...] = ("relevance", "date", "reuse")
type Scope = Literal["all", "title", "body"]


class NoIndex(Exception):
    """There is no index to ask: it has to be built first."""


class Unavailable(Exception):
    """The engine cannot answer or take writes now; the text tells an operator why. Trying again may help."""


class Unfit(Exception):
    """The engine refuses these documents as they are; all others of the same write are in.

    Args:
        reasons: what the engine said, by key.
    """

    def __init__(self, reasons: Mapping[Key, str]) -> None:
        super().__init__("; ".join(f"{key}: {reason}" for key, reason in reasons.items()))
        self.reasons = reasons


PUBLIC = "public"
PRACTICE = "practice"  # what the library shows when nothing else is asked for
CUT = 0.3
WINDOW = 1000
LOWERED = 0.6
REUSED = "reused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a document says in one language."""

    title: str
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One thing to find, in all its languages. `kind` can be filtered and counted as the facet "kind".

    `version` only grows: a write with an older one changes nothing. `audience` holds words; a reader who has one of
    them sees the document. `payload` is JSON-ready and comes back with each hit.
    """

    key: Key
    version: int
    kind: str
    words: Mapping[Language, Words]
    audience: Collection[str] = (PUBLIC,)
    facets: Facets = field(default_factory=dict)
    day: date | None = None
    payload: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """The same for documents that say the same, whatever their version."""
        told = (
            self.kind,
            sorted((lang, said.title, said.body) for lang, said in self.words.items()),
            sorted(self.audience),
            sorted((name, sorted(codes)) for name, codes in self.facets.items()),
            str(self.day),
            self.payload,
        )
        text = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A document that is no more; stays gone for every write with an older version."""

    key: Key
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`lang` says whose words are searched, `asked_in` in which language `text` is written (None: in the same).

    `kinds` and `only` (keys) restrict what is looked at; the best score is theirs. `also` are other words for the same,
    which count half.
    Within one facet any of the codes will do, each facet must agree. `lacking` leaves out documents with one of those codes.
    Documents with one of the codes in `lowered` count LOWERED of their score, and come last in a list without a question.
    The order "reuse" follows the number that the facet REUSED holds. `cut` is a share of the best score: hits below it
    are counted as weaker only. Without words in `text` everything matches. With `fragments` each hit brings its title
    and a piece of its text with the asked words marked, if the engine can mark them.
    """

    lang: Language
    text: str = ""
    asked_in: Language | None = None
    kinds: Collection[str] = ()
    only: Collection[Key] = ()
    also: Collection[str] = ()
    scope: Scope = "all"
    filters: Facets = field(default_factory=dict)
    lacking: Facets = field(default_factory=dict)
    lowered: Facets = field(default_factory=dict)
    facets: Collection[str] = ()
    audience: Collection[str] = (PUBLIC,)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    cut: float = CUT
    fragments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`fragments` are HTML by part ("title", "body"); empty when the caller has to mark the words itself."""

    key: Key
    score: float
    payload: Mapping[str, object]
    fragments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of what was found.

    `total`, `facets` and the pages mean the same list. Facet counts say how many there would be with that code chosen too
    (within its own facet: alone). `weaker` counts the matches under the cut. With words asked for, no more than WINDOW
    best matches need be looked at; `is_capped` tells that there were more. `is_local`: another engine than the usual one
    answered, because that one is away.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    weaker: int = 0
    best: float = 0.0
    facets: FacetCounts = field(default_factory=dict)
    is_capped: bool = False
    is_local: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(hit.key for hit in self.hits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    key: Key
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`outdated` were left alone because a newer version was already there."""

    put: tuple[Key, ...] = ()
    dropped: tuple[Key, ...] = ()
    outdated: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`is_current`: the index was made with the analysis of this code; otherwise it wants a rebuild."""

    is_reachable: bool
    is_current: bool
    index: str | None
    building: tuple[str, ...] = ()
    documents: int = 0
    documents_by_language: Mapping[Language, int] = field(default_factory=dict)
    note: str = ""


class SearchEngine(Protocol):
    def prepare(self, name: str) -> None:
        """Make an empty index beside the one in use. From now on writes go to both.

        Raises:
            ValueError: the name has other signs than small letters, digits and "-".
        """
        ...

    def write(
        self,
        put: Sequence[Document],
        drop: Sequence[Dropped] = (),
        *,
        into: Sequence[str] | None = None,
    ) -> Written:
        """Put and drop together. `into` names indexes; None means the one in use and those beside it.

        Safe to repeat. When it returns the changes are on disk and searches see them.

        Raises:
            NoIndex: there is none yet.
            Unfit: some documents are refused; the others are written.
            Unavailable: nothing or only a part is written; try again later.
        """
        ...

    def search(self, query: Query, *, index: str | None = None) -> Hits: ...

    def search_all(self, queries: Sequence[Query], *, index: str | None = None) -> list[Hits]:
        """Answers to several questions in their order, asked together.

        Args:
            index: another one than that in use.

        Raises:
            NoIndex: it is not there.
            Unavailable: the engine does not answer in time.
        """
        ...

    def teach(self, lessons: Lessons) -> None:
        """Use these lessons from now on, in every process."""
        ...

    def lessons(self) -> Lessons:
        """What was taught last; read again when somebody taught anew."""
        ...

    def complete(
        self, text: str, *, lang: Language, limit: int = 8, audience: Collection[str] = (PUBLIC,)
    ) -> tuple[Completion, ...]:
        """Titles that `text` may be the beginning of: whole beginnings first, look-alikes only to fill up."""
        ...

    def switch(self, to: str) -> str | None:
        """Use the index `to`, in one step that no search notices. Returns the name of the former one, which stays."""
        ...

    def discard(self, name: str) -> None:
        """Remove an index that is not in use. Unknown names are nothing to remove."""
        ...

    def versions(self, *, index: str | None = None) -> dict[Key, int]:
        """Key and version of every document, to compare with the database."""
        ...

    def digests(self, *, index: str | None = None) -> dict[Key, str]:
        """Key and digest of every document, to compare what they say with the database."""
        ...

    def tokens(self, text: str, *, lang: Language, role: str) -> list[str]:
        """What becomes of `text` in the field `role` (title, body, words, trigrams, names)."""
        ...

    def settings_hash(self) -> str:
        """Small letters and digits that change when this code would make other terms or fields."""
        ...

    def health(self) -> Health: ...
