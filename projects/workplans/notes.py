"""What people are told of a plan, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from projects.partnerships.models import Project
from projects.partnerships.stories import names_for
from projects.workplans.kinds import KINDS
from projects.workplans.stories import tell_of_a_row


def _lines(notes: Iterable[Note], person: Any, sentence: Any = None) -> Mapping[int, Line]:
    """Lines that lead to the row, for whoever may still see its project."""
    listed = list(notes)
    ids = {note.entry.values["project_id"] for note in listed}
    found = {p.pk: p for p in visible(person, Project.objects.filter(pk__in=ids))}
    names = names_for([note.entry for note in listed])
    told = {}
    for note in listed:
        values = note.entry.values
        project = found.get(values["project_id"])
        row = KINDS[values["kind"]].model.objects.filter(pk=values["item_id"]).first()
        if project is None or row is None:
            continue
        address = reverse("workplans:item", args=[project.public_id, values["kind"], row.public_id])
        words = str(sentence) if sentence else tell_of_a_row(note.entry, names)
        told[note.pk] = Line(f"{project.acronym}: {row.title}", words, address)
    return told


@kind("task_mine", label=_("A task is given to me"), pace=Pace.AT_ONCE)
def task_mine(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("This task is yours"))


@kind("task_free", label=_("A task of mine can begin"), pace=Pace.DAILY)
def task_free(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("It is done: your task that waited for it can begin"))


@kind("plan_asks", label=_("A plan asks for my word"), pace=Pace.AT_ONCE)
def plan_asks(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person)


@kind("plan_moves", label=_("Something moved in a plan"), pace=Pace.DAILY)
def plan_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person)
