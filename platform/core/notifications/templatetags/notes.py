from typing import Any

from django import template

from core.notifications import queries

register = template.Library()


@register.simple_tag
def unread_notes(user: Any) -> int:
    """How many notes a person has not read."""
    return queries.unread(user)
