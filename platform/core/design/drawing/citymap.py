"""Dots and labels of places; a label takes the first of eight positions that is free."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.design.drawing.geography import coast, place

SIZE = 17
GAP = 9
LETTER = 0.55
NEAR = (300, 200)
# (dx, dy, anchor): anchor -1 ends at the point, 0 is centred, 1 starts at it.
POSITIONS = (
    (GAP, 6, 1),
    (-GAP, 6, -1),
    (0, -GAP - 2, 0),
    (0, GAP + SIZE - 3, 0),
    (GAP, -6, 1),
    (-GAP, -6, -1),
    (GAP, GAP + 9, 1),
    (-GAP, GAP + 9, -1),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place to draw: degrees, a name in the reader's language, an address, a weight."""

    latitude: float
    longitude: float
    name: str
    url: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A drawn place; `label_at` is None when no position was free."""

    x: float
    y: float
    radius: float
    name: str
    url: str
    label_at: tuple[float, float] | None
    anchor: str


def drawn(points: Iterable[Point], *, is_rtl: bool) -> list[Dot]:
    """Place dots and labels, heaviest first, without a label covering another or a dot."""
    land = coast()
    found = sorted(points, key=lambda point: (-point.weight, point.name))
    spots = [place(latitude=p.latitude, longitude=p.longitude) for p in found]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    dots = []
    for point, (x, y) in zip(found, spots, strict=True):
        width = len(point.name) * SIZE * LETTER
        label_at, anchor = None, "start"
        for dx, dy, side in POSITIONS:
            left = x + dx - (width if side < 0 else width / 2 if side == 0 else 0)
            box = (left, y + dy - SIZE + 3, left + width, y + dy + 4)
            if left < 2 or box[2] > land.width - 2 or box[1] < 2 or box[3] > land.height - 2:
                continue
            own = (x - 6, y - 6, x + 6, y + 6)
            if any(_touch(box, other) for other in taken if other != own):
                continue
            taken.append(box)
            label_at = (round(x + dx, 1), round(y + dy, 1))
            anchor = "middle" if side == 0 else "end" if (side < 0) != is_rtl else "start"
            break
        radius = 5 + min(point.weight, 12) ** 0.5
        dots.append(
            Dot(round(x, 1), round(y, 1), round(radius, 1), point.name, point.url, label_at, anchor)
        )
    return dots


def window(dots: list[Dot]) -> str:
    """The part of the map to show, as a view box: around a single place, else all of it."""
    land = coast()
    if len(dots) != 1:
        return f"0 0 {land.width} {land.height}"
    width, height = NEAR
    x = min(max(dots[0].x - width / 2, 0), land.width - width)
    y = min(max(dots[0].y - height / 2, 0), land.height - height)
    return f"{x:.0f} {y:.0f} {width} {height}"


def _touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
