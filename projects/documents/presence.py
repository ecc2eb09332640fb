"""Who is in a document and where their caret stands: identity comes from the server, never from a browser."""

import json
from dataclasses import dataclass
from typing import Any

from projects.documents.wire import Bad, Reader, number, presence, sized

LONGEST = 4096
COLOURS = 8
MOST_SHOWN = 100


def colour_of(city: str) -> int:
    """The number of the colour of a city, by its address part; the same everywhere and for ever."""
    return sum(city.encode()) % COLOURS


@dataclass(frozen=True, slots=True)
class Who:
    """How a person is shown to the others."""

    id: int
    name: str
    city: str
    city_name: str

    @property
    def colour(self) -> int:
        """One of the fixed colours, the same for everybody of a city."""
        return colour_of(self.city)

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "city": self.city,
            "cityName": self.city_name,
            "colour": self.colour,
        }


def read(data: bytes) -> tuple[int, int, Any]:
    """The one state that a browser may send: its client id, its clock, and the caret (None: it leaves).

    Raises:
        Bad: it is damaged, too long, or speaks of several clients.
    """
    if len(data) > LONGEST:
        raise Bad("Presence is too long.")
    reader = Reader(data)
    if reader.number() != 1:
        raise Bad("Presence is of one client.")
    client, clock, text = reader.number(), reader.number(), reader.text()
    reader.finish()
    try:
        state = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Bad("Presence cannot be read.") from error
    if state is None:
        return client, clock, None
    caret = state.get("cursor") if isinstance(state, dict) else None
    return client, clock, caret if isinstance(caret, dict) else {}


def state_of(who: Who, caret: Any) -> str:
    """What the others are told of a connection."""
    told: dict[str, Any] = {"user": who.told()}
    if caret:
        told["cursor"] = caret
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def frame(states: list[tuple[int, int, str]]) -> bytes:
    """One frame for several clients: (client, clock, state as JSON; "null" when it left)."""
    parts = [number(len(states))]
    for client, clock, state in states:
        parts += [number(client), number(clock), sized(state.encode())]
    return presence(b"".join(parts))
