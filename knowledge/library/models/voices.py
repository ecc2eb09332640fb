"""What readers say of a practice, and what they report; hidden words stay stored."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Voice(models.Model):
    """One person's word on one practice: useful for their city or not, and what is missing."""

    translation_key = models.UUIDField(db_index=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_useful = models.BooleanField(_("useful for my city"))
    missing = models.TextField(_("what is missing"), max_length=800, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("word of a reader")
        verbose_name_plural = _("words of readers")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "person"], name="one_voice_each"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.person_id}"


class Reason(models.TextChoices):
    WRONG = "wrong", _("It is not true")
    RIGHTS = "rights", _("It uses texts or pictures of others")
    PRIVATE = "private", _("It tells something private about a person")
    HURTFUL = "hurtful", _("It insults or harms people")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    DISMISSED = "dismissed", _("Nothing to hide")
    UPHELD = "upheld", _("Hidden")
    APPEALED = "appealed", _("Appealed")
    CLOSED = "closed", _("Hidden, after an appeal")


class Report(models.Model):
    """A problem with a practice, or with a reader's word on it, and what was decided."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    translation_key = models.UUIDField(db_index=True, editable=False)
    voice = models.ForeignKey(
        Voice, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("what is the problem?"), max_length=20, choices=Reason.choices)
    words = models.TextField(_("in your words"), max_length=800)
    state = models.CharField(
        max_length=20, choices=ReportState.choices, default=ReportState.OPEN, editable=False
    )
    filed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decision = models.TextField(_("why it was decided so"), max_length=1200, blank=True)
    appeal = models.TextField(_("appeal"), max_length=1200, blank=True)
    appealed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("report of a problem")
        verbose_name_plural = _("reports of problems")
        indexes = [models.Index(fields=["state", "filed_at"], name="report_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "reporter"],
                condition=models.Q(state="open", voice=None),
                name="one_open_report_each",
            ),
            models.UniqueConstraint(
                fields=["voice", "reporter"],
                condition=models.Q(state="open"),
                name="one_open_report_of_a_voice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}: {self.state}"

    @property
    def stream(self) -> str:
        """The journal's stream: that of the practice."""
        return f"practice:{self.translation_key}"
