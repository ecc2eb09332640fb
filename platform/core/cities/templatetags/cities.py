"""What pages of other rooms show of the cities."""

from typing import Any

from django import template

from core.cities import queries
from core.cities.presentation import points
from core.design.templatetags.design import city_map

register = template.Library()


@register.inclusion_tag("design/tags/city_map.html")
def map_of_cities(caption: str = "") -> dict[str, Any]:
    """All cities on the map, each linked to its page."""
    return city_map(points(queries.cities()), caption)
