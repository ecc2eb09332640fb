"""Why a city is suggested: what every pure scorer counts with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

SIZE_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason and the codes it rests on; sentences are made when it is shown."""

    code: str
    about: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Points by a table of weights, and every reason that counted in the order in which it did.

    Args:
        weights: how much a reason adds, by its code.
    """

    weights: Mapping[str, float]
    points: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    def count(self, code: str, about: Collection[str] = (), *, times: int = 1) -> None:
        """One reason counts, maybe several times."""
        self.points += self.weights[code] * times
        self.reasons.append(Reason(code, tuple(sorted(about))))


@dataclass(frozen=True, slots=True)
class Match:
    """A suggested city with its reasons; `points` decide on being suggested, and are shown to nobody."""

    city_id: int
    points: float
    reasons: tuple[Reason, ...]


def is_alike(one: int, other: int) -> bool:
    """Whether two populations are of the same order: neither over SIZE_RATIO times the other."""
    if not one or not other:
        return False
    return max(one, other) <= SIZE_RATIO * min(one, other)
