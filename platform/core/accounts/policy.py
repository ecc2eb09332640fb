"""Who may do what with an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, refuse, rule
from core.accounts.models import Token, User


@rule("profile.update")
def may_update_profile(actor: Any, user: User) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    return ALLOWED if actor.pk == user.pk else refuse(_("Everybody changes their own profile."))


@rule("token.make")
def may_make_token(actor: Any, user: User) -> Decision:
    return may_update_profile(actor, user)


@rule("token.revoke")
def may_revoke_token(actor: Any, token: Token) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if actor.pk == token.person_id or actor.is_superuser:
        return ALLOWED
    return refuse(_("Everybody ends their own keys; operators may end any."))
