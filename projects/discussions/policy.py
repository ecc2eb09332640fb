"""Who takes part in conversations, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SYSTEM, Decision, refuse, rule
from core.cities.roles import roles_of
from projects.discussions.models import Comment, Thread
from projects.partnerships.models import Project
from projects.partnerships.policy import team
from projects.partnerships.team import standing_of


@rule("thread.start")
def may_start_thread(actor: Any, project: Project) -> Decision:
    """The partners, and the secretariat, which is asked for advice."""
    if roles_of(actor).is_secretariat and not project.has_ended:
        return ALLOWED
    return team(actor, project)


@rule("thread.write")
@rule("thread.resolve")
def may_write(actor: Any, thread: Thread) -> Decision:
    return may_start_thread(actor, thread.project)


@rule("comment.change")
def may_change_comment(actor: Any, comment: Comment) -> Decision:
    if comment.removed_at is not None:
        return refuse(_("This comment was removed."))
    if actor is SYSTEM or comment.author_id == actor.pk:
        return may_start_thread(actor, comment.thread.project)
    return refuse(_("Only whoever wrote it changes it."))


@rule("comment.remove")
def may_remove_comment(actor: Any, comment: Comment) -> Decision:
    """Whoever wrote it, or the lead city."""
    if comment.removed_at is not None:
        return refuse(_("This comment was removed."))
    project = comment.thread.project
    if comment.author_id == actor.pk or standing_of(actor, project).is_lead_voice:
        return may_start_thread(actor, project)
    return refuse(_("Only whoever wrote it, or the focal point of the lead city, removes it."))
