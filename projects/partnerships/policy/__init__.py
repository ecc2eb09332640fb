"""Who may do what with projects, partners and reports."""

from projects.partnerships.policy import partners, reports
from projects.partnerships.policy.audience import team_members, voices
from projects.partnerships.policy.projects import (
    HAS_ENDED,
    NOT_LEAD,
    NOT_TEAM,
    is_signed_in,
    lead,
    plan_open,
    team,
)

__all__ = [
    "HAS_ENDED",
    "NOT_LEAD",
    "NOT_TEAM",
    "is_signed_in",
    "lead",
    "partners",
    "plan_open",
    "reports",
    "team",
    "team_members",
    "voices",
]
