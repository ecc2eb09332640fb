"""nDCG@10 of a judged set, and what each kind of typing costs."""

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.analysis.languages import LANGUAGES, Language
from search.engines.protocol import Document, SearchEngine, Words
from search.quality.variants import KINDS, variant
from search.querying.request import cleaned
from search.querying.run import keys_found

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and how well each document answers it (1 touches it, 3 is what was asked)."""

    lang: Language
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a kind of typing costs: 1 - nDCG of the changed queries / nDCG of the same, clean."""

    kind: str
    queries: int
    loss: float
    empty: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one language."""

    lang: Language
    queries: int
    ndcg: float
    empty: int
    losses: tuple[Loss, ...]

    @property
    def mean_loss(self) -> float:
        """The mean over the kinds of typing."""
        return sum(loss.loss for loss in self.losses) / len(self.losses) if self.losses else 0.0

    @property
    def worst_loss(self) -> float:
        """The worst kind of typing."""
        return max((loss.loss for loss in self.losses), default=0.0)


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


def answer(text: str, *, lang: Language, engine: SearchEngine) -> Collection[str]:
    """Keys in the order in which the site lists them."""
    clean, _ = cleaned(text)
    return keys_found(clean, lang=lang, target=lang, limit=DEPTH, engine=engine)


def measure(queries: Sequence[Judged], *, lang: Language, engine: SearchEngine) -> Report:
    """The figures of `lang`; a kind of typing counts the queries that it changes."""
    own = [query for query in queries if query.lang == lang]
    clean = {}
    empty = 0
    for query in own:
        found = answer(query.text, lang=lang, engine=engine)
        clean[query.text] = ndcg(list(found), query.grades)
        empty += not found
    losses = []
    for kind in KINDS[lang]:
        before = after = 0.0
        count = lost = 0
        for query in own:
            typed = variant(query.text, lang=lang, kind=kind)
            if typed == query.text:
                continue
            found = answer(typed, lang=lang, engine=engine)
            count += 1
            lost += not found
            before += clean[query.text]
            after += ndcg(list(found), query.grades)
        if count:
            losses.append(Loss(kind, count, 1 - after / before if before else 0.0, lost))
    mean = sum(clean.values()) / len(clean) if clean else 0.0
    return Report(lang, len(own), mean, empty, tuple(losses))


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


def index_convention(
    texts: Iterable[Mapping[str, object]],
    *,
    names: Mapping[str, Mapping[str, str]],
    engine: SearchEngine,
) -> None:
    """Put the practices of the convention's files into an engine, as the site does: the owner's
    name stands with the words."""
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
    engine.write(documents)
