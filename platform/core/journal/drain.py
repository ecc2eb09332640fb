"""Deliveries: claimed under a lease, run in their own transaction, retried, parked.

The row is the truth, the nudge is only speed: a crash between claim and done repeats the delivery
when its lease runs out, and one broken handler never holds the others.
"""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from core.journal.facts import Handler, NotNow, handler
from core.journal.models import Delivery

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
DELAYS = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800))
# A service that is away is asked again after half of the time that it is away already.
SOONEST, LATEST = 1.0, 30.0
BATCH = 200
# Short handlers share a transaction; when one of them fails, each has its own.
TOGETHER = 25


def claim() -> list[Delivery]:
    """Take the oldest due delivery under a lease, and what else waits for the same handler unless that
    does slow work outside the database; empty when nothing is due."""
    with transaction.atomic():
        due = Delivery.objects.due().order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        first = due.select_related("entry").first()
        if first is None:
            return []
        found = _handler_of(first)
        most = (
            1
            if found is None
            else BATCH
            if found.is_batched
            else TOGETHER
            if found.is_atomic
            else 1
        )
        taken = [first.pk]
        if most > 1:
            taken = list(due.filter(handler=first.handler)[:most].values_list("pk", flat=True))
        until = timezone.now() + LEASE
        Delivery.objects.filter(pk__in=taken).update(next_at=until)
    claimed = Delivery.objects.filter(pk__in=taken).select_related("entry__stream")
    return list(claimed.order_by("pk"))


def _handler_of(delivery: Delivery) -> Handler | None:
    return handler(delivery.entry.kind, delivery.handler)


def deliver_some() -> int:
    """Work off what one claim takes; returns how many deliveries were tried."""
    deliveries = claim()
    if deliveries:
        _deliver(deliveries)
    return len(deliveries)


def _deliver(deliveries: Sequence[Delivery]) -> None:
    """Run the handler and mark the deliveries done: of a handler inside a transaction in the same one, so
    that its effect and the mark are stored together or not at all."""
    found = _handler_of(deliveries[0])
    done = [delivery.pk for delivery in deliveries]
    try:
        with transaction.atomic() if found is not None and found.is_atomic else nullcontext():
            if found is not None:
                found.run([delivery.entry for delivery in deliveries])
            Delivery.objects.filter(pk__in=done).update(done_at=timezone.now())
    except NotNow as absence:
        log.warning("%s and %s more wait: %s", deliveries[0], len(deliveries) - 1, absence)
        for delivery in deliveries:
            wait(delivery, absence)
    except Exception as failure:
        if len(deliveries) > 1:
            for delivery in deliveries:
                _deliver([delivery])
            return
        log.exception("%s failed", deliveries[0])
        postpone(deliveries[0], failure)


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


def wait(delivery: Delivery, absence: NotNow) -> None:
    """Try again when the service may be back. Never parked: nothing is wrong with the delivery."""
    now = timezone.now()
    age = (now - delivery.entry.happened_at).total_seconds()
    spread = 0.8 + delivery.pk % 9 / 20  # not all at the same moment
    seconds = min(max(age / 2, SOONEST), LATEST) * spread
    delivery.error = str(absence)[:500]
    delivery.next_at = now + timedelta(seconds=seconds)
    delivery.save(update_fields=["error", "next_at"])


def drain_all(*, limit: int = 1000) -> int:
    """Work off what is due, at most about `limit`; returns how many deliveries were tried."""
    done = 0
    while done < limit:
        tried = deliver_some()
        if not tried:
            break
        done += tried
    return done
