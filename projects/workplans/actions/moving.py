"""Bring rows of a plan from state to state."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import SYSTEM, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from projects.partnerships.actions import freeze_plan, held, speaks_for
from projects.partnerships.models import Gate
from projects.workplans.facts import ChangeVoiced, ItemMoved, ItemWritten, MilestoneProposed
from projects.workplans.kinds import kind_of
from projects.workplans.models import (
    ChangeKind,
    ChangeRequest,
    ChangeVoice,
    Deliverable,
    Item,
    Milestone,
    MilestoneState,
    Task,
    TaskState,
)

NEEDS_WORDS = ("task.block", "milestone.drop", "deliverable.send_back", "change.decline")


@transaction.atomic
def move_item(
    *, actor: Any, item: Item, move: str, words: str = "", revision: int | None = None
) -> Item:
    """Move a row by the table of its kind. A task that is where it should go stays as it is.

    Args:
        move: a name of that table.
        words: why; some moves need them.
        revision: what the person saw.

    Raises:
        Stale: the row changed since `revision`.
        ValidationError: words are missing or too long.
    """
    item = held(item)
    table = kind_of(item).table
    if table is None or move not in table.moves:
        raise ValueError(f"{move!r} does not move a {kind_of(item).code}.")
    require(actor, move, item)
    record_of: Any = item
    if isinstance(item, Task) and item.state == table.moves[move].target:
        return item
    checking.same_revision(item, revision)
    table.check(move, state=record_of.state)
    if move in NEEDS_WORDS and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    if hasattr(item, "words"):
        record_of.words = words
        checking.fits(item, ("words",))
    table.apply(move, item)
    _after(item, move, actor=actor)
    item.revision += 1
    item.save()
    fact = ItemMoved(item.project_id, kind_of(item).code, item.pk, record_of.state)
    record(fact, stream=item.project.stream, actor=actor)
    if (
        isinstance(item, ChangeRequest)
        and move == "change.accept"
        and item.kind == ChangeKind.MAJOR
    ):
        freeze_plan(actor=actor, project=item.project, gate=Gate.CHANGED)
    return item


def _after(item: Item, move: str, *, actor: Any) -> None:
    """What follows from the new state in the row itself."""
    now = timezone.now()
    if isinstance(item, Task):
        item.done_at = now if item.state == TaskState.DONE else None
    elif isinstance(item, Milestone):
        item.reached_on = now.date() if move == "milestone.reach" else None
        item.proposed_by = item.proposed_at = None
    elif isinstance(item, Deliverable) and move == "deliverable.send_to_check":
        item.sent_by = person_or_none(actor)
    elif isinstance(item, ChangeRequest):
        item.decided_at = now


@transaction.atomic
def tick_point(*, actor: Any, item: Task, number: int, is_done: bool = True) -> Task:
    """Tick or untick one point of a checklist; it is no change of the plan. Twice changes nothing, so
    two people who tick the same point at once agree.

    Args:
        number: which point, from nought.

    Raises:
        ValidationError: there is no such point any more.
    """
    found: Any = held(item)
    require(actor, "task.finish", found)
    if not 0 <= number < len(found.checklist):
        raise ValidationError(_("The checklist has changed; look at it again."))
    if found.checklist[number]["done"] == is_done:
        return found
    found.checklist[number]["done"] = is_done
    found.revision += 1
    found.save(update_fields=["checklist", "revision"])
    record(
        ItemWritten(found.project_id, "task", found.pk), stream=found.project.stream, actor=actor
    )
    return found


@transaction.atomic
def propose_milestone(*, actor: Any, item: Milestone) -> Milestone:
    """A partner says that a milestone is reached; the lead city confirms. Twice changes nothing."""
    found: Any = held(item)
    require(actor, "milestone.propose", found)
    if found.proposed_at is None and found.state in (MilestoneState.PLANNED, MilestoneState.LATE):
        found.proposed_by, found.proposed_at = person_or_none(actor), timezone.now()
        found.save(update_fields=["proposed_by", "proposed_at"])
        fact = MilestoneProposed(found.project_id, "milestone", found.pk)
        record(fact, stream=found.project.stream, actor=actor)
    return found


def mark_late_milestones(today: date) -> int:
    """Milestones whose day has passed become late; returns how many."""
    due = Milestone.objects.filter(
        state=MilestoneState.PLANNED, due_on__lt=today, project__state="running"
    )
    count = 0
    for item in due.select_related("project"):
        move_item(actor=SYSTEM, item=item, move="milestone.mark_late")
        count += 1
    return count


@transaction.atomic
def voice_change(
    *, actor: Any, item: ChangeRequest, city: City, agrees: bool, words: str = ""
) -> ChangeVoice:
    """A partner city says what it thinks of a large change; saying it again replaces it.

    Raises:
        ValidationError: the words are too long.
    """
    found: Any = held(item)
    require(actor, "change.voice", found)
    speaks_for(actor, found.project, city, rule="change.voice")
    voice = ChangeVoice.objects.filter(change=found, city=city).first() or ChangeVoice(
        change=found, city=city
    )
    voice.agrees, voice.words = agrees, words
    voice.said_by, voice.said_at = person_or_none(actor), timezone.now()
    checking.fits(voice, ("words",))
    voice.save()
    fact = ChangeVoiced(found.project_id, "change", found.pk, city.pk)
    record(fact, stream=found.project.stream, actor=actor)
    return voice
