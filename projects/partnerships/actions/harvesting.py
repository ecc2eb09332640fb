"""What a project leaves to others: the draft of a practice in the library."""

from typing import Any

from django.db import transaction

from core.access.rules import SYSTEM
from core.cities.queries import focal_points
from core.journal.actions import record
from core.vocabularies.models import Term
from core.vocabularies.terms import term
from knowledge.library.actions import open_branch, start_practice, write_practice
from knowledge.library.models import CityBranchPage
from projects.partnerships.actions.describing import TERMS, locked
from projects.partnerships.facts import PracticeDrafted
from projects.partnerships.models import Project, ProjectState, ReportKind

# Chapters of the closure report and texts of the project → texts of a practice, with their limits.
LIMITS = {
    "summary": 250,
    "context": 1200,
    "description": 3000,
    "beneficiaries": 800,
    "difficulties": 1200,
    "sustainability": 600,
    "partner_names": 600,
}


@transaction.atomic
def draft_practice(project: Project) -> str | None:
    """Begin a practice of the lead city from a closed project, with the partners as its co-authors.

    The writer of the closure report is its author, or the focal point of the lead city. Asking twice
    changes nothing.

    Returns:
        The key of the practice; None when the lead city has nobody to write it.
    """
    project = locked(project)
    if project.harvest is not None:
        return str(project.harvest)
    if project.state not in (ProjectState.CLOSED, ProjectState.FOLLOWED_UP):
        return None
    report = project.reports.filter(kind=ReportKind.CLOSURE).first()
    author = _author(project, report)
    if author is None:
        return None
    open_branch(actor=SYSTEM, owner=project.lead_city)
    branch = CityBranchPage.objects.select_related("locale", "city").get(
        city=project.lead_city, locale__language_code=project.language
    )
    practice = start_practice(actor=author, branch=branch, title=project.title[:100])
    write_practice(actor=author, practice=practice, values=_values(project, report))
    project.harvest = practice.translation_key
    project.save(update_fields=["harvest"])
    fact = PracticeDrafted(project.pk, str(practice.translation_key))
    record(fact, stream=project.stream, actor=author)
    return str(practice.translation_key)


def _author(project: Project, report: Any) -> Any:
    """Somebody who may write for the lead city."""
    writer = report.made_by if report else None
    if writer is not None and writer.is_active:
        held = writer.memberships.filter(city_id=project.lead_city_id, is_active=True)
        if held.exists():
            return writer
    return focal_points(project.lead_city_id).first()


def _values(project: Project, report: Any) -> dict[str, Any]:
    words = report.words if report else {}
    partners = project.partners.filter(joined_at__isnull=False).select_related("city")
    names = [
        row.city.name_in(project.language) + (f" ({row.role})" if row.role else "")
        for row in partners
        if row.city_id != project.lead_city_id
    ]
    said = {
        "summary": project.objective or project.summary,
        "context": project.summary,
        "description": words.get("results", ""),
        "beneficiaries": words.get("people", ""),
        "difficulties": words.get("lessons", "") or project.lessons,
        "sustainability": words.get("durability", ""),
        "partner_names": " · ".join(names),
    }
    values: dict[str, Any] = {name: text[: LIMITS[name]] for name, text in said.items()}
    values |= {"starts_on": project.starts_on, "ends_on": project.ends_on}
    if project.licence and term("licence", project.licence):
        values["licence"] = project.licence
    for name, scheme in TERMS.items():
        codes = getattr(project, name).values_list("code", flat=True)
        values[name] = list(Term.objects.filter(scheme=scheme, code__in=codes))
    return values
