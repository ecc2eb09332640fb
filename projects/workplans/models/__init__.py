from projects.workplans.models.changes import ChangeKind, ChangeRequest, ChangeState, ChangeVoice
from projects.workplans.models.indicators import (
    OF_PROJECT,
    Indicator,
    IndicatorValue,
    Quality,
)
from projects.workplans.models.items import Item
from projects.workplans.models.plan import (
    Deliverable,
    DeliverableKind,
    DeliverableState,
    Milestone,
    MilestoneState,
    WorkPackage,
)
from projects.workplans.models.pledges import (
    Contribution,
    ContributionKind,
    ContributionState,
    Risk,
    RiskState,
)
from projects.workplans.models.tasks import Task, TaskState

__all__ = [
    "OF_PROJECT",
    "ChangeKind",
    "ChangeRequest",
    "ChangeState",
    "ChangeVoice",
    "Contribution",
    "ContributionKind",
    "ContributionState",
    "Deliverable",
    "DeliverableKind",
    "DeliverableState",
    "Indicator",
    "IndicatorValue",
    "Item",
    "Milestone",
    "MilestoneState",
    "Quality",
    "Risk",
    "RiskState",
    "Task",
    "TaskState",
    "WorkPackage",
]
