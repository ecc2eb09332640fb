"""How the rows of a plan move. The rule of the same name decides who."""

from core.access.lifecycle import Lifecycle, Move
from projects.workplans.models import ChangeState as C
from projects.workplans.models import ContributionState as G
from projects.workplans.models import DeliverableState as D
from projects.workplans.models import MilestoneState as M
from projects.workplans.models import RiskState as R
from projects.workplans.models import TaskState as T

TASK = Lifecycle(
    Move("task.begin", source=(T.TODO, T.BLOCKED, T.DONE), target=T.DOING),
    Move("task.block", source=(T.TODO, T.DOING), target=T.BLOCKED),
    Move("task.finish", source=(T.TODO, T.DOING, T.BLOCKED), target=T.DONE),
    Move("task.set_aside", source=(T.DOING, T.BLOCKED, T.DONE), target=T.TODO),
)
MILESTONE = Lifecycle(
    Move("milestone.reach", source=(M.PLANNED, M.LATE), target=M.REACHED),
    Move("milestone.drop", source=(M.PLANNED, M.LATE), target=M.DROPPED),
    Move("milestone.mark_late", source=(M.PLANNED,), target=M.LATE),
    Move("milestone.plan_again", source=(M.REACHED, M.LATE, M.DROPPED), target=M.PLANNED),
)
DELIVERABLE = Lifecycle(
    Move("deliverable.draft", source=(D.PLANNED,), target=D.DRAFT),
    Move("deliverable.send_to_check", source=(D.DRAFT,), target=D.QUALITY),
    Move("deliverable.accept", source=(D.QUALITY,), target=D.ACCEPTED),
    Move("deliverable.send_back", source=(D.QUALITY, D.ACCEPTED), target=D.DRAFT),
)
CONTRIBUTION = Lifecycle(
    Move("contribution.confirm", source=(G.OFFERED,), target=G.CONFIRMED),
    Move("contribution.deliver_partly", source=(G.CONFIRMED, G.PARTLY), target=G.PARTLY),
    Move("contribution.deliver", source=(G.CONFIRMED, G.PARTLY), target=G.DELIVERED),
    Move("contribution.withdraw", source=(G.OFFERED, G.CONFIRMED, G.PARTLY), target=G.WITHDRAWN),
    Move("contribution.offer_again", source=(G.WITHDRAWN,), target=G.OFFERED),
)
RISK = Lifecycle(
    Move("risk.close", source=(R.OPEN,), target=R.OVER),
    Move("risk.open_again", source=(R.OVER,), target=R.OPEN),
)
CHANGE = Lifecycle(
    Move("change.accept", source=(C.PROPOSED,), target=C.ACCEPTED),
    Move("change.decline", source=(C.PROPOSED,), target=C.DECLINED),
)
