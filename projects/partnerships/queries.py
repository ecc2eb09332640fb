"""Reads of projects and their partners."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from core.access.rules import visible
from core.accounts.models import User
from core.cities.models import City
from core.cities.roles import roles_of
from core.journal.models import Entry
from core.vocabularies.models import Term
from knowledge.library.queries import in_languages
from projects.partnerships.models import (
    ACTING,
    BEFORE_RUNNING,
    AreVisible,
    Partner,
    PartnerState,
    PlanVersion,
    Project,
    ProjectState,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A project in a list: with its cities, the lead first."""

    project: Project
    cities: list[City]
    address: str


def with_partners(projects: QuerySet[Project]) -> QuerySet[Project]:
    """The same with their partners and cities, two queries more."""
    partners = Partner.objects.filter(state__in=ACTING).select_related("city")
    return projects.select_related("lead_city").prefetch_related(
        Prefetch("partners", queryset=partners, to_attr="acting")
    )


def rows(projects: Iterable[Project], *, is_public: bool = False) -> list[Row]:
    """Projects as rows of a list."""
    found = []
    for project in projects:
        others = [p.city for p in project.acting if p.city_id != project.lead_city_id]
        address = project.get_absolute_url()
        found.append(
            Row(
                project, [project.lead_city, *others], f"{address}public/" if is_public else address
            )
        )
    return found


def own_projects(actor: Any) -> list[Row]:
    """Projects in which a person's cities take part or to which they are invited."""
    mine = Partner.objects.filter(
        city_id__in=roles_of(actor).cities, state__in=[*ACTING, PartnerState.INVITED]
    )
    found = Project.objects.filter(pk__in=mine.values("project_id")).order_by("-moved_at")
    return rows(with_partners(found))


def public_projects() -> list[Row]:
    """Projects whose partners let everybody see a page of them."""
    return rows(with_partners(public(Project.objects.all())).order_by("-moved_at"), is_public=True)


def public(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Those that chose a public page and are registered at least."""
    hidden = [state for state in BEFORE_RUNNING if state != ProjectState.READY]
    return projects.filter(visibility=AreVisible.PUBLIC).exclude(state__in=hidden)


def public_projects_of(city_id: int) -> list[Row]:
    """The public ones in which a city takes part."""
    mine = Partner.objects.filter(city_id=city_id, state__in=ACTING)
    found = public(Project.objects.filter(pk__in=mine.values("project_id")))
    return rows(with_partners(found).order_by("-moved_at"), is_public=True)


def project_for(actor: Any, public_id: Any) -> Project | None:
    """The workspace of this id, if `actor` may see it."""
    found = visible(actor, Project.objects.filter(public_id=public_id))
    return found.select_related("lead_city", "offered_to").first()


def partners_of(project: Project) -> list[Partner]:
    """Every city that was ever asked, those that take part first."""
    found = project.partners.select_related("city", "contact", "accepted_note")
    order = [PartnerState.ACTIVE, PartnerState.ACCEPTED, PartnerState.INVITED]
    listed = sorted(
        found,
        key=lambda p: (
            p.city_id != project.lead_city_id,
            order.index(p.state) if p.state in order else len(order),
            p.pk,
        ),
    )
    for partner in listed:
        partner.project = project
    return listed


def members_of(project: Project) -> dict[int, list[User]]:
    """People of the acting cities by city id. One query."""
    cities = [p.city_id for p in project.partners.all() if p.is_acting]
    found = (
        User.objects.filter(
            memberships__city_id__in=cities, memberships__is_active=True, is_active=True
        )
        .values_list("memberships__city_id", "pk", "display_name")
        .distinct()
    )
    people: dict[int, list[User]] = {}
    for city_id, pk, name in found:
        people.setdefault(city_id, []).append(User(pk=pk, display_name=name))
    return people


def terms_of(project: Project) -> dict[str, list[Term]]:
    """Themes and goals of a project by vocabulary. One query."""
    found: dict[str, list[Term]] = {"theme": [], "sdg": []}
    wanted = Q(pk__in=Project.themes.through.objects.filter(project=project).values("term_id")) | Q(
        pk__in=Project.sdgs.through.objects.filter(project=project).values("term_id")
    )
    for term in Term.objects.filter(wanted):
        found[term.scheme].append(term)
    return found


def activity(project: Project, *, limit: int = 30, before: int | None = None) -> list[Entry]:
    """The last entries of the project's stream, newest first. One query."""
    found = Entry.objects.filter(stream__name=project.stream).select_related("actor")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])


def free_cities(project: Project) -> QuerySet[City]:
    """Cities that take no part and are not asked, and have somebody to answer."""
    taken = project.partners.filter(state__in=[*ACTING, PartnerState.INVITED])
    return (
        City.objects.exclude(pk__in=taken.values("city_id"))
        .filter(memberships__is_active=True)
        .distinct()
        .order_by("slug")
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of a plan.

    Args:
        part: code of the part ("project", "partners", "tasks", …).
        what: "added", "removed" or "changed".
        title: what the row is called.
        fields: name → (before, after) for a changed row.
    """

    part: str
    what: str
    title: str
    fields: Mapping[str, tuple[Any, Any]]


def differences(before: PlanVersion, after: PlanVersion) -> list[Change]:
    """What a reader should know between two frozen versions, row by row."""
    found = []
    for part in dict.fromkeys([*before.content, *after.content]):
        old = {row["id"]: row for row in before.content.get(part, [])}
        new = {row["id"]: row for row in after.content.get(part, [])}
        for key in dict.fromkeys([*old, *new]):
            if key not in new:
                found.append(Change(part, "removed", _called(old[key]), {}))
            elif key not in old:
                found.append(Change(part, "added", _called(new[key]), {}))
            elif old[key] != new[key]:
                names = dict.fromkeys([*old[key], *new[key]])
                fields = {
                    name: (old[key].get(name), new[key].get(name))
                    for name in names
                    if old[key].get(name) != new[key].get(name)
                }
                found.append(Change(part, "changed", _called(new[key]), fields))
    return found


def _called(row: Mapping[str, Any]) -> str:
    return str(row.get("title") or row.get("city") or row.get("name") or row["id"])


def words_changed(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts word by word: ("same" | "removed" | "added", words)."""
    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(("removed", " ".join(old[a:b])))
        if d > c:
            found.append(("added", " ".join(new[c:d])))
    return found


def practices_of(project: Project, language: str) -> list[Any]:
    """The public texts of the practices it builds on, in the reader's language if there is one."""
    texts = in_languages(UUID(key) for key in project.practices)
    return [
        found.get(language) or next(iter(found.values()))
        for key in project.practices
        if (found := texts.get(UUID(key)))
    ]
