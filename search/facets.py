"""The facets of the library: their names, the words of their codes, their order."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.cities.queries import names_by_slug
from core.design.numerals import in_digits
from core.vocabularies.terms import label, terms
from knowledge.library.models import Level, Stage
from search.engines.protocol import FacetCounts
from search.querying.run import FACETS

NAMES: Mapping[str, str | Promise] = {
    "theme": _("Theme"),
    "sdg": _("Goal"),
    "key_feature": _("Key feature"),
    "objective": _("Objective of the Declaration"),
    "country": _("Country"),
    "city": _("City"),
    "target_group": _("For whom"),
    "level": _("Level"),
    "reuse": _("Reused by other cities"),
    "language": _("Language"),
    "period": _("Period"),
}
OPEN_FROM_THE_START = ("theme", "country")
VOCABULARIES = ("theme", "sdg", "key_feature", "objective", "country", "target_group")
# A longer list is no help in choosing; the box of words finds the rest.
MOST_CHOICES = 25
YEARS = tuple(str(year) for year in range(1990, 2100))


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a facet with its words and how many practices have it."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A facet as a group of boxes to tick."""

    facet: str
    name: str | Promise
    choices: tuple[Choice, ...]
    is_open: bool


def known(facet: str) -> Collection[str]:
    """The codes that exist."""
    if facet in VOCABULARIES:
        return {term.code for term in terms(facet)}
    if facet == "city":
        return names_by_slug()
    if facet == "level":
        return Level.values
    if facet == "reuse":
        return Stage.values
    if facet == "language":
        return [code for code, _name in settings.LANGUAGES]
    return YEARS


def labeller(facet: str, *, lang: str) -> Callable[[str], str]:
    """A function from a code to its words."""
    if facet == "city":
        names = names_by_slug()
        return lambda code: names.get(code, {}).get(lang) or code
    if facet == "level":
        return lambda code: str(Level(code).label)
    if facet == "reuse":
        return lambda code: str(Stage(code).label)
    if facet == "language":
        own = dict(settings.LANGUAGES)
        return lambda code: own.get(code, code)
    if facet == "period":
        return lambda code: in_digits(code, language=lang)
    if facet in ("sdg", "key_feature"):
        return lambda code: f"{in_digits(code, language=lang)} {label(facet, code)}"
    return lambda code: label(facet, code)


def groups(counts: FacetCounts, chosen: Mapping[str, Collection[str]], *, lang: str) -> list[Group]:
    """Every facet that offers something, its choices in their order; chosen ones stay, also at
    nought."""
    found = []
    for facet in FACETS:
        counted = counts.get(facet, {})
        ticked = set(chosen.get(facet, ()))
        codes = [*counted, *(code for code in ticked if code not in counted)]
        if not codes:
            continue
        words = labeller(facet, lang=lang)
        if facet in VOCABULARIES and facet != "country":
            order = {term.code: term.order for term in terms(facet)}
            codes.sort(key=lambda code: order.get(code, 999))
        elif facet == "period":
            codes.sort(reverse=True)
        else:
            codes.sort(key=lambda code: (-counted.get(code, 0), words(code)))
        codes = codes[:MOST_CHOICES] + [c for c in codes[MOST_CHOICES:] if c in ticked]
        found.append(
            Group(
                facet=facet,
                name=NAMES[facet],
                choices=tuple(
                    Choice(code, words(code), counted.get(code, 0), code in ticked)
                    for code in codes
                ),
                is_open=bool(ticked) or facet in OPEN_FROM_THE_START,
            )
        )
    return found
