"""nDCG@10 of a judged set, and what each kind of typing costs."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

from search.analysis.languages import LANGUAGES, Language
from search.engines.protocol import Document, SearchEngine, Words
from search.quality.variants import KINDS, variant
from search.querying.request import cleaned
from search.querying.run import keys_found

DEPTH = 10

type Ask = Callable[[str, Language], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and how well each document answers it (1 touches it, 3 is what was asked)."""

    lang: Language
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """Queries of one kind of typing, paired with the same queries typed cleanly.

    `before` and `after` are nDCG@10 of each query, in the same order.
    """

    kind: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    empty: int

    @property
    def queries(self) -> int:
        """How many queries this kind changes."""
        return len(self.after)

    @property
    def loss(self) -> float:
        """1 - nDCG of the changed queries / nDCG of the same, clean."""
        return 1 - sum(self.after) / sum(self.before) if sum(self.before) else 0.0

    @property
    def ndcg(self) -> float:
        """Mean nDCG@10 of the changed queries."""
        return fmean(self.after) if self.after else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one language: nDCG@10 of each clean query, and of each kind of typing."""

    lang: Language
    clean: tuple[float, ...]
    empty: int
    typed: tuple[Typed, ...]

    @property
    def queries(self) -> int:
        """How many clean queries there are."""
        return len(self.clean)

    @property
    def ndcg(self) -> float:
        """Mean nDCG@10 of the clean queries."""
        return fmean(self.clean) if self.clean else 0.0

    @property
    def as_typed(self) -> float:
        """Mean nDCG@10 over all changed queries."""
        every = [score for kind in self.typed for score in kind.after]
        return fmean(every) if every else 0.0

    @property
    def no_answer(self) -> float:
        """Share of all queries, clean and changed, that find nothing."""
        asked = self.queries + sum(kind.queries for kind in self.typed)
        return (self.empty + sum(kind.empty for kind in self.typed)) / asked if asked else 0.0

    @property
    def mean_loss(self) -> float:
        """The mean over the kinds of typing."""
        return fmean(kind.loss for kind in self.typed) if self.typed else 0.0

    @property
    def worst_loss(self) -> float:
        """The worst kind of typing."""
        return max((kind.loss for kind in self.typed), default=0.0)


def judged_from(path: Path) -> list[Judged]:
    """The queries of a file ``{"queries": [{"lang", "text", "grades"}]}``."""
    rows = json.loads(path.read_text("utf-8"))["queries"]
    return [Judged(row["lang"], row["text"], row["grades"]) for row in rows]


def ndcg(found: Sequence[str], grades: Mapping[str, int], *, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1 (Burges et al., 2005)."""

    def gain(listed: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(listed))

    ideal = gain(sorted(grades.values(), reverse=True)[:depth])
    return gain(grades.get(key, 0) for key in found[:depth]) / ideal if ideal else 0.0


def answers_of(engine: SearchEngine) -> Ask:
    """Keys in the order in which the site lists them."""

    def ask(text: str, lang: Language) -> Sequence[str]:
        clean, _ = cleaned(text)
        return list(keys_found(clean, lang=lang, target=lang, limit=DEPTH, engine=engine))

    return ask


def measure(queries: Sequence[Judged], *, lang: Language, ask: Ask) -> Report:
    """The figures of `lang`; a kind of typing counts the queries that it changes."""
    own = [query for query in queries if query.lang == lang]
    found = {query.text: ask(query.text, lang) for query in own}
    clean = {query.text: ndcg(found[query.text], query.grades) for query in own}
    typed = []
    for kind in KINDS[lang]:
        before, after, lost = [], [], 0
        for query in own:
            changed = variant(query.text, lang=lang, kind=kind)
            if changed == query.text:
                continue
            keys = ask(changed, lang)
            lost += not keys
            before.append(clean[query.text])
            after.append(ndcg(keys, query.grades))
        if after:
            typed.append(Typed(kind, tuple(before), tuple(after), lost))
    empty = sum(not keys for keys in found.values())
    return Report(lang, tuple(clean.values()), empty, tuple(typed))


def interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """95 % interval of the mean difference of paired scores (normal approximation; from 30 pairs on)."""
    pairs = [mine - other for mine, other in zip(ours, theirs, strict=True)]
    half = 1.96 * stdev(pairs) / math.sqrt(len(pairs))
    return fmean(pairs) - half, fmean(pairs) + half


def across(
    queries: Sequence[Judged], *, source: Language, target: Language, engine: SearchEngine
) -> float:
    """Mean nDCG@10 of the questions of `source` over the texts of `target`."""
    found = [
        ndcg(
            list(keys_found(q.text, lang=source, target=target, limit=DEPTH, engine=engine)),
            q.grades,
        )
        for q in queries
        if q.lang == source
    ]
    return sum(found) / len(found) if found else 0.0


def convention_documents(
    texts: Iterable[Mapping[str, object]], *, names: Mapping[str, Mapping[str, str]]
) -> list[Document]:
    """The practices of the convention's files as the site indexes them: the owner's name stands
    with the words."""
    documents = []
    for data in texts:
        words: dict[Language, Words] = {}
        owner = names[str(data.get("city") or data.get("partner_network"))]
        for lang in LANGUAGES:
            said = data[lang]
            assert isinstance(said, dict)
            body = [owner[lang], *(text for name, text in said.items() if name != "title")]
            words[lang] = Words(title=said["title"], body="\n".join(body))
        documents.append(Document(key=str(data["code"]), version=1, kind="practice", words=words))
    return documents
