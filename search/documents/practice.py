"""What a practice looks like to search: one document, its words in every public language."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.cities.facts import CityChanged
from knowledge.library import queries
from knowledge.library.facts import (
    PracticeArchived,
    PracticeConfirmed,
    PracticeDeleted,
    PracticeMoved,
    PracticeOutdated,
    PracticePublished,
    PracticeRestored,
    PracticeWithdrawn,
    ReuseContactConfirmed,
    ReuseMoved,
)
from knowledge.library.models import Level, PracticePage, PracticeReuse, Provenance, State
from knowledge.library.models.practice import TAGS, WORDS
from search.analysis.languages import LANGUAGES
from search.documents.kinds import Kind
from search.engines.protocol import PRACTICE, REUSED, Document, Dropped, Key, Words

FACET_OF = {
    "themes": "theme",
    "sdgs": "sdg",
    "key_features": "key_feature",
    "objectives": "objective",
    "target_groups": "target_group",
}
REPORTED = {Provenance.CONVENTION_2023: "2023"}


def practice_documents(keys: Iterable[UUID], *, version: int) -> list[Document | Dropped]:
    """The documents of practices as they are now; a practice without a public original is dropped."""
    wanted = list(keys)
    originals = {
        page.translation_key: page
        for page in queries.with_tags(
            queries.public_originals().filter(translation_key__in=wanted)
        ).prefetch_related("building_blocks")
    }
    texts = queries.in_languages(wanted)
    levels = queries.levels(wanted)
    reuses = queries.reuses_by_practice(wanted)
    marks = queries.states(wanted)
    return [
        _document(
            originals[key],
            texts=texts.get(key, {}),
            level=levels.get(key, Level.INITIATIVE),
            reuses=reuses.get(key, []),
            mark=marks.get(key, ""),
            version=version,
        )
        if key in originals
        else Dropped(key=str(key), version=version)
        for key in wanted
    ]


def _document(
    original: PracticePage,
    *,
    texts: dict[str, PracticePage],
    level: str,
    reuses: Sequence[PracticeReuse],
    mark: str,
    version: int,
) -> Document:
    owner = original.owner_in_network
    facets = {
        facet: [term.code for term in getattr(original, field).all()]
        for field, facet in FACET_OF.items()
    }
    facets |= {
        "country": [owner.country],
        "city": [owner.slug],
        "level": [level],
        "reuse": sorted({row.stage for row in reuses}),
        REUSED: [str(len(reuses))] if reuses else [],
        "mark": [mark] if mark == State.OUTDATED else [],
        "partnering": [original.partnering],
        "period": _years(original),
    }
    owner_names = {lang: owner.name_in(lang) for lang in LANGUAGES}
    words = {
        lang: Words(title=text.title, body=_body(text, owner_names[lang]))
        for lang in LANGUAGES
        if (text := texts.get(lang))
    }
    shown = {
        lang: {
            "title": text.title,
            "summary": text.summary,
            "text": "\n".join(getattr(text, name) for name in WORDS[4:] if getattr(text, name)),
            "url": text.get_url() or "",
        }
        for lang in LANGUAGES
        if (text := texts.get(lang))
    }
    day = original.first_published_at
    return Document(
        key=str(original.translation_key),
        version=version,
        kind=PRACTICE,
        words=words,
        facets=facets,
        day=day.date() if day else None,
        payload={
            "shown": shown,
            "original": original.locale.language_code,
            "owner": {"slug": owner.slug, "names": owner_names},
            "themes": facets["theme"],
            "level": level,
            "mark": mark,
        },
    )


def _body(text: PracticePage, owner: str) -> str:
    said = [getattr(text, name) for name in WORDS if name != "title"]
    return "\n".join([owner, *(part for part in said if part)])


def _years(original: PracticePage) -> list[str]:
    if original.starts_on:
        last = original.ends_on or original.starts_on
        return [str(year) for year in range(original.starts_on.year, last.year + 1)]
    reported = REPORTED.get(Provenance(original.provenance))
    return [reported] if reported else []


assert set(FACET_OF) == set(TAGS)


def every_key() -> list[Key]:
    """The keys of all public practices, in the order in which they were made."""
    rows = queries.public_originals().order_by("pk").values_list("translation_key", flat=True)
    return [str(key) for key in rows]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Those that are public now, and visible to the actor."""
    rows = visible(actor, queries.public_originals()).filter(translation_key__in=list(keys))
    return {str(key) for key in rows.values_list("translation_key", flat=True)}


def _itself(happened: Any) -> list[Key]:
    return [happened.practice_key]


def _of_city(happened: CityChanged) -> list[Key]:
    rows = queries.public_practices_of(happened.city_id)
    return [str(key) for key in rows.values_list("translation_key", flat=True)]


KIND = Kind(
    code=PRACTICE,
    order=1,
    name=_("Practices"),
    every=every_key,
    build=lambda keys, version: practice_documents([UUID(key) for key in keys], version=version),
    seen=seen,
    changes={
        **dict.fromkeys(
            (
                PracticePublished,
                PracticeWithdrawn,
                PracticeMoved,
                PracticeDeleted,
                PracticeArchived,
                PracticeRestored,
                PracticeOutdated,
                PracticeConfirmed,
                ReuseContactConfirmed,
                ReuseMoved,
            ),
            _itself,
        ),
        CityChanged: _of_city,
    },
)
