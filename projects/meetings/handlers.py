"""Who hears of meetings and decisions; each is safe to run twice."""

from core.access.rules import holders
from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.meetings.facts import (
    DecisionAsked,
    DecisionMade,
    MeetingMoved,
    MeetingPlanned,
    PositionTaken,
)
from projects.meetings.models import Decision, Meeting


@on(MeetingPlanned, MeetingMoved)
def tell_of_a_meeting(entry: Entry) -> None:
    rows = Meeting.objects.filter(pk=entry.fact.meeting_id).select_related("project")
    meeting = rows.first()
    if meeting is not None and meeting.state != "held":
        people = holders("project.team", meeting.project)
        notify("meeting", to=people, about=entry, subject=f"meeting:{meeting.pk}")


@on(DecisionAsked, DecisionMade)
def tell_of_a_decision(entry: Entry) -> None:
    rows = Decision.objects.filter(pk=entry.fact.decision_id).select_related("project")
    decision = rows.first()
    if decision is None:
        return
    subject = f"decision:{decision.pk}"
    if entry.kind == "DecisionMade":
        settle("decision", subject=subject)
        people = holders("project.team", decision.project)
    else:
        people = holders("decision.take_position", decision)
    notify("decision", to=people, about=entry, subject=subject)


@on(PositionTaken)
def the_city_has_answered(entry: Entry) -> None:
    for person in focal_points(entry.fact.city_id):
        subject = f"decision:{entry.fact.decision_id}"
        settle("decision", subject=subject, person_id=person.pk)
