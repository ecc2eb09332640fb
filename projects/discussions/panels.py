"""Conversations in a workspace: their tab, what was said in the feed, and their place beside a row."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.rules import can
from core.journal.models import Entry
from projects.discussions import queries
from projects.discussions.facts import (
    CommentChanged,
    CommentRemoved,
    CommentWritten,
    ThreadResolved,
)
from projects.partnerships import frame
from projects.partnerships.frame import Tab
from projects.partnerships.models import Project
from projects.partnerships.stories import Names, tell

frame.tab(Tab(40, "discussion", _("Discussion"), "discussions:threads"))


@tell(CommentWritten)
def tell_of_a_comment(entry: Entry, names: Names) -> str:
    return gettext("Somebody wrote in a conversation")


@tell(ThreadResolved)
def tell_of_a_settled_thread(entry: Entry, names: Names) -> str:
    if entry.values["is_resolved"]:
        return gettext("A conversation is settled")
    return gettext("A conversation was opened again")


@tell(CommentChanged, CommentRemoved)
def tell_nothing(entry: Entry, names: Names) -> str:
    return ""


@frame.item_card
def conversations_about(request: HttpRequest, project: Project, kind: str, item: Any) -> str:
    """What is said about this row, and the way to begin."""
    if kind not in ("task", "deliverable", "milestone"):
        return ""
    context = {
        "project": project,
        "kind": kind,
        "item": item,
        "threads": queries.threads_of(project, kind=kind, item=item.public_id),
        "may_start": can(request.user, "thread.start", project),
    }
    return render_to_string("discussions/about.html", context, request=request)
