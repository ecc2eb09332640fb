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


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one city stands in a project, as rules need it."""

    city_id: int
    state: str
    has_ticked: bool
    agrees_to_stop: bool
    accepted_note_id: int | None

    @property
    def is_acting(self) -> bool:
        return self.state in ACTING


def seats_of(project: Project) -> list[Seat]:
    """Every city that was ever asked; one query, kept on the project object."""
    kept = project.__dict__.get("_seats")
    if kept is None:
        rows = project.partners.values_list(
            "city_id", "state", "ticked_at", "stop_agreed_at", "accepted_note_id"
        )
        kept = project.__dict__["_seats"] = [
            Seat(city, state, ticked is not None, agreed is not None, note)
            for city, state, ticked, agreed, note in rows
        ]
    return kept


def forget(project: Project) -> None:
    """The partners have changed: read them again when asked."""
    project.__dict__.pop("_seats", None)


def acting_cities(project: Project) -> frozenset[int]:
    """Ids of the cities that take part now."""
    return frozenset(seat.city_id for seat in seats_of(project) if seat.is_acting)


def standing_of(actor: Any, project: Project) -> Standing:
    """What `actor` is in `project`; at most one query beside the person's roles."""
    roles = roles_of(actor)
    seats = seats_of(project) if roles.cities else []
    acting = frozenset(seat.city_id for seat in seats if seat.is_acting)
    invited = frozenset(s.city_id for s in seats if s.state == PartnerState.INVITED)
    mine = roles.cities & acting
    return Standing(
        cities=mine,
        voices=roles.focal_point_of & acting,
        invited=roles.cities & invited,
        is_lead=project.lead_city_id in mine,
        is_lead_voice=project.lead_city_id in roles.focal_point_of & acting,
        roles=roles,
    )
