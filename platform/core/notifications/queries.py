"""Reads of notes and letters."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from core.notifications.kinds import kinds
from core.notifications.models import Choice, Habits, Letter, Note


def unread(person: Any) -> int:
    """How many notes a person has not read. One query."""
    return Note.objects.filter(person_id=person.pk, read_at=None).count()


def notes_of(person: Any) -> QuerySet[Note]:
    """The notes of a person, newest first, with their facts."""
    rows = Note.objects.filter(person_id=person.pk)
    return rows.select_related("entry__actor").order_by("-told_at", "-pk")


def notes_in(letter: Letter) -> list[Note]:
    """What a letter tells, oldest first; what was read meanwhile is left out."""
    rows = letter.notes.filter(read_at=None).select_related("entry__actor")
    return list(rows.order_by("pk"))


def paces_of(person: Any) -> dict[str, str]:
    """How each kind is sent to a person."""
    chosen = dict(Choice.objects.filter(person_id=person.pk).values_list("kind", "pace"))
    return {one.code: chosen.get(one.code, one.pace) for one in kinds()}


def habits_of(person: Any) -> Habits:
    """The hours of a person; the usual ones unless they chose."""
    return Habits.objects.filter(person_id=person.pk).first() or Habits(person_id=person.pk)


def people_due(now: datetime) -> Iterator[int]:
    """Whoever has something due, longest waiting first."""
    rows = Note.objects.filter(letter=None, read_at=None, due_at__lte=now, person__is_active=True)
    seen: set[int] = set()
    for pk in rows.order_by("due_at", "pk").values_list("person_id", flat=True):
        if pk not in seen:
            seen.add(pk)
            yield pk


def letters_owed(now: datetime) -> list[Letter]:
    """Letters that were begun and are free to be sent: their worker died, or their time came."""
    rows = Letter.objects.filter(sent_at=None, failed_at=None, lease_until__lte=now)
    return list(rows.order_by("pk")[:500])


def letters_failed() -> QuerySet[Letter]:
    """Letters given up after all tries."""
    rows = Letter.objects.filter(sent_at=None).exclude(failed_at=None)
    return rows.select_related("person").order_by("pk")
