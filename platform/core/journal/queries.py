"""Reads of the journal: feeds, and what the operator must see."""

from core.journal.models import Delivery, Entry


def entries_of(stream: str) -> "list[Entry]":
    """The facts of one stream, newest first."""
    return list(
        Entry.objects.filter(stream__name=stream).select_related("actor").order_by("-position")
    )


def parked() -> "list[Delivery]":
    """Deliveries given up after all tries."""
    return list(
        Delivery.objects.exclude(parked_at=None).select_related("entry__stream").order_by("pk")
    )
