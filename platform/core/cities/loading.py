"""Cities and partner networks from the data files; loading twice changes nothing."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.accounts.models import User
from core.cities.actions import register_city, register_network
from core.cities.models import City

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many there are, and how many of them were made or changed."""

    total: int
    changed: int


def load_cities(*, actor: Any) -> LoadReport:
    """Bring cities and partner networks to what the files say."""
    total = changed = 0
    for row in json.loads((DATA / "cities.json").read_text("utf-8"))["cities"]:
        facts: dict[str, Any] = {**row}
        slug = str(facts.pop("slug"))
        for axis in ("latitude", "longitude"):
            facts[axis] = Decimal(f"{facts[axis]:.4f}")
        total += 1
        changed += register_city(actor=actor, slug=slug, facts=facts)[1]
    networks = json.loads((DATA / "partner_networks.json").read_text("utf-8"))
    for row in networks["partner_networks"]:
        facts = {**row}
        slug = facts.pop("slug")
        total += 1
        changed += register_network(actor=actor, slug=slug, facts=facts)[1]
    return LoadReport(total, changed)


def demo_city(slug: str) -> City:
    """A city by its address part, as the files of the demonstration name it."""
    return City.objects.get(slug=slug)


def demo_focal(slug: str) -> User:
    """The demonstration account that speaks for a city."""
    return User.objects.get(email=f"focal@{slug}.example")


def demo_secretary() -> User:
    """The demonstration account of the secretariat."""
    return User.objects.get(email="secretariat@network.example")
