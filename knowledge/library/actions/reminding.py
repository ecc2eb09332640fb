"""Remind reviewers of the day until which they were asked to read."""

from datetime import date
from typing import Any

from django.db import transaction

from core.access.rules import require
from core.journal.actions import record
from knowledge.library.facts import AdviceDue, AdviceOverdue
from knowledge.library.models import Advice

BEFORE, AFTER = 1, 2


@transaction.atomic
def remind_reviewer(*, actor: Any, advice: Advice, today: date) -> bool:
    """Remind once before the day and once after it; asking more often changes nothing.

    Returns:
        Whether this was a new reminder.
    """
    require(actor, "network.act")
    advice = (
        Advice.objects.select_for_update(of=("self",))
        .select_related("review__page")
        .get(pk=advice.pk)
    )
    is_late = advice.is_overdue(today)
    number = AFTER if is_late else BEFORE
    if not advice.is_awaited or not advice.review.is_open or advice.reminders >= number:
        return False
    advice.reminders = number
    advice.save(update_fields=["reminders"])
    kind = AdviceOverdue if is_late else AdviceDue
    record(
        kind(str(advice.review.page.translation_key), advice.review_id, advice.reviewer_id),
        stream=advice.review.stream,
        actor=actor,
    )
    return True
