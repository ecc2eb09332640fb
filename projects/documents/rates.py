"""How much a connection may send: buckets that fill by and by."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """Holds `burst` units and gains `rate` of them each second.

    Args:
        clock: seconds that only grow.
    """

    rate: float
    burst: float
    clock: Callable[[], float] = time.monotonic
    _left: float = field(init=False)
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._at = self.burst, self.clock()

    def take(self, units: float = 1.0) -> bool:
        """Take so many units; False when there are not enough."""
        now = self.clock()
        self._left = min(self.burst, self._left + (now - self._at) * self.rate)
        self._at = now
        if self._left < units:
            return False
        self._left -= units
        return True


@dataclass(slots=True)
class Rates:
    """The limits of one connection."""

    edits: Bucket = field(default_factory=lambda: Bucket(20, 100))
    bytes: Bucket = field(default_factory=lambda: Bucket(2 * 1024 * 1024 / 10, 2 * 1024 * 1024))
    states: Bucket = field(default_factory=lambda: Bucket(4 / 60, 4))
    # Beyond this somebody floods; below it the newest of each tenth of a second is shown.
    presence: Bucket = field(default_factory=lambda: Bucket(100, 200))
