"""Progress and closure reports: begun with what the workspace knows, written, handed in, decided."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.wording import too_long
from core.journal.actions import record
from projects.partnerships import parts
from projects.partnerships.actions.describing import held, locked
from projects.partnerships.facts import ProjectReportMoved, ProjectReportWritten
from projects.partnerships.lifecycle import REPORT
from projects.partnerships.models import Project, Report, ReportKind, ReportState

CHAPTERS = {
    ReportKind.PROGRESS: ("done", "not_done", "problems", "changes", "next_steps", "visibility"),
    ReportKind.CLOSURE: ("results", "people", "outputs", "lessons", "durability", "thanks"),
}
MOST = 3000


@transaction.atomic
def begin_report(
    *,
    actor: Any,
    project: Project,
    kind: str,
    period_from: date | None = None,
    period_to: date | None = None,
) -> Report:
    """Begin a report; the one closure report, or an open progress report, is returned as it stands."""
    project = locked(project)
    require(actor, "project.write_report", project)
    standing = project.reports.filter(kind=kind)
    if kind == ReportKind.PROGRESS:
        standing = standing.exclude(state=ReportState.ACCEPTED)
    if (found := standing.first()) is not None:
        return found
    report = Report.objects.create(
        project=project,
        kind=kind,
        period_from=period_from or _begins(project),
        period_to=period_to or timezone.localdate(),
        figures=parts.figures(project),
        made_by=person_or_none(actor),
    )
    record(ProjectReportWritten(project.pk, report.pk), stream=project.stream, actor=actor)
    return report


def _begins(project: Project) -> date | None:
    """The day after the last accepted report, else the start of the project."""
    last = project.reports.filter(kind=ReportKind.PROGRESS, state=ReportState.ACCEPTED).first()
    return last.period_to if last and last.period_to else project.starts_on


@transaction.atomic
def write_report(
    *, actor: Any, report: Report, words: Mapping[str, str], revision: int | None = None
) -> Report:
    """Write chapters of a report; what is not named stays, figures are brought up to date.

    Raises:
        Stale: somebody else wrote since `revision`.
        ValidationError: a chapter is not known or too long.
    """
    report = held(report)
    require(actor, "project_report.write", report)
    checking.same_revision(report, revision)
    known = CHAPTERS[ReportKind(report.kind)]
    wrong = {name: _("This chapter is not known.") for name in words if name not in known}
    wrong |= {name: s for name, text in words.items() if (s := too_long(text, limit=MOST))}
    if wrong:
        raise ValidationError(wrong)
    report.words = {**report.words, **words}
    report.figures = parts.figures(report.project)
    report.revision += 1
    report.save()
    record(
        ProjectReportWritten(report.project_id, report.pk),
        stream=report.project.stream,
        actor=actor,
    )
    return report


@transaction.atomic
def move_report(
    *, actor: Any, report: Report, move: str, words: str = "", revision: int | None = None
) -> Report:
    """Hand in, send back with words, or accept a report.

    Args:
        revision: what the person saw.

    Raises:
        Stale: the report changed since `revision`.
        ValidationError: a needed chapter is empty, or words are missing when it is sent back.
    """
    report = held(report)
    require(actor, move, report)
    checking.same_revision(report, revision)
    REPORT.check(move, state=report.state)
    if move == "project_report.submit":
        first = CHAPTERS[ReportKind(report.kind)][0]
        if not report.words.get(first, "").strip():
            raise ValidationError({first: _("Write this chapter before handing in.")})
        report.figures = parts.figures(report.project)
        report.returned = ""
    if move == "project_report.return":
        if not words.strip():
            raise ValidationError({"words": _("Say why, in a few words.")})
        report.returned = words
        checking.fits(report, ("returned",))
    REPORT.apply(move, report)
    report.moved_at = timezone.now()
    report.revision += 1
    report.save()
    record(
        ProjectReportMoved(report.project_id, report.pk, report.state),
        stream=report.project.stream,
        actor=actor,
    )
    return report
