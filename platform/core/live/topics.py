"""What can be followed live: each app says which streams, and who may follow them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

type MayJoin = Callable[[Any, str], bool]


@dataclass(frozen=True, slots=True)
class Topic:
    """Streams whose name begins with `prefix` and a colon.

    Args:
        may_join: whether a person may follow the stream of this whole name.
        access: kinds of facts in the stream after which everybody is asked again.
    """

    prefix: str
    may_join: MayJoin
    access: frozenset[str] = frozenset()


_topics: dict[str, Topic] = {}
_for_all: set[str] = set()


def topic(prefix: str, *, access: tuple[type, ...] = ()) -> Callable[[MayJoin], MayJoin]:
    """Register who may follow the streams of a prefix; a doubled prefix fails at start."""

    def register(function: MayJoin) -> MayJoin:
        if prefix in _topics:
            raise ValueError(f"The topic {prefix!r} is registered twice.")
        _topics[prefix] = Topic(prefix, function, frozenset(kind.__name__ for kind in access))
        return function

    return register


def changes_access_everywhere(*kinds: type) -> None:
    """After these facts every connection asks its rules again, whatever it follows."""
    _for_all.update(kind.__name__ for kind in kinds)


def topic_of(name: str) -> Topic | None:
    """The topic to which a stream belongs; None when nobody may follow it."""
    return _topics.get(name.partition(":")[0])


def is_access_of_all(kind: str) -> bool:
    """Whether every connection has to ask again after a fact of this kind."""
    return kind in _for_all
