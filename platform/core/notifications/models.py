from datetime import time
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.journal.models import Entry


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("By mail at once")
    DAILY = "daily", _("In the daily mail")
    OFF = "off", _("No mail, only in the list")


class Letter(models.Model):
    """One mail to one person, made of notes that were due together.

    Its id is the mail's Message-ID, so that a mail which is sent again after a crash is the same
    mail. `lease_until` keeps two workers from sending it at the same time.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters"
    )
    made_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lease_until"],
                name="letter_owed",
                condition=models.Q(sent_at=None, failed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.public_id}"


class Note(models.Model):
    """One person is told of one fact, once. Its sentence is made when it is read."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    told_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="notes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="note_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-told_at"], name="note_list"),
            models.Index(fields=["person"], name="note_unread", condition=models.Q(read_at=None)),
            models.Index(
                fields=["subject", "kind"], name="note_open", condition=models.Q(read_at=None)
            ),
            models.Index(
                fields=["due_at"],
                name="note_due",
                condition=models.Q(letter=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.entry_id}"


class Choice(models.Model):
    """How a person wants to hear of one kind; absent: the kind's own pace."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="note_choices"
    )
    kind = models.CharField(max_length=40)
    pace = models.CharField(_("when"), max_length=10, choices=Pace.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.pace}"


class Habits(models.Model):
    """When a person wants mail: hours of rest, and the hour of the daily mail, where they live."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="note_habits"
    )
    zone = models.CharField(_("time zone"), max_length=40, default=settings.TIME_ZONE)
    quiet_from = models.TimeField(_("no mail from"), default=time(21))
    quiet_until = models.TimeField(_("until"), default=time(7))
    daily_at = models.TimeField(_("daily mail at"), default=time(8))

    def __str__(self) -> str:
        return f"{self.person_id}: {self.quiet_from}–{self.quiet_until}"
