"""What people are told of their projects, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from projects.partnerships.models import Project
from projects.partnerships.stories import names_for, sentence


def lines(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    """Lines that lead to the workspace, for whoever may still see it. Two queries."""
    listed = list(notes)
    ids = {note.entry.values["project_id"] for note in listed}
    found = {p.pk: p for p in visible(person, Project.objects.filter(pk__in=ids))}
    names = names_for([note.entry for note in listed])
    told = {}
    for note in listed:
        project = found.get(note.entry.values["project_id"])
        if project is not None and (words := sentence(note.entry, names)):
            told[note.pk] = Line(str(project), words, project.get_absolute_url())
    return told


kind("project_asks", label=_("My city is asked for something in a project"), pace=Pace.AT_ONCE)(
    lines
)
kind("project_moves", label=_("A project of my city moves"), pace=Pace.DAILY)(lines)
kind("project_waits", label=_("A project waits (secretariat)"), pace=Pace.DAILY)(lines)
