"""The committed icons (lucide, ISC)."""

import json
from functools import cache
from pathlib import Path

MIRRORED = {
    "arrow-left", "arrow-right", "chevron-left", "chevron-right", "external-link", "log-in",
    "log-out", "search", "send", "undo-2", "file-text", "library",
}  # fmt: skip
NEVER_MIRRORED = {"search"}


@cache
def icons() -> dict[str, str]:
    """The shapes of each icon, for a view box of 24 × 24."""
    data = json.loads((Path(__file__).parent / "data" / "icons.json").read_text("utf-8"))
    return data["icons"]


def svg(name: str) -> str:
    """The icon as an SVG element that is hidden from screen readers.

    Raises:
        KeyError: there is no such icon; add it to frontend/tools/icons.mjs.
    """
    kind = "icon icon-mirrored" if name in MIRRORED - NEVER_MIRRORED else "icon"
    return (
        f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{icons()[name]}</svg>"
    )
