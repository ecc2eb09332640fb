"""Where texts come from that no city wrote here, and the notes that go with them."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CONVENTION = Path(__file__).parent / "convention"


@cache
def source() -> Mapping[str, Any]:
    """The convention of 2023: the event, its notes by language, the licence of our texts."""
    return json.loads((CONVENTION / "source.json").read_text("utf-8"))
