"""Where an idea for a joint project may begin, as apps say that this one does not know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Origin:
    """What an idea begins from.

    Args:
        title: its words, as whoever begins sees them.
        address: where it can be read.
        values: what the idea takes over, as `write_concept` wants them.
    """

    title: str
    address: str
    values: Mapping[str, Any]


type Find = Callable[[Any, UUID], Origin | None]

_kinds: dict[str, Find] = {}


def add(kind: str, find: Find) -> None:
    """Register a kind of beginning; `find` answers for whoever may see it, else with None."""
    if kind in _kinds:
        raise ValueError(f"The origin {kind!r} is registered twice.")
    _kinds[kind] = find


def find(kind: str, actor: Any, key: UUID) -> Origin | None:
    """What this person may begin from; None when it is not there for them."""
    return _kinds[kind](actor, key) if kind in _kinds else None
