"""What the partners report: while the project runs, and at its end."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.partnerships.models.project import Project


class ReportKind(models.TextChoices):
    PROGRESS = "progress", _("Progress report")
    CLOSURE = "closure", _("Closure report")


class ReportState(models.TextChoices):
    DRAFTED = "drafted", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")


class Report(models.Model):
    """Words by chapter, and figures as they were when it was handed in."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=ReportState.choices, default=ReportState.DRAFTED
    )
    words = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    returned = models.TextField(_("what is asked"), max_length=1000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(kind="closure"),
                name="one_closure_report_per_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind}"
