"""What a city looks like to search: its names in every language and spelling, its leading trait."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.cities import queries
from core.cities.facts import CityChanged, CityRegistered
from core.cities.models import City
from core.vocabularies.terms import term
from search.analysis.languages import LANGUAGES, Language
from search.documents.kinds import Kind
from search.engines.protocol import Document, Dropped, Key, Words

CODE = "city"


def key_of(slug: str) -> Key:
    """The key of a city's document."""
    return f"{CODE}:{slug}"


def city_documents(keys: Sequence[Key], version: int) -> list[Document | Dropped]:
    """The documents of cities as they are now."""
    slugs = [key.partition(":")[2] for key in keys]
    found = {key_of(city.slug): city for city in queries.cities().filter(slug__in=slugs)}
    return [
        _document(found[key], version=version)
        if key in found
        else Dropped(key=key, version=version)
        for key in keys
    ]


def _document(city: City, *, version: int) -> Document:
    words = {lang: Words(title=city.name_in(lang), body=_body(city, lang)) for lang in LANGUAGES}
    shown = {
        lang: {
            "title": said.title,
            "summary": city.trait.get(lang, ""),
            "text": "",
            "url": f"/{lang}{_path(city)}",
        }
        for lang, said in words.items()
    }
    return Document(
        key=key_of(city.slug),
        version=version,
        kind=CODE,
        words=words,
        facets={"country": [city.country], "city": [city.slug]},
        payload={"shown": shown, "original": "ar", "owner": {"slug": city.slug}},
    )


def _path(city: City) -> str:
    """The address of the city's page without the language that it begins with."""
    return "/" + city.get_absolute_url().split("/", 2)[2]


def _body(city: City, lang: Language) -> str:
    country = term("country", city.country)
    said = [country.labels[lang] if country else "", *city.aliases.get(lang, ())]
    return "\n".join(part for part in (*said, city.trait.get(lang, "")) if part)


def every_key() -> list[Key]:
    """All cities that have a page."""
    return [key_of(slug) for slug in queries.cities().values_list("slug", flat=True)]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Everybody sees every city that there is."""
    return set(every_key()) & set(keys)


def _itself(happened: CityRegistered | CityChanged) -> list[Key]:
    slugs = City.objects.filter(pk=happened.city_id).values_list("slug", flat=True)
    return [key_of(slug) for slug in slugs]


KIND = Kind(
    code=CODE,
    order=3,
    name=_("Cities"),
    every=every_key,
    build=city_documents,
    seen=seen,
    changes={CityRegistered: _itself, CityChanged: _itself},
)
