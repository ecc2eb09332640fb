"""How meetings and decisions move."""

from core.access.lifecycle import Lifecycle, Move
from projects.meetings.models import DecisionState as D
from projects.meetings.models import MeetingState as M

MEETING = Lifecycle(
    Move("meeting.hold", source=(M.PLANNED,), target=M.HELD),
    Move("meeting.cancel", source=(M.PLANNED,), target=M.CANCELLED),
    Move("meeting.plan_again", source=(M.CANCELLED, M.HELD), target=M.PLANNED),
)
DECISION = Lifecycle(
    Move("decision.adopt", source=(D.OPEN,), target=D.ADOPTED),
    Move("decision.reject", source=(D.OPEN,), target=D.REJECTED),
    Move("decision.open_again", source=(D.ADOPTED, D.REJECTED), target=D.OPEN),
)
