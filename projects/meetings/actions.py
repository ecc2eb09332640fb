"""Every write about meetings, decisions and calendar addresses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from projects.meetings.facts import (
    DecisionAsked,
    DecisionMade,
    MeetingMoved,
    MeetingPlanned,
    MeetingWritten,
    PositionTaken,
)
from projects.meetings.lifecycle import DECISION, MEETING
from projects.meetings.models import (
    Attendance,
    CalendarKey,
    Decision,
    Meeting,
    Position,
    new_key,
)
from projects.partnerships.actions import held, locked, speaks_for
from projects.partnerships.models import Project
from projects.partnerships.team import acting_cities
from projects.workplans.actions import add_item
from projects.workplans.models import Item

COLUMNS = ("title", "starts_at", "minutes_long", "place", "link", "agenda", "minutes")


@transaction.atomic
def plan_meeting(*, actor: Any, project: Project, values: Mapping[str, Any]) -> Meeting:
    """Plan a meeting; every partner hears of it.

    Args:
        values: columns by name (`COLUMNS`).
    """
    project = locked(project)
    require(actor, "meeting.plan", project)
    meeting = Meeting(project=project, made_by=person_or_none(actor), **values)
    _check(meeting)
    meeting.save()
    record(MeetingPlanned(project.pk, meeting.pk), stream=project.stream, actor=actor)
    return meeting


def _check(meeting: Meeting) -> None:
    checking.fits(meeting, COLUMNS)
    if not 5 <= meeting.minutes_long <= 2880:
        raise ValidationError({"minutes_long": _("Between five minutes and two days.")})


@transaction.atomic
def write_meeting(
    *,
    actor: Any,
    meeting: Meeting,
    values: Mapping[str, Any],
    present: Mapping[str, str] | None = None,
    revision: int | None = None,
) -> Meeting:
    """Change a meeting, write its minutes, and say which cities were there.

    Args:
        values: columns by name; what is not named stays.
        present: slugs of cities → who came; None leaves it.
        revision: what the writer read.

    Raises:
        Stale: somebody else wrote since.
        ValidationError: what does not fit.
    """
    meeting = held(meeting)
    require(actor, "meeting.write", meeting)
    checking.same_revision(meeting, revision)
    for name in COLUMNS:
        if name in values:
            setattr(meeting, name, values[name])
    _check(meeting)
    meeting.revision += 1
    meeting.save()
    if present is not None:
        meeting.attendances.all().delete()
        for city in City.objects.filter(slug__in=present, pk__in=acting_cities(meeting.project)):
            attendance = Attendance(meeting=meeting, city=city, names=present[city.slug])
            checking.fits(attendance, ("names",))
            attendance.save()
    fact = MeetingWritten(meeting.project_id, meeting.pk)
    record(fact, stream=meeting.project.stream, actor=actor)
    return meeting


@transaction.atomic
def move_meeting(
    *, actor: Any, meeting: Meeting, move: str, revision: int | None = None
) -> Meeting:
    """Hold, cancel, or plan again.

    Raises:
        Stale: the meeting changed since `revision`.
    """
    meeting = held(meeting)
    require(actor, move, meeting)
    checking.same_revision(meeting, revision)
    MEETING.apply(move, meeting)
    meeting.revision += 1
    meeting.save(update_fields=["revision"])
    fact = MeetingMoved(meeting.project_id, meeting.pk, meeting.state)
    record(fact, stream=meeting.project.stream, actor=actor)
    return meeting


def _line(text: str) -> str:
    line = text.strip()
    if not line:
        raise ValidationError(_("Choose a line with words."))
    return line


@transaction.atomic
def make_task(
    *, actor: Any, meeting: Meeting, line: str, city: City | None = None, due_on: date | None = None
) -> Item:
    """A line of agenda or minutes becomes a task of the plan."""
    title = _line(line)
    values = {"title": title[:200], "text": title if len(title) > 200 else "", "city": city}
    return add_item(
        actor=actor, project=meeting.project, kind="task", values={**values, "due_on": due_on}
    )


@transaction.atomic
def ask_decision(
    *, actor: Any, project: Project, title: str, meeting: Meeting | None = None
) -> Decision:
    """A question, or a line of a meeting, on which each city takes one position."""
    project = locked(project)
    require(actor, "decision.ask", project)
    decision = Decision(
        project=project, meeting=meeting, title=_line(title), made_by=person_or_none(actor)
    )
    checking.fits(decision, ("title",))
    decision.save()
    record(DecisionAsked(project.pk, decision.pk), stream=project.stream, actor=actor)
    return decision


@transaction.atomic
def take_position(
    *, actor: Any, decision: Decision, city: City, stance: str, reason: str = ""
) -> Position:
    """A city says what it thinks; saying it again replaces it until the decision is made."""
    decision = held(decision)
    project = decision.project
    require(actor, "decision.take_position", decision)
    speaks_for(actor, project, city, rule="decision.take_position")
    position = Position.objects.filter(decision=decision, city=city).first() or Position(
        decision=decision, city=city
    )
    position.stance, position.reason = stance, reason
    position.taken_by, position.taken_at = person_or_none(actor), timezone.now()
    checking.fits(position, ("stance", "reason"))
    position.save()
    fact = PositionTaken(project.pk, decision.pk, city.pk)
    record(fact, stream=project.stream, actor=actor)
    return position


@transaction.atomic
def move_decision(*, actor: Any, decision: Decision, move: str, words: str = "") -> Decision:
    """Write the outcome down, or open the question again.

    Args:
        move: a name of the table `DECISION`.
        words: the outcome in words.
    """
    decision = held(decision)
    project = decision.project
    require(actor, move, decision)
    DECISION.check(move, state=decision.state)
    decision.outcome = words
    checking.fits(decision, ("outcome",))
    DECISION.apply(move, decision)
    decision.decided_at = None if move == "decision.open_again" else timezone.now()
    decision.save()
    fact = DecisionMade(project.pk, decision.pk, decision.state)
    record(fact, stream=project.stream, actor=actor)
    return decision


@transaction.atomic
def calendar_key(
    *, actor: Any, project: Project | None = None, is_new: bool = False
) -> CalendarKey:
    """The secret address of one's calendar, of everything or of one project.

    Args:
        is_new: make a new one: whoever has the old one reads nothing any more.
    """
    found, _made = CalendarKey.objects.select_for_update().get_or_create(
        person=actor, project=project
    )
    if is_new:
        found.key, found.made_at = new_key(), timezone.now()
        found.save(update_fields=["key", "made_at"])
    return found
