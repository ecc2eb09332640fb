"""Who writes, hands in and decides on reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    Decision,
    refuse,
    rule,
)
from projects.partnerships.models import (
    BEFORE_RUNNING,
    Project,
    Report,
    ReportState,
)
from projects.partnerships.policy.projects import (
    lead,
    may_decide_plan,
    team,
)


@rule("project.write_report")
def may_begin_report(actor: Any, project: Project) -> Decision:
    decision = team(actor, project)
    if decision and project.state in BEFORE_RUNNING:
        return refuse(_("Reports are written once the project runs."))
    return decision


@rule("project_report.write")
def may_write_report(actor: Any, report: Report) -> Decision:
    if report.state not in (ReportState.DRAFTED, ReportState.RETURNED):
        return refuse(_("The report was handed in; it can be changed when it is sent back."))
    return team(actor, report.project)


@rule("project_report.submit")
def may_submit_report(actor: Any, report: Report) -> Decision:
    return lead(actor, report.project)


@rule("project_report.return")
@rule("project_report.accept")
def may_decide_report(actor: Any, report: Report) -> Decision:
    return may_decide_plan(actor, report.project)
