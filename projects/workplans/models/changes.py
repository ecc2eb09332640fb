"""Changes to a running plan: small ones are told, large ones are asked for."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.workplans.models.items import Item


class ChangeKind(models.TextChoices):
    MINOR = "minor", _("Small")
    MAJOR = "major", _("Large")


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class ChangeRequest(Item):
    """What should change, and why; the title says what."""

    kind = models.CharField(
        _("size"), max_length=20, choices=ChangeKind.choices, default=ChangeKind.MINOR
    )
    reason = models.TextField(_("why"), max_length=2000)
    affected = models.TextField(_("what it touches"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=20, choices=ChangeState.choices, default=ChangeState.PROPOSED
    )
    words = models.CharField(_("words of the decision"), max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["-pk"]


class ChangeVoice(models.Model):
    """What one city says to a large change."""

    change = models.ForeignKey(ChangeRequest, on_delete=models.CASCADE, related_name="voices")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("position on a change")
        verbose_name_plural = _("positions on changes")
        constraints = [
            models.UniqueConstraint(fields=["change", "city"], name="change_one_voice_per_city"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.city_id}"
