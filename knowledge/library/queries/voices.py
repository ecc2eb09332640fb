"""Reads of what readers say and report."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from knowledge.library.models import PracticePage, Report, ReportState, Voice


def voice_of(key: UUID, person: Any) -> Voice | None:
    """What this person said of a practice."""
    if person.pk is None:
        return None
    return Voice.objects.filter(translation_key=key, person_id=person.pk).first()


def useful_to(key: UUID) -> int:
    """How many people find a practice useful for their city. One query."""
    return Voice.objects.filter(translation_key=key, is_useful=True, hidden_at=None).count()


def voices_on(key: UUID) -> tuple[dict[str, int], list[Voice]]:
    """For the city that wrote it: how many said what, and the words, newest first. Two queries."""
    rows = Voice.objects.filter(translation_key=key, hidden_at=None)
    counted = rows.aggregate(
        useful=Count("pk", filter=Q(is_useful=True)),
        not_useful=Count("pk", filter=Q(is_useful=False)),
    )
    written = rows.exclude(missing="").select_related("person").order_by("-written_at")
    return counted, list(written[:50])


def reports_in(states: Iterable[str]) -> QuerySet[Report]:
    """Reports by their state, longest waiting first."""
    rows = Report.objects.filter(state__in=list(states))
    return rows.select_related("reporter", "voice__person").order_by("filed_at", "pk")


def waiting_reports() -> int:
    """How many the secretariat has to decide."""
    return Report.objects.filter(state__in=(ReportState.OPEN, ReportState.APPEALED)).count()


def titles(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The titles of practices in their original language, public or not. One query."""
    rows = PracticePage.objects.filter(translation_key__in=list(keys), is_translation=False)
    return dict(rows.values_list("translation_key", "title"))
