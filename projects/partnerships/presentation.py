"""What the pages of a project show."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from core.access.screens import Offer, Verb, offers
from core.cities.models import City
from core.design.wording import day, number
from projects.partnerships.lifecycle import PARTNER, PROJECT, REPORT
from projects.partnerships.models import Partner, Project, ProjectState, Report
from projects.partnerships.queries import Change
from projects.partnerships.team import standing_of

WHY = gettext_lazy("Why, in a few words? The partners read it.")
PROJECT_VERBS = {
    "project.hand_in": Verb(gettext_lazy("Hand the plan in")),
    "project.register": Verb(
        gettext_lazy("Register the project"), asks=gettext_lazy("Conditions, if any")
    ),
    "project.send_back": Verb(
        gettext_lazy("Send the plan back"), asks=WHY, is_needed=True, is_quiet=True
    ),
    "project.start": Verb(gettext_lazy("Start the project")),
    "project.begin_closing": Verb(gettext_lazy("Begin closing")),
    "project.close": Verb(gettext_lazy("Close the project")),
    "project.follow_up": Verb(gettext_lazy("The result was checked again")),
    "project.go_on": Verb(gettext_lazy("Go on working"), is_quiet=True),
    "project.resume": Verb(gettext_lazy("Go on after the pause")),
    "project.pause": Verb(gettext_lazy("Pause"), asks=WHY, is_needed=True, is_quiet=True),
    "project.stop": Verb(
        gettext_lazy("Stop the project"),
        asks=gettext_lazy("What should others learn from it?"),
        is_needed=True,
        longest=2000,
        is_quiet=True,
    ),
}
PARTNER_VERBS = {
    "partner.accept": Verb(gettext_lazy("Take part")),
    "partner.decline": Verb(
        gettext_lazy("Not this time"), asks=gettext_lazy("A few words, if you like"), is_quiet=True
    ),
    "partner.leave": Verb(
        gettext_lazy("Leave the project"),
        asks=gettext_lazy(
            "You are free to leave; what you wrote stays with your name. A few words?"
        ),
        is_quiet=True,
    ),
    "partner.call_back": Verb(
        gettext_lazy("Take the invitation back"), asks=WHY, is_needed=True, is_quiet=True
    ),
    "partner.release": Verb(
        gettext_lazy("Go on without this city"), asks=WHY, is_needed=True, is_quiet=True
    ),
    "partner.invite_again": Verb(gettext_lazy("Invite again"), is_quiet=True),
}
REPORT_VERBS = {
    "project_report.submit": Verb(gettext_lazy("Hand in")),
    "project_report.accept": Verb(gettext_lazy("Accept")),
    "project_report.return": Verb(
        gettext_lazy("Send back"), asks=WHY, is_needed=True, is_quiet=True
    ),
}
OF_LEAD = ("project.hand_in", "project.start", "project.begin_closing")
OF_NETWORK = ("project.close",)
CHAPTERS = {
    "done": gettext_lazy("What was done"),
    "not_done": gettext_lazy("What was not done, and why"),
    "problems": gettext_lazy("Problems"),
    "changes": gettext_lazy("Changes to the plan"),
    "next_steps": gettext_lazy("Next steps"),
    "visibility": gettext_lazy("How it was made known"),
    "results": gettext_lazy("Results against the objective"),
    "people": gettext_lazy("People reached: who, and how many"),
    "outputs": gettext_lazy("What exists now, and under which licence"),
    "lessons": gettext_lazy("Lessons for other cities"),
    "durability": gettext_lazy("What keeps it going"),
    "thanks": gettext_lazy("Thanks"),
}
WAY = (
    ProjectState.PLANNING,
    ProjectState.REVIEW,
    ProjectState.READY,
    ProjectState.RUNNING,
    ProjectState.CLOSING,
    ProjectState.CLOSED,
    ProjectState.FOLLOWED_UP,
)
FIGURES = {
    "tasks_done": gettext_lazy("Tasks done"),
    "tasks_open": gettext_lazy("Tasks open"),
    "milestones_reached": gettext_lazy("Milestones reached"),
    "milestones_in_time": gettext_lazy("Milestones reached in time"),
    "milestones_planned": gettext_lazy("Milestones planned"),
    "deliverables_accepted": gettext_lazy("Deliverables accepted"),
    "deliverables_planned": gettext_lazy("Deliverables planned"),
    "open_outputs": gettext_lazy("Deliverables under an open licence"),
    "contributions_delivered": gettext_lazy("Contributions delivered"),
    "contributions_confirmed": gettext_lazy("Contributions confirmed"),
    "people_reached": gettext_lazy("People reached"),
    "educators_trained": gettext_lazy("Educators or officials trained"),
    "texts": gettext_lazy("Documents written together"),
    "texts_agreed": gettext_lazy("Documents that all agreed to"),
    "text_shares": gettext_lazy("Whose words stand in them"),
}
PARTS = {
    "project": gettext_lazy("Description"),
    "partners": gettext_lazy("Partners"),
    "packages": gettext_lazy("Work packages"),
    "tasks": gettext_lazy("Tasks"),
    "milestones": gettext_lazy("Milestones"),
    "deliverables": gettext_lazy("Deliverables"),
    "contributions": gettext_lazy("Contributions"),
    "risks": gettext_lazy("Risks"),
    "indicators": gettext_lazy("Indicators"),
}
WHAT = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "changed": gettext_lazy("changed"),
}
FIELDS = {
    "acronym": gettext_lazy("short name"),
    "title": gettext_lazy("title"),
    "name": gettext_lazy("name"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "summary": gettext_lazy("summary"),
    "objective": gettext_lazy("objective"),
    "communication": gettext_lazy("how it is made known"),
    "starts_on": gettext_lazy("starts on"),
    "ends_on": gettext_lazy("ends on"),
    "due_on": gettext_lazy("due"),
    "licence": gettext_lazy("licence"),
    "visibility": gettext_lazy("who sees it"),
    "practices": gettext_lazy("practices"),
    "themes": gettext_lazy("themes"),
    "sdgs": gettext_lazy("goals"),
    "role": gettext_lazy("role"),
    "tasks": gettext_lazy("what it does"),
    "city": gettext_lazy("city"),
    "aim": gettext_lazy("aim"),
    "text": gettext_lazy("text"),
    "criterion": gettext_lazy("criterion"),
    "package": gettext_lazy("work package"),
    "quantity": gettext_lazy("quantity"),
    "unit": gettext_lazy("unit"),
    "target": gettext_lazy("target"),
    "baseline": gettext_lazy("baseline"),
    "likelihood": gettext_lazy("likelihood"),
    "impact": gettext_lazy("impact"),
    "answer": gettext_lazy("answer"),
    "number": gettext_lazy("number"),
}


def project_offers(actor: Any, project: Project) -> list[Offer]:
    """What can be done with the project now; refused moves are shown to those whose turn it will be."""
    standing = standing_of(actor, project)
    found = offers(actor, project, PROJECT, PROJECT_VERBS, state=project.state)
    return [
        offer
        for offer in found
        if offer.decision
        or (standing.is_lead and offer.name in OF_LEAD)
        or (standing.roles.is_secretariat and offer.name in OF_NETWORK)
    ]


def partner_offers(actor: Any, partner: Partner) -> list[Offer]:
    """What can be done with one partner."""
    found = offers(actor, partner, PARTNER, PARTNER_VERBS, state=partner.state)
    return [offer for offer in found if offer.decision]


def report_offers(actor: Any, report: Report) -> list[Offer]:
    """What can be done with one report."""
    found = offers(actor, report, REPORT, REPORT_VERBS, state=report.state)
    return [offer for offer in found if offer.decision]


def stages(project: Project) -> list[dict[str, Any]]:
    """How far the project is; a pause stands where running stands."""
    state = ProjectState.RUNNING if project.state == ProjectState.PAUSED else project.state
    here = ProjectState(state) if state in WAY else None
    return [
        {
            "name": stage.label,
            "is_here": stage == here,
            "is_past": here is not None and WAY.index(stage) < WAY.index(here),
        }
        for stage in WAY
    ]


def changes(found: list[Change], *, language: str) -> list[dict[str, Any]]:
    """Differences in words, grouped by part."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for change in found:
        groups.setdefault(change.part, []).append(
            {
                "what": str(WHAT[change.what]),
                "code": change.what,
                "title": change.title,
                "fields": [
                    (
                        str(FIELDS.get(name, name)),
                        shown(before, language=language),
                        shown(after, language=language),
                    )
                    for name, (before, after) in change.fields.items()
                ],
            }
        )
    return [{"part": str(PARTS.get(part, part)), "rows": rows} for part, rows in groups.items()]


def shown(value: Any, *, language: str) -> str:
    """A value of a frozen plan as a reader likes it."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number(value, language=language)
    if isinstance(value, list):
        return ", ".join(shown(each, language=language) for each in value)
    if isinstance(value, str) and len(value) == 10 and (date := parse_date(value)):
        return day(date, language=language)
    return str(value)


def statement() -> list[tuple[str, str]]:
    """What stands above every cooperation note, in the three languages."""
    found = []
    for code in ("ar", "en", "fr"):
        with override(code):
            found.append(
                (
                    code,
                    _(
                        "This note binds nobody legally and creates no financial duty. It says what the "
                        "cities intend to do together. Each of them can leave at any time."
                    ),
                )
            )
    return found


def chapters(report: Report, names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Chapters of a report: code, heading, words."""
    return [(name, str(CHAPTERS[name]), report.words.get(name, "")) for name in names]


def figures(found: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What the workspace knew when the report was written: label and figure."""
    language = get_language() or "ar"
    shares = {slug for part in found.values() for slug in part.get("text_shares", ())}
    cities = {city.slug: city.name for city in City.objects.filter(slug__in=shares)}

    def said(value: Any) -> str:
        if isinstance(value, Mapping):
            parts = [
                f"{cities.get(slug, slug)} {shown(share, language=language)} %"
                for slug, share in value.items()
            ]
            return " · ".join(parts) or "–"
        return shown(value, language=language)

    return [
        (str(FIGURES[name]), said(value))
        for part in found.values()
        for name, value in part.items()
        if name in FIGURES
    ]
