"""What people are told of their projects, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind, leading
from core.notifications.models import Note, Pace
from projects.partnerships.models import Project
from projects.partnerships.stories import names_for, sentence


def lines(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    """Lines that lead to the workspace, for whoever may still see it. Two queries."""
    listed = list(notes)
    names = names_for([note.entry for note in listed])

    def rows(ids: set[int]) -> Any:
        return visible(person, Project.objects.filter(pk__in=ids))

    return leading(
        listed,
        key="project_id",
        rows=rows,
        sentence=lambda note: sentence(note.entry, names),
    )


kind("project_asks", label=_("My city is asked for something in a project"), pace=Pace.AT_ONCE)(
    lines
)
kind("project_moves", label=_("A project of my city moves"), pace=Pace.DAILY)(lines)
kind("project_waits", label=_("A project waits (secretariat)"), pace=Pace.DAILY)(lines)
