"""Did you mean: the library's own words that are one letter away from what was typed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from search.analysis.folding import fold
from search.analysis.languages import Language
from search.analysis.stems import stem
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import Token, tokens

SHORTEST = 3
MOST_WORDS = 30_000
LETTERS: dict[Language, str] = {
    "ar": "".join(dict.fromkeys(fold("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"))),
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fr": "abcdefghijklmnopqrstuvwxyz",
}

type Known = Mapping[str, tuple[int, str]]


@dataclass(frozen=True)
class Spelling:
    """The words of each language: folded word → how often it occurs, and how it is most often written."""

    words: Mapping[Language, Known] = field(default_factory=dict)

    @cached_property
    def _stems(self) -> dict[Language, frozenset[str]]:
        return {
            lang: frozenset(stem(word, lang) for word in known)
            for lang, known in self.words.items()
        }

    def corrected(self, text: str, lang: Language) -> str | None:
        """`text` with its unknown words put right; None when nothing can be."""
        known = self.words.get(lang)
        if not known:
            return None
        pieces, at, is_changed = [], 0, False
        for token in tokens(text, lang):
            better = self._better(token, lang, known)
            pieces += [text[at : token.start], better or text[token.start : token.end]]
            is_changed |= better is not None
            at = token.end
        return "".join([*pieces, text[at:]]) if is_changed else None

    def _better(self, token: Token, lang: Language, known: Known) -> str | None:
        word = token.text
        if len(word) < SHORTEST or word.isdigit() or self._is_known(word, lang, known):
            return None
        near = {other for other in _one_away(word, LETTERS[lang]) if other in known}
        if near:
            best = max(near, key=lambda other: (known[other][0], other))
            return known[best][1]
        return self._parted(word, known)

    def _parted(self, word: str, known: Known) -> str | None:
        """Two known words where the space between them was lost."""
        parts = [
            (word[:at], word[at:])
            for at in range(2, len(word) - 1)
            if word[:at] in known and word[at:] in known
        ]
        if not parts:
            return None
        best = max(parts, key=lambda pair: min(known[pair[0]][0], known[pair[1]][0]))
        return " ".join(known[part][1] for part in best)

    def _is_known(self, word: str, lang: Language, known: Known) -> bool:
        return word in known or word in STOP_WORDS[lang] or stem(word, lang) in self._stems[lang]


def _one_away(word: str, letters: str) -> Iterator[str]:
    """Every word that differs by one letter left out, added, changed, or by two swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            for letter in letters:
                yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail


def spelling_of(texts: Iterable[tuple[Language, str]]) -> Spelling:
    """The words of texts; the commonest MOST_WORDS of each language."""
    counts: dict[Language, Counter[str]] = {}
    written: dict[Language, dict[str, Counter[str]]] = {}
    for lang, text in texts:
        counter, ways = counts.setdefault(lang, Counter()), written.setdefault(lang, {})
        for token in tokens(text, lang):
            if len(token.text) >= SHORTEST and not token.text.isdigit():
                counter[token.text] += 1
                ways.setdefault(token.text, Counter())[text[token.start : token.end]] += 1
    return Spelling(
        {
            lang: {
                word: (count, written[lang][word].most_common(1)[0][0])
                for word, count in counter.most_common(MOST_WORDS)
            }
            for lang, counter in counts.items()
        }
    )
