"""Places on the city page that other rooms fill, without this room knowing them."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest

from core.cities.models import City

type Panel = Callable[[HttpRequest, City], str]

type Counter = Callable[[], Mapping[int, int]]

_panels: list[tuple[int, Panel]] = []
_counters: list[Counter] = []


def panel(*, order: int) -> Callable[[Panel], Panel]:
    """Register a function that renders one part of a city's page; it may answer with nothing."""

    def register(function: Panel) -> Panel:
        _panels.append((order, function))
        _panels.sort(key=lambda pair: pair[0])
        return function

    return register


def panels(request: HttpRequest, city: City) -> list[str]:
    """The rendered parts of a city's page, in their order."""
    return [html for _, render in _panels if (html := render(request, city))]


def counter(function: Counter) -> Counter:
    """Register how many things each city has to show: city id → number."""
    _counters.append(function)
    return function


def counts() -> dict[int, int]:
    """What every room together has to show of each city."""
    total: dict[int, int] = {}
    for count in _counters:
        for city_id, number in count().items():
            total[city_id] = total.get(city_id, 0) + number
    return total
