"""Which cities might help, and why: a pure function with its weights in one table.

The weights are read out on the help page. The cities are shown in the order of their names, each with its
reasons; no number is shown.
"""

from collections.abc import Collection
from dataclasses import dataclass

from projects.partnerships.reasons import Match, Tally, is_alike

# How much each reason adds; the names are the reasons' codes.
WEIGHTS = {
    "offered": 4.0,  # for each topic of the request that the city offers, at most MOST_TOPICS
    "practised": 3.0,  # for each topic on which the city has a public practice, at most MOST_TOPICS
    "strength": 2.0,  # the city names a topic as its strength
    "format": 1.0,  # the city offers this format
    "shared": 1.0,  # the city names the topic as a challenge too
    "language": 2.0,
    "size": 1.0,
    "country": 0.5,
    "load": -2.0,  # for each open request beyond FREE_REQUESTS that the city helps with
}
# Without one of these a city has nothing to say on the topic.
ON_TOPIC = frozenset({"offered", "practised", "strength", "shared"})
MOST_TOPICS = 2
FREE_REQUESTS = 2
THRESHOLD = 4.0
AT_LEAST = 3
AT_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a city, as codes.

    Args:
        offered: topics of its offers that are confirmed.
        formats: formats of those offers.
        practised: topics of its public practices.
        languages: in which it works or offers help.
        population: number of residents; nought when unknown.
        load: open requests with which it helps now.
    """

    city_id: int
    country: str = ""
    offered: Collection[str] = ()
    formats: Collection[str] = ()
    practised: Collection[str] = ()
    strengths: Collection[str] = ()
    challenges: Collection[str] = ()
    languages: Collection[str] = ()
    population: int = 0
    load: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a request says, as codes, and the city that asks."""

    city_id: int
    topics: Collection[str] = ()
    format: str = ""
    language: str = ""
    country: str = ""
    population: int = 0


def match(wish: Wish, city: Profile) -> Match:
    """How well `city` could help, and why.

    Returns:
        The points by WEIGHTS and every reason that counted, in the order of the table.
    """
    tally = Tally(WEIGHTS)
    count = tally.count
    topics = set(wish.topics)
    for code, known in (("offered", city.offered), ("practised", city.practised)):
        if found := topics & set(known):
            count(code, found, times=min(len(found), MOST_TOPICS))
    if found := topics & set(city.strengths):
        count("strength", found)
    if wish.format and wish.format in city.formats:
        count("format", [wish.format])
    if found := topics & set(city.challenges):
        count("shared", found)
    if wish.language and wish.language in city.languages:
        count("language", [wish.language])
    if is_alike(wish.population, city.population):
        count("size")
    if wish.country and city.country != wish.country:
        count("country", [city.country])
    if city.load > FREE_REQUESTS:
        count("load", times=city.load - FREE_REQUESTS)
    return Match(city.city_id, tally.points, tuple(tally.reasons))


def is_on_topic(found: Match) -> bool:
    """Whether the city has something to do with what is asked."""
    return any(reason.code in ON_TOPIC for reason in found.reasons)


def suggestions(wish: Wish, cities: Collection[Profile]) -> list[Match]:
    """Cities that could help, never the one that asks: all that pass the threshold, the best AT_MOST of
    them; when they are fewer than AT_LEAST, the next best ones that have anything in common."""
    found = [match(wish, city) for city in cities if city.city_id != wish.city_id]
    found.sort(key=lambda each: (-is_on_topic(each), -each.points, each.city_id))
    fitting = [each for each in found if is_on_topic(each) and each.points >= THRESHOLD][:AT_MOST]
    if len(fitting) < AT_LEAST:
        rest = [each for each in found if each not in fitting and each.points > 0]
        fitting += rest[: AT_LEAST - len(fitting)]
    return fitting
