"""Who belongs to a project, read once per project object."""

from dataclasses import dataclass
from typing import Any

from core.cities.roles import Roles, roles_of
from projects.partnerships.models import ACTING, PartnerState, Project


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in one project.

    Args:
        cities: ids of the person's cities that take part now.
        voices: those of them for which the person speaks (focal point).
        invited: ids of the person's invited cities.
        is_lead: belongs to the lead city.
        is_lead_voice: is focal point of the lead city.
    """

    cities: frozenset[int]
    voices: frozenset[int]
    invited: frozenset[int]
    is_lead: bool
    is_lead_voice: bool
    roles: Roles


def states_of(project: Project) -> dict[int, str]:
    """City id → state of the partner; kept on the project object."""
    kept = project.__dict__.get("_partner_states")
    if kept is None:
        kept = dict(project.partners.values_list("city_id", "state"))
        project.__dict__["_partner_states"] = kept
    return kept


def forget(project: Project) -> None:
    """The partners have changed: read them again when asked."""
    project.__dict__.pop("_partner_states", None)


def acting_cities(project: Project) -> frozenset[int]:
    """Ids of the cities that take part now."""
    return frozenset(city for city, state in states_of(project).items() if state in ACTING)


def standing_of(actor: Any, project: Project) -> Standing:
    """What `actor` is in `project`; at most one query beside the person's roles."""
    roles = roles_of(actor)
    states = states_of(project) if roles.cities else {}
    acting = frozenset(city for city, state in states.items() if state in ACTING)
    invited = frozenset(city for city, state in states.items() if state == PartnerState.INVITED)
    mine = roles.cities & acting
    return Standing(
        cities=mine,
        voices=roles.focal_point_of & acting,
        invited=roles.cities & invited,
        is_lead=project.lead_city_id in mine,
        is_lead_voice=project.lead_city_id in roles.focal_point_of & acting,
        roles=roles,
    )
