"""Where a place lies on our map: Albers equal-area, parallels 5° and 32°, centre 24°E 14°N.

The coast was projected by the same lines in frontend/tools/coast.mjs.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin, sqrt
from pathlib import Path

_A, _B, _LON0, _LAT0 = (radians(degrees) for degrees in (5, 32, 24, 14))
_N = (sin(_A) + sin(_B)) / 2
_C = cos(_A) ** 2 + 2 * _N * sin(_A)


@dataclass(frozen=True, slots=True)
class Coast:
    """The land as one SVG path, in units of the view box `width` × `height`."""

    width: int
    height: int
    scale: float
    min_x: float
    min_y: float
    path: str


@cache
def coast() -> Coast:
    """The committed drawing of the land."""
    data = json.loads((Path(__file__).parents[1] / "data" / "coast.json").read_text("utf-8"))
    data.pop("source")
    return Coast(**data)


def _rho(latitude: float) -> float:
    return sqrt(_C - 2 * _N * sin(latitude)) / _N


def place(*, latitude: float, longitude: float) -> tuple[float, float]:
    """The point of a place in units of the coast's view box, x to the east, y to the south."""
    theta = _N * (radians(longitude) - _LON0)
    rho = _rho(radians(latitude))
    land = coast()
    x = rho * sin(theta)
    y = rho * cos(theta) - _rho(_LAT0)
    return (x - land.min_x) * land.scale, (y - land.min_y) * land.scale
