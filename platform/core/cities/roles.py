"""The roles of a person, read once per user object and kept on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.cities.models import CityRole, Membership, NetworkOffice, NetworkRole


@dataclass(frozen=True, slots=True)
class Roles:
    """What a person is: city ids by role, and offices in the network."""

    member_of: frozenset[int] = frozenset()
    focal_point_of: frozenset[int] = frozenset()
    offices: frozenset[str] = frozenset()

    @property
    def cities(self) -> frozenset[int]:
        """Every city in which the person has any role."""
        return self.member_of | self.focal_point_of

    @property
    def is_secretariat(self) -> bool:
        return NetworkOffice.SECRETARIAT in self.offices

    @property
    def is_reviewer(self) -> bool:
        return NetworkOffice.REVIEWER in self.offices

    @property
    def checks(self) -> bool:
        """Approves, reviews or decides."""
        return bool(self.focal_point_of or self.offices)

    def __bool__(self) -> bool:
        return bool(self.cities or self.offices)


NONE = Roles()


def _of(pairs: Iterable[tuple[int, str]], offices: Iterable[str]) -> Roles:
    listed = list(pairs)
    return Roles(
        member_of=frozenset(c for c, role in listed if role == CityRole.MEMBER),
        focal_point_of=frozenset(c for c, role in listed if role == CityRole.FOCAL_POINT),
        offices=frozenset(offices),
    )


def roles_of(actor: Any) -> Roles:
    """The roles of `actor`: two queries, then kept on the user object.

    A role changed in the middle of a request is not seen; long-lived objects are fetched anew.
    """
    if actor is None or actor.pk is None or not actor.is_active:
        return NONE
    kept = actor.__dict__.get("_roles")
    if kept is None:
        rows = Membership.objects.filter(user_id=actor.pk, is_active=True)
        offices = NetworkRole.objects.filter(user_id=actor.pk).values_list("role", flat=True)
        kept = _of(rows.values_list("city_id", "role"), offices)
        actor.__dict__["_roles"] = kept
    return kept


def read_roles(people: Iterable[Any]) -> None:
    """Read the roles of many people at once, two queries, and keep them on their user objects."""
    listed = list(people)
    ids = [person.pk for person in listed]
    pairs: dict[int, list[tuple[int, str]]] = {}
    for pk, city_id, role in Membership.objects.filter(user_id__in=ids, is_active=True).values_list(
        "user_id", "city_id", "role"
    ):
        pairs.setdefault(pk, []).append((city_id, role))
    offices: dict[int, list[str]] = {}
    for pk, role in NetworkRole.objects.filter(user_id__in=ids).values_list("user_id", "role"):
        offices.setdefault(pk, []).append(role)
    for person in listed:
        if person.is_active:
            person.__dict__["_roles"] = _of(pairs.get(person.pk, []), offices.get(person.pk, []))


def number_of_people(city_id: int | None) -> int:
    """How many active people a city has."""
    found = Membership.objects.filter(city_id=city_id, is_active=True, user__is_active=True)
    return found.values("user").distinct().count()
