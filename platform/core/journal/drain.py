"""Deliveries: claimed under a lease, run in their own transaction, retried, parked.

The row is the truth, the nudge is only speed: a crash between claim and done repeats the delivery
when its lease runs out, and one broken handler never holds the others.
"""

import logging
from contextlib import nullcontext
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from core.journal.facts import handler
from core.journal.models import Delivery

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
DELAYS = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800))


def claim() -> Delivery | None:
    """Take the oldest due delivery under a lease; None when nothing is due."""
    while True:
        with transaction.atomic():
            due = Delivery.objects.due().order_by("pk")
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True)
            pk = due.values_list("pk", flat=True).first()
            if pk is None:
                return None
            until = timezone.now() + LEASE
            claimed = Delivery.objects.due().filter(pk=pk).update(next_at=until)
        if claimed:
            return Delivery.objects.select_related("entry__stream").get(pk=pk)


def deliver_one() -> bool:
    """Work off one due delivery; False when nothing is due."""
    delivery = claim()
    if delivery is None:
        return False
    found = handler(delivery.entry.kind, delivery.handler)
    try:
        if found is not None:
            with transaction.atomic() if found.is_atomic else nullcontext():
                found.run(delivery.entry)
    except Exception as failure:
        log.exception("%s failed", delivery)
        postpone(delivery, failure)
    else:
        delivery.done_at = timezone.now()
        delivery.save(update_fields=["done_at"])
    return True


def postpone(delivery: Delivery, failure: Exception) -> None:
    """Try again after a growing delay, or park the delivery for the operator."""
    now = timezone.now()
    delivery.error = repr(failure)[:500]
    if delivery.attempts >= len(DELAYS):
        delivery.parked_at = now
    else:
        delivery.next_at = now + DELAYS[delivery.attempts]
        delivery.attempts += 1
    delivery.save(update_fields=["error", "parked_at", "next_at", "attempts"])


def drain_all(*, limit: int = 1000) -> int:
    """Work off what is due, at most `limit`; returns how many deliveries were tried."""
    for done in range(limit):
        if not deliver_one():
            return done
    return limit
