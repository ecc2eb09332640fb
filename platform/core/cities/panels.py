"""Places on the city page that other rooms fill, without this room knowing them."""

from collections.abc import Callable

from django.http import HttpRequest

from core.cities.models import City

type Panel = Callable[[HttpRequest, City], str]

_panels: list[tuple[int, Panel]] = []


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
