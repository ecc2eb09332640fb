"""What happens on a request: cities that are asked, answers, sessions, advice, feedback."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.support.models.request import PeerRequest
from projects.workplans.models import Task


class PeerState(models.TextChoices):
    INVITED = "invited", _("Asked")
    ACCEPTED = "accepted", _("Will help")
    DECLINED = "declined", _("Cannot help now")
    WITHDRAWN = "withdrawn", _("Taken back")


class Peer(models.Model):
    """A city that is asked to help, with the reasons why (codes, as they were then)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(PeerRequest, on_delete=models.CASCADE, related_name="peers")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PeerState.choices, default=PeerState.INVITED)
    reasons = models.JSONField(default=list, blank=True)
    words = models.TextField(_("words"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("city that is asked")
        verbose_name_plural = _("cities that are asked")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "city"], name="support_peer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} → {self.city_id}: {self.state}"


class Answer(models.Model):
    """What a city says to a question."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(PeerRequest, on_delete=models.CASCADE, related_name="answers")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("answer"), max_length=4000)
    practice = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Session(models.Model):
    """A day on which the cities meet; the moment is stored once and shown in the time of each city."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(PeerRequest, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=120, validators=[MinValueValidator(15), MaxValueValidator(2880)]
    )
    place = models.CharField(_("place or address of the meeting"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), max_length=8000, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"


class Effort(models.TextChoices):
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    LARGE = "large", _("large")


class AdviceState(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    ACCEPTED = "accepted", _("Accepted")
    ADAPTED = "adapted", _("Adapted")
    NOT_TAKEN = "not_taken", _("Not taken")


DECIDED = (AdviceState.ACCEPTED, AdviceState.ADAPTED, AdviceState.NOT_TAKEN)


class Advice(models.Model):
    """One recommendation: what, why, from which practice, with how much effort; and what the city decides."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(PeerRequest, on_delete=models.CASCADE, related_name="advice")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("recommendation"), max_length=1000)
    why = models.TextField(_("reason"), max_length=1000, blank=True)
    practice = models.UUIDField(null=True, blank=True)
    effort = models.CharField(
        _("effort"), max_length=8, choices=Effort.choices, default=Effort.MEDIUM
    )
    state = models.CharField(max_length=10, choices=AdviceState.choices, default=AdviceState.OPEN)
    words = models.TextField(_("what the city says to it"), max_length=1000, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Feedback(models.Model):
    """How it was, as one city says; thanks are part of it."""

    request = models.ForeignKey(PeerRequest, on_delete=models.CASCADE, related_name="feedback")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("words"), max_length=1500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "city"], name="support_feedback_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
