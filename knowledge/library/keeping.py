"""What the installation does by itself so that the library stays true."""

from datetime import date, datetime

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


def remind_reviewers(*, today: date | None = None) -> int:
    """Remind reviewers three days before their day, and once after it.

    Returns:
        How many were reminded.
    """
    today = today or timezone.localdate()
    return sum(
        actions.remind_reviewer(actor=SYSTEM, advice=advice, today=today)
        for advice in queries.to_remind(today)
    )
