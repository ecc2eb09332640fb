"""The zellige tile of a city, drawn from its slug: for ever the same, no file, no photo."""

import hashlib
from functools import lru_cache
from math import cos, pi, sin

INKS = (
    ("sea", "saffron"),
    ("clay", "mint"),
    ("night", "saffron"),
    ("rumman", "sand"),
    ("palm", "saffron"),
    ("sea", "clay"),
    ("night", "mint"),
    ("palm", "sand"),
    ("rumman", "saffron"),
    ("clay", "sand"),
)
# Points of the outer star, its step, points of the inner star, its step, size of corners.
COMPOSITIONS = (
    (8, 3, 8, 2, 13),
    (8, 2, 8, 3, 9),
    (12, 5, 8, 3, 11),
    (12, 4, 6, 2, 14),
    (16, 6, 8, 3, 10),
    (16, 7, 12, 5, 12),
)


def star(*, points: int, step: int, radius: float, turn: float = 0.0) -> str:
    """The path of the star {points/step} around the middle (50, 50) of a tile of 100 × 100.

    The inner radius is R·cos(πk/n)/cos(π(k−1)/n) for n points and step k.
    """
    inner = radius * cos(pi * step / points) / cos(pi * (step - 1) / points)
    corners = []
    for i in range(2 * points):
        r = radius if i % 2 == 0 else inner
        angle = turn + pi * i / points - pi / 2
        corners.append(f"{50 + r * cos(angle):.1f} {50 + r * sin(angle):.1f}")
    return "M" + "L".join(corners) + "Z"


@lru_cache(maxsize=1024)
def tile(slug: str) -> str:
    """The shapes of the tile of `slug`, for an SVG with the view box 0 0 100 100."""
    digest = hashlib.sha256(slug.encode()).digest()
    ground, light = INKS[digest[0] % len(INKS)]
    if digest[3] % 2:
        ground, light = (light, ground) if light != "sand" else (ground, light)
    points, step, inner_points, inner_step, corner = COMPOSITIONS[digest[1] % len(COMPOSITIONS)]
    turn = pi / points if digest[2] % 2 else 0.0
    corners = "".join(
        f"M{x} {y}m0-{corner}l{corner} {corner}l-{corner} {corner}l-{corner}-{corner}z"
        for x in (0, 100)
        for y in (0, 100)
    )
    outer = star(points=points, step=step, radius=47, turn=turn)
    inner = star(points=inner_points, step=inner_step, radius=29, turn=turn)
    core = star(points=8, step=2, radius=10)
    return (
        f'<path class="t-{ground}" d="M0 0h100v100H0z"/>'
        f'<path class="t-{light}" d="{corners}"/>'
        f'<path class="t-paper" d="{outer}"/>'
        f'<path class="t-{ground}" d="{inner}"/>'
        f'<path class="t-{light}" d="M50 31l19 19-19 19-19-19z"/>'
        f'<path class="t-paper" d="{core}"/>'
    )
