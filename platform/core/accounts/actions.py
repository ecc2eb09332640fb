"""Every write about people."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from core.access.rules import require
from core.accounts.facts import PersonMade, ProfileChanged, TokenMade, TokenRevoked
from core.accounts.models import Scope, Token, User
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


MOST_TOKENS = 20
DAYS = (30, 90, 365)


def digest_of(key: str) -> str:
    """What is stored of a key."""
    return sha256(key.encode()).hexdigest()


@transaction.atomic
def make_token(*, actor: Any, name: str, scopes: Iterable[str], days: int) -> tuple[Token, str]:
    """Let a program act for the person; returns the row and the key, which is shown once.

    Raises:
        ValidationError: a scope that does not exist, none at all, a wrong time, too many keys.
    """
    require(actor, "token.make", actor)
    wanted = [scope for scope in Scope.values if scope in set(scopes)]
    if not wanted or set(scopes) - set(wanted):
        raise ValidationError({"scopes": [_("Choose what the program may do.")]})
    if days not in DAYS:
        raise ValidationError({"days": [_("Choose one of the times.")]})
    if not name.strip() or len(name) > 80:
        raise ValidationError({"name": [_("Say in a few words what it is for.")]})
    valid = Token.objects.filter(person=actor, revoked_at=None, expires_at__gt=timezone.now())
    if valid.count() >= MOST_TOKENS:
        raise ValidationError({"name": [_("You have many keys already: revoke one first.")]})
    key = f"jusoor_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        person=actor,
        name=name.strip(),
        scopes=wanted,
        digest=digest_of(key),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(TokenMade(actor.pk, token.pk), stream=f"person:{actor.pk}", actor=actor)
    return token, key


@transaction.atomic
def revoke_token(*, actor: Any, token: Token) -> None:
    """End a key at once. Asking twice changes nothing."""
    require(actor, "token.revoke", token)
    rows = Token.objects.filter(pk=token.pk, revoked_at=None)
    if rows.update(revoked_at=timezone.now()):
        record(
            TokenRevoked(token.person_id, token.pk),
            stream=f"person:{token.person_id}",
            actor=actor,
        )


def note_use(token: Token) -> None:
    """Remember the hour in which a key was used last."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > timedelta(hours=1):
        Token.objects.filter(pk=token.pk).update(used_at=now)
