"""Says whether a part of a draft is still what somebody read."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS

ROWS = {
    "evidence": ("words", "figure", "baseline", "source", "measured_on"),
    "resources": ("kind", "quantity", "words"),
    "building_blocks": ("title", "text"),
    "materials": ("title", "address", "licence", "language"),
    "pictures": ("alt", "credit", "licence"),
}
# Rows that begin with an upload: words alone make none.
BEGUN_BY_FILE = frozenset({"pictures"})
FILE_OF = {"materials": "document_id", "pictures": "image_id"}
ROW_WORDS = {
    "evidence": ("words",),
    "resources": ("words",),
    "building_blocks": ("title", "text"),
    "materials": ("title",),
    "pictures": ("alt",),
}


def values_of(draft: PracticePage, names: Iterable[str]) -> dict[str, Any]:
    """What a draft says: columns as they are, tags as sorted codes, rows as a list of values with
    their `key`."""
    found: dict[str, Any] = {}
    for name in names:
        if name in TAGS:
            found[name] = sorted(term.code for term in getattr(draft, name).all())
        elif name in ROWS:
            found[name] = [
                {"key": row.translation_key.hex, **{f: getattr(row, f) for f in ROWS[name]}}
                for row in getattr(draft, name).all()
            ]
        else:
            found[name] = getattr(draft, name)
    return found


def fingerprint(draft: PracticePage, names: Iterable[str]) -> str:
    """A short digest of these parts of a draft; it changes whenever one of them does."""

    def plain(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(value)

    names = list(names)
    values = values_of(draft, names)
    for name in FILE_OF.keys() & set(names):
        values[f"{name}.files"] = [getattr(r, FILE_OF[name]) for r in getattr(draft, name).all()]
    text = json.dumps(values, sort_keys=True, default=plain)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
