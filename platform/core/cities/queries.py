"""Reads of cities and of the people in them."""

import hashlib
import json
from pathlib import Path

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from core.accounts.models import User
from core.cities.models import (
    City,
    CityRole,
    Invitation,
    Membership,
    NetworkOffice,
    PartnerNetwork,
)

DATA = Path(__file__).parent / "data"


def cities(*, country: str = "") -> QuerySet[City]:
    """All cities, or those of one country, with their focus goals."""
    found = City.objects.prefetch_related("focus_sdgs")
    return found.filter(country=country) if country else found


def partner_networks() -> QuerySet[PartnerNetwork]:
    """Cities and associations outside the region."""
    return PartnerNetwork.objects.all()


def focal_points(city_id: int) -> QuerySet[User]:
    """The active focal points of a city."""
    return User.objects.filter(
        memberships__city_id=city_id,
        memberships__role=CityRole.FOCAL_POINT,
        memberships__is_active=True,
        is_active=True,
    )


def secretaries() -> QuerySet[User]:
    """The people of the network's secretariat."""
    return User.objects.filter(network_roles__role=NetworkOffice.SECRETARIAT, is_active=True)


def people_of(city: City) -> list[Membership]:
    """The active people of a city, focal points first."""
    rows = city.memberships.filter(is_active=True).select_related("user", "city")
    return sorted(rows, key=lambda row: (row.role != "focal_point", row.user.display_name))


def open_invitations(city: City) -> QuerySet[Invitation]:
    """Invitations that can still be accepted."""
    return city.invitations.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).order_by("-invited_at")


def digest_of(key: str) -> str:
    """What is stored of an invitation's key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def invitation_by_key(key: str) -> Invitation | None:
    """The invitation that this key opens, whatever has become of it."""
    return (
        Invitation.objects.filter(digest=digest_of(key))
        .select_related("city", "invited_by")
        .first()
    )


def is_known(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def names_by_slug() -> dict[str, dict[str, str]]:
    """The names of every city and partner network: slug → language → name. Two queries,
    kept for ten seconds."""
    kept = cache.get("city-names")
    if kept is None:
        kept = {
            slug: names
            for model in (City, PartnerNetwork)
            for slug, names in model.objects.values_list("slug", "names")
        }
        cache.set("city-names", kept, timeout=10)
    return kept


def names_in_files() -> dict[str, dict[str, str]]:
    """The names of the cities and partner networks in the data files: slug → language → name."""
    found = {}
    for name in ("cities", "partner_networks"):
        rows = json.loads((DATA / f"{name}.json").read_text("utf-8"))[name]
        found |= {row["slug"]: row["names"] for row in rows}
    return found
