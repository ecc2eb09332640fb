"""The terms of each vocabulary, read from the data files and kept in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
SCHEMES = ("theme", "sdg", "key_feature", "objective", "target_group", "country", "licence")
LANGUAGES = ("ar", "en", "fr")


@dataclass(frozen=True, slots=True)
class TermData:
    """One term: its labels and longer texts by language, and what else its file says."""

    scheme: str
    code: str
    parent: str | None
    order: int
    labels: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.label_in(get_language() or "ar")

    def label_in(self, language: str) -> str:
        """The label in `language`, else in Arabic."""
        return self.labels.get(language[:2]) or self.labels["ar"]


@cache
def terms(scheme: str) -> tuple[TermData, ...]:
    """The terms of `scheme` in their order.

    Raises:
        KeyError: there is no such vocabulary.
    """
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    data = json.loads((DATA / f"{scheme}.json").read_text(encoding="utf-8"))
    known = {"code", "parent", "label", "text"}
    return tuple(
        TermData(
            scheme=scheme,
            code=row["code"],
            parent=row["parent"],
            order=order,
            labels=MappingProxyType(row["label"]),
            texts=MappingProxyType(row.get("text", {})),
            extra=MappingProxyType({k: v for k, v in row.items() if k not in known}),
        )
        for order, row in enumerate(data["terms"])
    )


@cache
def _by_code(scheme: str) -> Mapping[str, TermData]:
    return {term.code: term for term in terms(scheme)}


def term(scheme: str, code: str) -> TermData | None:
    """The term `code` of `scheme`, or None."""
    return _by_code(scheme).get(code)


def label(scheme: str, code: str, language: str | None = None) -> str:
    """The label of a term in `language` (the reader's by default); an unknown code as it is."""
    found = term(scheme, code)
    if found is None:
        return code
    return found.label if language is None else found.label_in(language)
