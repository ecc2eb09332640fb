"""The only listener of Wagtail's signals: what the CMS and the scheduler do by themselves becomes
a fact. Our actions record theirs first; the key of the entry lets both speak."""

from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from core.access.rules import SYSTEM
from core.journal.actions import record
from knowledge.library.actions.articles import note_article
from knowledge.library.actions.checking import note_cancellation
from knowledge.library.actions.publishing import note_publication, note_withdrawal
from knowledge.library.actions.writing import stream_of
from knowledge.library.facts import PracticeMoved
from knowledge.library.models import ArticlePage, PracticePage


def on_published(sender: Any, *, instance: Any, alias: bool = False, **kwargs: Any) -> None:
    """A text became public; a planned date does not count before it comes."""
    if alias or not instance.live:
        return
    if isinstance(instance, ArticlePage):
        note_article(instance, is_public=True, actor=SYSTEM)
    if not isinstance(instance, PracticePage):
        return
    with transaction.atomic():
        note_publication(instance, revision_id=instance.live_revision_id, actor=SYSTEM)


def on_unpublished(sender: Any, *, instance: Any, alias: bool = False, **kwargs: Any) -> None:
    """A text left public sight."""
    if isinstance(instance, ArticlePage) and not alias:
        note_article(instance, is_public=False, actor=SYSTEM)
    if not isinstance(instance, PracticePage) or alias:
        return
    with transaction.atomic():
        note_withdrawal(instance, actor=SYSTEM)


def on_cancelled(sender: Any, *, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """The CMS ended a check by itself; ours has moved its review before it cancels."""
    with transaction.atomic():
        note_cancellation(instance, actor=user or SYSTEM)


def on_moved(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    """Addresses under a moved page changed."""
    with transaction.atomic():
        for practice in PracticePage.objects.descendant_of(instance, inclusive=True).filter(
            live=True
        ):
            record(
                PracticeMoved(str(practice.translation_key), practice.pk),
                stream=stream_of(practice),
                actor=SYSTEM,
            )


def listen() -> None:
    """Connect the signals, once."""
    page_published.connect(on_published, dispatch_uid="practice published")
    page_unpublished.connect(on_unpublished, dispatch_uid="practice unpublished")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="check cancelled")
    post_page_move.connect(on_moved, dispatch_uid="practice moved")
    mute()


def mute() -> None:
    """People are told by our notifications, in their language and at their hours; Wagtail's own
    mails about checks would tell them a second time."""
    for signal, sender, name in (
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=f"{name}_email_notification")
