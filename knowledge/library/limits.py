"""How long each text may be, checked wherever it comes from; a database does not check all."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from core.design.wording import too_long

# The page of Wagtail allows a longer title than the record's template does.
NARROWER = {"title": 100}


def limit_of(model: type[Model], name: str) -> int | None:
    """The number of characters that a column takes."""
    own: int | None = getattr(model._meta.get_field(name), "max_length", None)
    return NARROWER.get(name, own) if model.__name__ == "PracticePage" else own


def over_limits(thing: Any, names: Iterable[str]) -> dict[str, list[str]]:
    """The texts of `thing` that are too long: name → sentence."""
    found = {}
    for name in names:
        value, limit = getattr(thing, name), limit_of(type(thing), name)
        if isinstance(value, str) and limit and (sentence := too_long(value, limit=limit)):
            found[name] = [sentence]
    return found
