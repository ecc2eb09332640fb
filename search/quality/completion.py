"""How often a half-typed title is completed to the right one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.analysis.languages import Language
from search.engines.protocol import Document, SearchEngine, Words
from search.quality.variants import variant

DEPTH = 10
SHORTEST = 8
TYPED: dict[Language, tuple[str, ...]] = {
    "ar": (
        "all three",
        "tashkeel",
        "tatweel",
        "Persian letters",
        "direction marks",
        "article added",
        "article dropped",
        "one wrong letter",
    ),
    "en": ("capitals", "one wrong letter"),
    "fr": ("capitals", "no accents", "one wrong letter"),
}


@dataclass(frozen=True, slots=True)
class Completed:
    """Share of titles found among the first DEPTH when half of them was typed in one way, and when
    the same titles were typed cleanly."""

    kind: str
    titles: int
    hit: float
    clean: float


def title_documents(titles: Sequence[str], *, lang: Language) -> list[Document]:
    """Documents of nothing but a title each, every title once."""
    return [
        Document(key=f"t{n}", version=1, kind="practice", words={lang: Words(title=title)})
        for n, title in enumerate(dict.fromkeys(titles))
    ]


def completed(
    documents: Sequence[Document], *, lang: Language, engine: SearchEngine
) -> list[Completed]:
    """Types half of every title of at least SHORTEST signs, cleanly and in each other way."""
    titles = {
        document.key: document.words[lang].title
        for document in documents
        if len(document.words[lang].title) >= SHORTEST
    }
    half = {key: title[: -(-len(title) // 2)] for key, title in titles.items()}

    def is_hit(typed: str, key: str) -> bool:
        return any(each.key == key for each in engine.complete(typed, lang=lang, limit=DEPTH))

    clean = {key: is_hit(text, key) for key, text in half.items()}
    found = [Completed("clean", len(clean), _share(clean.values()), _share(clean.values()))]
    for kind in TYPED[lang]:
        typed = {key: variant(text, lang=lang, kind=kind) for key, text in half.items()}
        changed = {key: text for key, text in typed.items() if text != half[key]}
        if changed:
            hits = [is_hit(text, key) for key, text in changed.items()]
            before = [clean[key] for key in changed]
            found.append(Completed(kind, len(changed), _share(hits), _share(before)))
    return found


def _share(hits: Collection[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
