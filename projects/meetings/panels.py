"""Meetings in a workspace: their tab, their lines in the feed, what waits for a position."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.journal.models import Entry
from projects.meetings.facts import (
    DecisionAsked,
    DecisionMade,
    MeetingMoved,
    MeetingPlanned,
    MeetingWritten,
    PositionTaken,
)
from projects.meetings.models import Decision, DecisionState, MeetingState
from projects.partnerships import frame
from projects.partnerships.frame import Need, Tab
from projects.partnerships.models import Project
from projects.partnerships.stories import Names, tell
from projects.partnerships.team import standing_of

frame.tab(Tab(45, "meetings", _("Meetings"), "meetings:meetings"))

PLAIN = {
    "MeetingPlanned": _("A meeting is planned"),
    "MeetingWritten": _("A meeting was written on"),
    "DecisionAsked": _("A decision is asked for"),
    "PositionTaken": _("%(city)s took its position"),
}


@tell(MeetingPlanned, MeetingWritten, MeetingMoved, DecisionAsked, PositionTaken, DecisionMade)
def tell_of_meetings(entry: Entry, names: Names) -> str:
    if entry.kind == "MeetingMoved":
        return f"{gettext('Meeting')}: {MeetingState(entry.values['state']).label}"
    if entry.kind == "DecisionMade":
        return f"{gettext('Decision')}: {DecisionState(entry.values['state']).label}"
    return str(PLAIN[entry.kind]) % {"city": names.get(entry.values.get("city_id", 0), "")}


@frame.needs
def positions_that_wait(actor: Any, project: Project) -> list[Need]:
    """Decisions on which the person's city has not said anything yet."""
    voices = standing_of(actor, project).voices
    if not voices:
        return []
    found = Decision.objects.filter(project=project, state=DecisionState.OPEN)
    address = reverse("meetings:meetings", args=[project.public_id])
    return [
        Need(gettext("Take your city’s position: %(title)s") % {"title": row.title}, address)
        for row in found.exclude(positions__city_id__in=voices)
    ]
