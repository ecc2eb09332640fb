"""Which cities might fit a concept note, and why: a pure function with its weights in one table.

The weights are read out on the help page. Cities are never shown as a ranking: whoever passes the
threshold is suggested, in the order of their names, each with its reasons.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from projects.partnerships.reasons import Match, Tally, is_alike

# How much each reason adds; the names are the reasons' codes.
WEIGHTS = {
    "goals": 2.0,  # for each shared goal, at most MOST_SHARED
    "themes": 1.5,  # for each theme of the note on which the city has a public practice
    "strength": 3.0,  # the city's own strength answers a theme of the note
    "challenge": 2.0,  # the note answers a challenge that the city names
    "language": 1.5,
    "size": 1.0,
    "kind": 0.5,
    "country": 1.0,
    "newcomer": 1.0,
    "load": -1.5,  # for each project above FREE_PROJECTS
}
MOST_SHARED = 3
FREE_PROJECTS = 2
THRESHOLD = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a city, or wanted by a note, as codes.

    Args:
        practised: themes of the city's public practices.
        population: number of residents; nought when unknown.
        load: joint projects in which the city takes part now.
    """

    city_id: int = 0
    country: str = ""
    goals: Collection[str] = ()
    practised: Collection[str] = ()
    strengths: Collection[str] = ()
    challenges: Collection[str] = ()
    languages: Collection[str] = ()
    population: int = 0
    admin_kind: str = ""
    is_newcomer: bool = False
    load: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a concept note says, as codes."""

    themes: Collection[str] = ()
    goals: Collection[str] = ()
    language: str = ""
    lead: Profile = field(default_factory=Profile)


def match(wish: Wish, city: Profile) -> Match:
    """How well `city` fits, and why.

    Returns:
        The points by WEIGHTS and every reason that counted, in the order of the table.
    """
    tally = Tally(WEIGHTS)
    count = tally.count
    themes = set(wish.themes)
    if shared := set(wish.goals) & set(city.goals):
        count("goals", shared, times=min(len(shared), MOST_SHARED))
    if known := themes & set(city.practised):
        count("themes", known, times=min(len(known), MOST_SHARED))
    if strong := themes & set(city.strengths):
        count("strength", strong)
    if asked := themes & set(city.challenges):
        count("challenge", asked)
    if wish.language and wish.language in city.languages:
        count("language", [wish.language])
    if is_alike(wish.lead.population, city.population):
        count("size")
    if wish.lead.admin_kind and wish.lead.admin_kind == city.admin_kind:
        count("kind")
    if wish.lead.country and city.country != wish.lead.country:
        count("country", [city.country])
    if city.is_newcomer:
        count("newcomer")
    if city.load > FREE_PROJECTS:
        count("load", times=city.load - FREE_PROJECTS)
    return Match(city.city_id, tally.points, tuple(tally.reasons))


def suggestions(wish: Wish, cities: Collection[Profile]) -> list[Match]:
    """Every city that fits well enough, in no order of worth."""
    found = (match(wish, city) for city in cities if city.city_id != wish.lead.city_id)
    return [each for each in found if each.points >= THRESHOLD]
