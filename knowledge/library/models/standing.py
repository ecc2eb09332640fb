"""What is true of the record rather than of one of its texts; never a revisioned column."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    INITIATIVE = "initiative", _("Initiative")
    GOOD_PRACTICE = "good_practice", _("Good practice")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    HIDDEN = "hidden", _("Hidden after a report")


class PracticeStanding(models.Model):
    """One row for each practice, shared by all its languages."""

    translation_key = models.UUIDField(unique=True, editable=False)
    level = models.CharField(
        _("level"), max_length=20, choices=Level.choices, default=Level.INITIATIVE
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    asked_at = models.DateTimeField(_("asked whether it is still true"), null=True)
    outdated_at = models.DateTimeField(_("outdated since"), null=True)

    hidden = models.JSONField(
        _("what was public when it was hidden"), default=dict, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("standing of a practice")
        verbose_name_plural = _("standings of practices")

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.state}"
