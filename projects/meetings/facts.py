"""What happens with meetings and decisions: ids and codes only."""

from core.journal.facts import fact


@fact
class MeetingPlanned:
    project_id: int
    meeting_id: int


@fact
class MeetingWritten:
    project_id: int
    meeting_id: int


@fact
class MeetingMoved:
    project_id: int
    meeting_id: int
    state: str


@fact
class DecisionAsked:
    project_id: int
    decision_id: int


@fact
class PositionTaken:
    project_id: int
    decision_id: int
    city_id: int


@fact
class DecisionMade:
    project_id: int
    decision_id: int
    state: str
