from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from core.journal.facts import restored


class Stream(models.Model):
    """An ordered row of facts about one thing; its row is the lock of the next position."""

    name = models.CharField(max_length=120, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One fact: feed, audit trail and source of every consequence."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "position"], name="entry_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id}:{self.position} {self.kind}"

    @cached_property
    def fact(self) -> Any:
        """The fact as its dataclass."""
        return restored(self.kind, self.values)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self) -> "DeliveryQuerySet":
        """Not done, not parked, and nobody is at work on it."""
        now = timezone.now()
        return self.filter(done_at=None, parked_at=None, next_at__lte=now)


class Delivery(models.Model):
    """One handler to be told of one entry. `next_at` is both retry time and lease."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=160)
    next_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "handler"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                name="delivery_due",
                condition=models.Q(done_at=None, parked_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.handler}"
