"""What the installation does by itself so that the library stays true."""

from datetime import datetime

from django.utils import timezone

from core.access.rules import SYSTEM
from knowledge.library import actions, queries


def keep_true(*, now: datetime | None = None) -> tuple[int, int]:
    """Ask cities about practices that nobody confirmed for 24 months; two months after an
    unanswered question the practice is outdated.

    Returns:
        How many were asked about, and how many became outdated.
    """
    now = now or timezone.now()
    late = queries.unanswered(now)
    for practice in late:
        actions.mark_outdated(actor=SYSTEM, practice=practice)
    old = queries.to_ask(now)
    for practice in old:
        actions.ask_confirmation(actor=SYSTEM, practice=practice)
    return len(old), len(late)
