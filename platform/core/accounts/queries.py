"""Reads about people."""

from typing import Any

from django.utils import timezone

from core.accounts.models import Token, User


def shown_name(user: User) -> str:
    """The name by which the site addresses a person."""
    return str(user)


def tokens_of(person: User) -> list[Token]:
    """The keys of a person that still open something, newest first."""
    rows = Token.objects.filter(person=person, revoked_at=None, expires_at__gt=timezone.now())
    return list(rows.order_by("-made_at"))


def person_or_none(actor: Any) -> Any:
    """The user who acts; nobody when the installation itself does."""
    return actor if getattr(actor, "pk", None) is not None else None
