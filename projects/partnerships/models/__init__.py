from projects.partnerships.models.agreement import Acceptance, CooperationNote
from projects.partnerships.models.partner import ACTING, Associate, Partner, PartnerState
from projects.partnerships.models.plan import Gate, PlanVersion
from projects.partnerships.models.project import (
    BEFORE_RUNNING,
    ENDED,
    AreVisible,
    Project,
    ProjectKind,
    ProjectState,
)
from projects.partnerships.models.report import Report, ReportKind, ReportState

__all__ = [
    "ACTING",
    "BEFORE_RUNNING",
    "ENDED",
    "Acceptance",
    "AreVisible",
    "Associate",
    "CooperationNote",
    "Gate",
    "Partner",
    "PartnerState",
    "PlanVersion",
    "Project",
    "ProjectKind",
    "ProjectState",
    "Report",
    "ReportKind",
    "ReportState",
]
