"""Reads about people."""

from core.accounts.models import User


def shown_name(user: User) -> str:
    """The name by which the site addresses a person."""
    return str(user)
