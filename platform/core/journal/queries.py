"""Reads of the journal: feeds, and what the operator must see."""

from core.journal.models import Delivery


def parked() -> "list[Delivery]":
    """Deliveries given up after all tries."""
    return list(
        Delivery.objects.exclude(parked_at=None).select_related("entry__stream").order_by("pk")
    )
