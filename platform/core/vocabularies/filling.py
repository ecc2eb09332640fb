"""Rows for the terms of the data files; used by migrations."""

from typing import Any

from core.vocabularies.terms import SCHEMES, terms


def fill_terms(apps: Any, schema_editor: Any = None) -> None:
    """Add the rows that are missing and bring their order up to date; deletes nothing."""
    rows = apps.get_model("vocabularies", "Term").objects
    for scheme in SCHEMES:
        for found in terms(scheme):
            rows.update_or_create(scheme=scheme, code=found.code, defaults={"order": found.order})
