"""Every write about people."""

from typing import Any

from django.db import transaction
from wagtail.users.models import UserProfile

from core.access.rules import require
from core.accounts.facts import PersonMade, ProfileChanged
from core.accounts.models import User
from core.journal.actions import record


def _tell_the_cms(user: User) -> None:
    """The CMS speaks the person's language: Wagtail reads it from a row of its own."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})


@transaction.atomic
def make_person(*, email: str, password: str, display_name: str, language: str) -> User:
    """Make an account; the caller holds the right to it (an invitation, a command)."""
    user = User.objects.create_user(
        email, password, display_name=display_name.strip(), language=language
    )
    _tell_the_cms(user)
    record(PersonMade(user.pk), stream=f"person:{user.pk}", actor=user)
    return user


@transaction.atomic
def update_profile(
    *, actor: Any, user: User, display_name: str, language: str, numerals: str
) -> User:
    """Change how a person is called and how they like to read."""
    require(actor, "profile.update", user)
    user.display_name = display_name.strip()
    user.language = language
    user.numerals = numerals
    user.save(update_fields=["display_name", "language", "numerals"])
    _tell_the_cms(user)
    record(ProfileChanged(user.pk), stream=f"person:{user.pk}", actor=actor)
    return user
