"""Who may do what with an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, refuse, rule
from core.accounts.models import User


@rule("profile.update")
def may_update_profile(actor: Any, user: User) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    return ALLOWED if actor.pk == user.pk else refuse(_("Everybody changes their own profile."))
