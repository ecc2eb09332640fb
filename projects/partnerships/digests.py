"""Fingerprints of what cities agree to."""

import hashlib
import json
from typing import Any


def digest_of(content: Any) -> str:
    """SHA-256 of plain JSON in its canonical form: names in order, UTF-8, not normalised, so that anybody
    can compute it again from an export.

    Returns:
        64 hexadecimal digits.
    """
    told = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
