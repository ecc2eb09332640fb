"""Bring a project from state to state."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.journal.actions import record
from projects.partnerships.actions.describing import locked
from projects.partnerships.actions.freezing import freeze_plan
from projects.partnerships.actions.partners import activate_partners
from projects.partnerships.facts import ProjectMoved
from projects.partnerships.lifecycle import PROJECT
from projects.partnerships.models import Gate, Project

# What the words of a move are kept as; those in NEEDED have to be given.
WORDS = {
    "project.send_back": "reason",
    "project.register": "conditions",
    "project.pause": "reason",
    "project.go_on": "reason",
    "project.stop": "lessons",
}
NEEDED = ("project.send_back", "project.pause", "project.stop")
GATES = {
    "project.hand_in": Gate.HANDED_IN,
    "project.register": Gate.REGISTERED,
    "project.start": Gate.STARTED,
    "project.close": Gate.CLOSED,
}


@transaction.atomic
def move_project(
    *, actor: Any, project: Project, move: str, words: str = "", revision: int | None = None
) -> Project:
    """Bring a project to its next state; at a gate the plan is frozen.

    Args:
        move: a name of the table `PROJECT`.
        words: the reason, the conditions, or what others should learn from a project that stops.
        revision: what the person saw.

    Raises:
        Stale: the project changed since `revision`.
        ValidationError: the words that this move needs are missing or too long.
    """
    project = locked(project)
    require(actor, move, project)
    checking.same_revision(project, revision)
    PROJECT.check(move, state=project.state)
    if move in NEEDED and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    if name := WORDS.get(move):
        setattr(project, name, words)
        checking.fits(project, (name,))
    elif move == "project.resume":
        project.reason = ""
    PROJECT.apply(move, project)
    project.moved_at = timezone.now()
    project.revision += 1
    project.save()
    if move == "project.send_back":
        project.partners.update(ticked_at=None)
    if move == "project.start":
        activate_partners(project)
    record(ProjectMoved(project.pk, move, project.state), stream=project.stream, actor=actor)
    if move in GATES:
        freeze_plan(actor=actor, project=project, gate=GATES[move])
    return project
