"""Who sees which workspace, and who is asked for what."""

from typing import Any

from django.db.models import Q, QuerySet

from core.access.rules import (
    SYSTEM,
    holders_of,
    visibility,
)
from core.accounts.models import User
from core.cities.queries import focal_points, secretaries
from core.cities.roles import roles_of
from projects.partnerships.models import (
    ACTING,
    Partner,
    PartnerState,
    Project,
    ProjectState,
)
from projects.partnerships.team import acting_cities


@visibility(Project)
def visible_projects(actor: Any, projects: QuerySet[Project]) -> QuerySet[Project]:
    """Workspaces: of the invited and acting cities, of the secretariat, of reviewers while in review."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return projects
    mine = Partner.objects.filter(
        city_id__in=roles.cities, state__in=[*ACTING, PartnerState.INVITED]
    )
    seen = Q(pk__in=mine.values("project_id"))
    if roles.is_reviewer:
        seen |= Q(state=ProjectState.REVIEW)
    return projects.filter(seen)


@holders_of("project.register")
def plan_deciders(project: Project) -> list[User]:
    return list(secretaries())


@holders_of("project.team")
def team_members(project: Project) -> list[User]:
    """Everybody of the acting cities."""
    return list(
        User.objects.filter(
            memberships__city_id__in=acting_cities(project),
            memberships__is_active=True,
            is_active=True,
        ).distinct()
    )


@holders_of("project.accept_note")
def voices(project: Project) -> list[User]:
    """The focal points of the acting cities."""
    found: dict[int, User] = {}
    for city_id in acting_cities(project):
        found |= {user.pk: user for user in focal_points(city_id)}
    return list(found.values())


@holders_of("partner.accept")
def partner_voices(partner: Partner) -> list[User]:
    return list(focal_points(partner.city_id))
