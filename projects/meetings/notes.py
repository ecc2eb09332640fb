"""What people are told of meetings and decisions, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.design.wording import day
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from projects.meetings.models import Decision, Meeting, MeetingState
from projects.partnerships.models import Project


def _seen(person: Any, rows: Iterable[Any]) -> set[int]:
    ids = {row.project_id for row in rows}
    return set(visible(person, Project.objects.filter(pk__in=ids)).values_list("pk", flat=True))


@kind("meeting", label=_("A meeting is planned or cancelled"), pace=Pace.AT_ONCE)
def meeting(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    ids = [note.entry.values["meeting_id"] for note in listed]
    rows = {m.pk: m for m in Meeting.objects.filter(pk__in=ids).select_related("project")}
    seen = _seen(person, rows.values())
    told = {}
    for note in listed:
        found = rows.get(note.entry.values["meeting_id"])
        if found is None or found.project_id not in seen:
            continue
        words = (
            _("The meeting is cancelled")
            if note.entry.values.get("state") == MeetingState.CANCELLED
            else _("You meet on %(day)s")
        )
        address = reverse("meetings:meeting", args=[found.project.public_id, found.public_id])
        told[note.pk] = Line(
            f"{found.project.acronym}: {found.title}",
            str(words) % {"day": day(found.starts_at, language=language)},
            address,
        )
    return told


@kind("decision", label=_("A decision asks for my city’s position"), pace=Pace.AT_ONCE)
def decision(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    ids = [note.entry.values["decision_id"] for note in listed]
    rows = {d.pk: d for d in Decision.objects.filter(pk__in=ids).select_related("project")}
    seen = _seen(person, rows.values())
    told = {}
    for note in listed:
        found = rows.get(note.entry.values["decision_id"])
        if found is None or found.project_id not in seen:
            continue
        is_made = note.entry.kind == "DecisionMade"
        words = found.get_state_display() if is_made else _("Your city can take its position")
        address = reverse("meetings:meetings", args=[found.project.public_id])
        told[note.pk] = Line(f"{found.project.acronym}: {found.title}", str(words), address)
    return told
