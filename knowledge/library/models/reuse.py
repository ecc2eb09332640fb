"""What another city makes of a practice: who, how far, with what change and result."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City


class Stage(models.TextChoices):
    INTEREST = "interest", _("Interested")
    UNDERSTANDING = "understanding", _("Understanding")
    ADAPTING = "adapting", _("Adapting")
    REUSING = "reusing", _("Reusing")
    ESTABLISHED = "established", _("Established")
    STOPPED = "stopped", _("Stopped")


class Question(models.TextChoices):
    """The transfer checklist of the adopting city."""

    NEED = "need", _("Which need in your city shows that you want this?")
    BACKING = "backing", _("Who decides, and do they stand behind it?")
    LEGAL = "legal", _("Does it fit your law and rules?")
    STAFF = "staff", _("Which staff and skills are there, which are missing?")
    COST = "cost", _("In which range will it cost?")
    CULTURE = "culture", _("What has to change in language or customs?")
    CHANGES = "changes", _("What stays as it is, what changes?")
    TRIAL = "trial", _("With whom, and when, is the first trial?")
    MEASURE = "measure", _("How will you measure that it works?")


class PracticeReuse(models.Model):
    """One city adapting one practice; in all its languages, so it points to the practice's key."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    translation_key = models.UUIDField(_("practice"), db_index=True, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+", editable=False)
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.INTEREST
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    contact_confirmed_at = models.DateTimeField(null=True, editable=False)
    thanked_at = models.DateTimeField(null=True, editable=False)
    blocks = models.JSONField(_("chosen parts"), default=list, blank=True)
    checklist = models.JSONField(_("transfer checklist"), default=dict, blank=True)
    changes = models.TextField(_("what was changed"), max_length=1200, blank=True)
    result = models.TextField(_("result"), max_length=1200, blank=True)
    lessons = models.TextField(_("lessons"), max_length=1200, blank=True)
    adopter_confirmed_at = models.DateTimeField(null=True, editable=False)
    source_confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reuse of a practice")
        verbose_name_plural = _("reuses of practices")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "city"], name="practice_reused_once_by_a_city"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} → {self.city_id}: {self.stage}"

    @property
    def stream(self) -> str:
        return f"reuse:{self.public_id}"

    @property
    def is_told(self) -> bool:
        """Both sides confirmed what the adopting city wrote, so readers see it."""
        return self.adopter_confirmed_at is not None and self.source_confirmed_at is not None

    @property
    def has_account(self) -> bool:
        """Something about changes, result or lessons was written."""
        return bool(self.changes or self.result or self.lessons)
