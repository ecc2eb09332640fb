"""What the pages about cities show, as plain values."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cities import panels
from core.cities.models import City
from core.design.drawing.citymap import Point
from core.vocabularies.terms import label

STATUSES = {
    "host": gettext_lazy("Host of the first convention"),
    "learning_city": gettext_lazy("Introduced as a learning city"),
    "member": gettext_lazy("Member of the UNESCO global network"),
    "candidate": gettext_lazy("Candidate for the UNESCO global network"),
    "award": gettext_lazy("UNESCO Learning City Award"),
}
KINDS = {
    "industrial_city": gettext_lazy("Industrial city"),
    "municipality": gettext_lazy("Municipality"),
    "greater_municipality": gettext_lazy("Greater municipality"),
    "governorate": gettext_lazy("Governorate"),
    "wilayat": gettext_lazy("Wilayat"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """One thing that a source says of a city."""

    words: str
    year: int | None


def statuses(city: City) -> list[Status]:
    """What the sources say of the city, in words."""
    return [
        Status(str(STATUSES.get(row["code"], row["code"])), row.get("year"))
        for row in city.statuses
    ]


def kind(city: City) -> str:
    """The kind of administration in words."""
    return str(KINDS.get(city.admin_kind, ""))


def points(cities: QuerySet[City] | list[City]) -> list[Point]:
    """The cities as points of the map."""
    counts = panels.counts()
    return [
        Point(
            latitude=float(city.latitude),
            longitude=float(city.longitude),
            name=city.name,
            url=city.get_absolute_url(),
            weight=counts.get(city.pk, 0),
        )
        for city in cities
    ]


def by_country(cities: QuerySet[City] | list[City]) -> list[dict[str, Any]]:
    """The cities under the names of their countries, both in the reader's order."""
    counts = panels.counts()
    groups: dict[str, list[dict[str, Any]]] = {}
    for city in cities:
        row = {"city": city, "statuses": statuses(city), "count": counts.get(city.pk, 0)}
        groups.setdefault(city.country, []).append(row)
    named = [
        {
            "code": code,
            "name": label("country", code),
            "rows": sorted(rows, key=lambda row: row["city"].name),
        }
        for code, rows in groups.items()
    ]
    return sorted(named, key=lambda group: str(group["name"]))


def other_names(city: City, language: str) -> list[tuple[str, str]]:
    """The names in the other languages, with the language of each; doubles are left out."""
    seen = {city.name_in(language)}
    found = []
    for code in ("ar", "en", "fr"):
        name = city.names.get(code)
        if name and name not in seen:
            seen.add(name)
            found.append((code, name))
    return found


def trait(city: City, language: str) -> str:
    """The leading trait in the reader's language."""
    return city.trait.get(language[:2]) or city.trait.get("ar", "")


def source_note() -> str:
    """Where the facts about a city come from."""
    return _("As the proceedings of the convention of May 2023 say; later changes are not shown.")
