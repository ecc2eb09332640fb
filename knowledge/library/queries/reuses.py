"""Reads of reuses: who has taken up what, as each reader may see it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from knowledge.library.models import PracticePage, PracticeReuse, Stage
from knowledge.library.queries.practices import in_languages, url_for


def reuses_by_practice(keys: Iterable[UUID]) -> dict[UUID, list[PracticeReuse]]:
    """Who reuses practices, as readers see it: once the contact is confirmed, not when stopped.
    One query."""
    rows = PracticeReuse.objects.filter(translation_key__in=list(keys))
    rows = rows.exclude(stage=Stage.STOPPED).exclude(contact_confirmed_at=None)
    found: dict[UUID, list[PracticeReuse]] = {}
    for row in rows.select_related("city").order_by("-moved_at"):
        found.setdefault(row.translation_key, []).append(row)
    return found


def reuses_of(practice: PracticePage) -> list[PracticeReuse]:
    """Who reuses one practice, as readers see it."""
    key = practice.translation_key
    return reuses_by_practice([key]).get(key, [])


def reuses_taken(cities: Iterable[int]) -> list[PracticeReuse]:
    """What these cities adapt, last moved first."""
    found = PracticeReuse.objects.filter(city_id__in=list(cities))
    return list(found.select_related("city").order_by("-moved_at"))


def reuses_given(cities: Iterable[int]) -> list[PracticeReuse]:
    """What others adapt of the practices of these cities, last moved first."""
    own = PracticePage.objects.filter(city_id__in=list(cities), is_translation=False)
    found = PracticeReuse.objects.filter(translation_key__in=own.values("translation_key"))
    return list(found.select_related("city").order_by("-moved_at"))


def reuse_of(practice: PracticePage, cities: Iterable[int]) -> PracticeReuse | None:
    """The reuse that one of these cities has begun."""
    found = PracticeReuse.objects.filter(translation_key=practice.translation_key)
    return found.filter(city_id__in=list(cities)).first()


def told(reuses: Iterable[PracticeReuse], language: str) -> list[dict[str, Any]]:
    """Those reuses that readers may see, each with the title and address of its practice."""
    shown = [r for r in reuses if r.contact_confirmed_at and r.stage != Stage.STOPPED]
    texts = in_languages(row.translation_key for row in shown)
    return [
        {
            "reuse": row,
            "title": (there.get(language) or next(iter(there.values()))).title,
            "address": url_for(row.translation_key, language=language, texts=there),
        }
        for row in shown
        if (there := texts.get(row.translation_key))
    ]
