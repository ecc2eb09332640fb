"""Who may do what with projects, partners and reports."""

from projects.partnerships.policy import audience, partners, reports
from projects.partnerships.policy.projects import HAS_ENDED, NOT_LEAD, NOT_TEAM, lead, team

__all__ = ["HAS_ENDED", "NOT_LEAD", "NOT_TEAM", "audience", "lead", "partners", "reports", "team"]
