"""What people are told of conversations, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from projects.discussions.models import Comment
from projects.partnerships.models import Project


def _lines(notes: Iterable[Note], person: Any, sentence: Any) -> Mapping[int, Line]:
    """Lines that lead to the comment, for whoever may still see its project. Two queries."""
    listed = list(notes)
    ids = {note.entry.values["comment_id"] for note in listed}
    comments = Comment.objects.filter(pk__in=ids, removed_at=None).select_related(
        "thread__project", "author"
    )
    found = {comment.pk: comment for comment in comments}
    projects = {comment.thread.project_id for comment in found.values()}
    seen = set(
        visible(person, Project.objects.filter(pk__in=projects)).values_list("pk", flat=True)
    )
    told = {}
    for note in listed:
        comment = found.get(note.entry.values["comment_id"])
        if comment is None or comment.thread.project_id not in seen:
            continue
        thread = comment.thread
        address = reverse("discussions:thread", args=[thread.project.public_id, thread.public_id])
        told[note.pk] = Line(
            f"{thread.project.acronym}: {thread.title}",
            str(sentence) % {"name": comment.author or ""},
            f"{address}#c{comment.pk}",
        )
    return told


@kind("named", label=_("Somebody names me or my city"), pace=Pace.AT_ONCE)
def named(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("%(name)s names you"))


@kind("thread_goes_on", label=_("A conversation that I follow goes on"), pace=Pace.DAILY)
def thread_goes_on(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("%(name)s wrote in a conversation that you follow"))
