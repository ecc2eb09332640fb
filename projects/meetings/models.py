"""Meetings with agenda and minutes, decisions in which one city has one position, calendar feeds."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.cities.models import City
from projects.partnerships.models import Project


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Meeting(models.Model):
    """When and where the partners meet; the agenda is one point a line."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    minutes_long = models.PositiveSmallIntegerField(_("how many minutes"), default=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to take part online"), max_length=500, blank=True)
    agenda = models.TextField(_("agenda"), max_length=4000, blank=True)
    minutes = models.TextField(_("minutes"), max_length=20000, blank=True)
    state = models.CharField(
        max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes_long__range=(5, 2880)), name="meeting_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def points(self) -> list[str]:
        """The agenda, a point each."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class Attendance(models.Model):
    """A city was there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    names = models.CharField(_("who came"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "city"], name="attendance_once_per_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} @ {self.meeting_id}"


class DecisionState(models.TextChoices):
    OPEN = "open", _("Open for positions")
    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Not adopted")


class Decision(models.Model):
    """A question on which each city takes one position."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    title = models.CharField(_("what is decided"), max_length=300)
    outcome = models.TextField(_("outcome"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=20, choices=DecisionState.choices, default=DecisionState.OPEN
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Stance(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAINS = "abstains", _("Abstains")


class Position(models.Model):
    """What one city says, and why."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="positions")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=20, choices=Stance.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(fields=["decision", "city"], name="one_position_per_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}: {self.stance}"


def new_key() -> str:
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """A secret address of a calendar: of everything of a person, or of one project. It is shown to its
    owner again, so it is kept as it is; whoever has it reads dates and titles, and a new one ends it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_keys"
    )
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, unique=True, default=new_key)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["person", "project"], name="one_calendar_per_project"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(project=None),
                name="one_calendar_of_everything",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.project_id or '*'}"
