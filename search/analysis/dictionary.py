"""Which stems of another language a stem stands for, learned from texts that say the same.

IBM model 1 (Brown et al., 1993, "The mathematics of statistical machine translation") on stems: for
every pair of texts, each word of one was made by some word of the other, or by none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from search.analysis.languages import LANGUAGES, Language
from search.analysis.stems import stems

type Said = Mapping[Language, str]
type Shares = dict[str, list[tuple[str, float]]]

ROUNDS = 4
MOST_TRANSLATIONS = 4
LEAST_SHARE = 0.08
SURE = 0.2
LONGEST = 40
MOST_PAIRS = 2500
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Translations of stems with their probabilities, for each direction."""

    shares: Mapping[str, Shares] = field(default_factory=dict)

    def translations(
        self, stem: str, *, source: Language, target: Language
    ) -> list[tuple[str, float]]:
        """At most four stems of `target`, each with its probability above 0.08, likeliest first."""
        return self.shares.get(f"{source}-{target}", {}).get(stem, [])

    def merged(self, other: "Dictionary") -> "Dictionary":
        """Both together; of a pair that both know, the larger probability."""
        shares: dict[str, Shares] = {}
        for way in {*self.shares, *other.shares}:
            mine, theirs = self.shares.get(way, {}), other.shares.get(way, {})
            shares[way] = {
                stem: _likeliest(max_of(mine.get(stem, []), theirs.get(stem, [])))
                for stem in {*mine, *theirs}
            }
        return Dictionary(shares)

    @classmethod
    def from_lists(cls, read: Mapping[str, Mapping[str, Sequence[Sequence[Any]]]]) -> "Dictionary":
        """A dictionary from what JSON made of its shares."""
        return cls(
            {
                way: {
                    stem: [(word, share) for word, share in found] for stem, found in shares.items()
                }
                for way, shares in read.items()
            }
        )


def max_of(*listed: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The largest probability of each word in several lists."""
    found: dict[str, float] = {}
    for pairs in listed:
        for word, share in pairs:
            found[word] = max(share, found.get(word, 0.0))
    return found


def _likeliest(found: Mapping[str, float]) -> list[tuple[str, float]]:
    listed = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TRANSLATIONS]
    return [(word, round(share, 3)) for word, share in listed if share > LEAST_SHARE]


def learned(texts: Iterable[Said], *, most: int = MOST_PAIRS) -> Dictionary:
    """A dictionary from texts of one meaning in several languages.

    Args:
        texts: short ones teach best.
        most: only so many count, those that come first.
    """
    kept = list(texts)[:most]
    stemmed = [
        {lang: stems(said[lang], lang)[:LONGEST] for lang in LANGUAGES if said.get(lang)}
        for said in kept
    ]
    return Dictionary(
        {
            f"{source}-{target}": _direction(
                [
                    (said[source], said[target])
                    for said in stemmed
                    if source in said and target in said
                ]
            )
            for source, target in permutations(LANGUAGES, 2)
        }
    )


def _direction(pairs: Sequence[tuple[list[str], list[str]]]) -> Shares:
    share: dict[str, dict[str, float]] = defaultdict(dict)
    for source, target in pairs:
        for word in (*source, NOTHING):
            known = share[word]
            for other in target:
                known[other] = 1.0
    for _ in range(ROUNDS):
        counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in pairs:
            words = (*source, NOTHING)
            for other in target:
                whole = sum(share[word][other] for word in words)
                for word in words:
                    counted[word][other] += share[word][other] / whole
        for word, found in counted.items():
            total = sum(found.values())
            share[word] = {other: count / total for other, count in found.items()}
    best: Shares = {}
    for word, found in share.items():
        if word and (likeliest := _likeliest(found)):
            best[word] = likeliest
    return best


def aligned(said: Said) -> list[Said]:
    """A text cut into its lines where all languages have equally many, else left whole."""
    lines = {lang: text.split("\n") for lang, text in said.items() if text}
    counts = {len(parts) for parts in lines.values()}
    if len(counts) != 1:
        return [said]
    return [{lang: parts[at] for lang, parts in lines.items()} for at in range(counts.pop())]
