"""What the library shows on the page of a city."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.cities.models import City
from core.cities.panels import counter, panel
from knowledge.library import queries
from knowledge.library.presentation import cards


@panel(order=10)
def practices_of_city(request: HttpRequest, city: City) -> str:
    """The city's public practices as cards."""
    originals = queries.with_tags(queries.public_practices_of(city.pk))
    shown = cards(originals, language=(get_language() or "ar")[:2])
    if not shown:
        return ""
    return render_to_string("library/city_panel.html", {"cards": shown}, request=request)


@panel(order=20)
def reuse_of_city(request: HttpRequest, city: City) -> str:
    """What the city has taken from others, and what others have taken from it."""
    language = (get_language() or "ar")[:2]
    taken = queries.told(queries.reuses_taken([city.pk]), language)
    given = queries.told(queries.reuses_given([city.pk]), language)
    if not taken and not given:
        return ""
    context = {"taken": taken, "given": given}
    return render_to_string("library/city_reuse.html", context, request=request)


counter(queries.counts_by_city)
