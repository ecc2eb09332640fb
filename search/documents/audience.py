"""The words by which a document says who may see it, and those that a reader has."""

from typing import Any

from core.cities.roles import roles_of
from search.engines.protocol import PUBLIC

NETWORK = "network"


def of_city(city_id: int) -> str:
    """The word of everybody in a city."""
    return f"city:{city_id}"


def words_of(actor: Any) -> tuple[str, ...]:
    """The words of a reader: everybody's, those of the network's people, and of each city of theirs."""
    if not actor.is_authenticated:
        return (PUBLIC,)
    roles = roles_of(actor)
    network = (NETWORK,) if roles else ()
    return (PUBLIC, *network, *(of_city(city_id) for city_id in sorted(roles.cities)))
