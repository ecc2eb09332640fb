from typing import Any

from django import template

from core.notifications import queries

register = template.Library()


@register.simple_tag
def unread_notes(user: Any) -> int:
    """How many notes a person has not read; asked once, however often a page shows it."""
    kept = user.__dict__.get("_unread")
    if kept is None:
        kept = user.__dict__["_unread"] = queries.unread(user)
    return kept
