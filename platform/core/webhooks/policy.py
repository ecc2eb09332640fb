"""Who has other systems told of what."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, refuse, rule
from core.live.topics import topic_of


@rule("webhook.make")
def may_make_webhook(actor: Any, stream: str) -> Decision:
    """Whoever may follow the stream live."""
    if not getattr(actor, "is_authenticated", False):
        return SIGN_IN_FIRST
    found = topic_of(stream)
    if found is None or not found.may_join(actor, stream):
        return refuse(_("You may not follow this."))
    return ALLOWED
