"""What the partners agree on: versions of a text that binds nobody legally, and who accepted which."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.partnerships.models.project import Project


class CooperationNote(models.Model):
    """One version; never changed once written."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField(_("text"), default=dict)
    digest = models.CharField(max_length=64, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("cooperation note")
        verbose_name_plural = _("cooperation notes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="note_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.number}"


class Acceptance(models.Model):
    """A city said yes to one version: who, when, on whose behalf."""

    note = models.ForeignKey(CooperationNote, on_delete=models.CASCADE, related_name="acceptances")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    authority = models.CharField(_("with the authority of"), max_length=200, blank=True)
    accepted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        ordering = ["accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["note", "city"], name="note_accepted_once_by_a_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}: {self.note_id}"
