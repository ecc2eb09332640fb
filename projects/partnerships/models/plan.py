"""The plan as it was at each gate."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.partnerships.models.project import Project


class Gate(models.TextChoices):
    HANDED_IN = "handed_in", _("Handed in for review")
    REGISTERED = "registered", _("Registered")
    STARTED = "started", _("Started")
    CHANGED = "changed", _("Major change accepted")
    CLOSED = "closed", _("Closed")


class PlanVersion(models.Model):
    """A frozen copy with its digest; never changed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    gate = models.CharField(max_length=20, choices=Gate.choices)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of the plan")
        verbose_name_plural = _("versions of the plan")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="plan_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.number} ({self.gate})"
