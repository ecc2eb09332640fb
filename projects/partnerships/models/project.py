"""A joint project: what several cities do together."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.cities.models import City
from core.vocabularies.models import Term


class ProjectKind(models.TextChoices):
    DEVELOPMENT = "development", _("New development")
    TRANSFER = "transfer", _("Transfer of a practice")
    LEARNING = "learning", _("Learning from peers")
    EVENTS = "events", _("Series of events")
    RESEARCH = "research", _("Research or a tool")


class ProjectState(models.TextChoices):
    PLANNING = "planning", _("In planning")
    REVIEW = "review", _("Plan in review")
    READY = "ready", _("Ready to start")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", pgettext_lazy("project", "Closed")
    FOLLOWED_UP = "followed_up", _("Followed up")
    STOPPED = "stopped", _("Stopped")


ENDED = (ProjectState.CLOSED, ProjectState.FOLLOWED_UP, ProjectState.STOPPED)
BEFORE_RUNNING = (ProjectState.PLANNING, ProjectState.REVIEW, ProjectState.READY)


class AreVisible(models.TextChoices):
    PARTNERS = "partners", _("The partners only")
    PUBLIC = "public", _("Everybody")


class Project(models.Model):
    """The record that the partners share; who is in it says `Partner`."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    acronym = models.CharField(_("short name"), max_length=15)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ProjectKind.choices, default=ProjectKind.DEVELOPMENT
    )
    lead_city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    objective = models.TextField(_("objective"), max_length=2000, blank=True)
    communication = models.TextField(_("how it is made known"), max_length=2000, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    themes = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "theme"}
    )
    sdgs = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "sdg"}
    )
    practices = models.JSONField(_("practices it builds on"), default=list, blank=True)
    licence = models.CharField(_("licence of what comes of it"), max_length=40, blank=True)
    visibility = models.CharField(
        _("who sees its public page"),
        max_length=20,
        choices=AreVisible.choices,
        default=AreVisible.PARTNERS,
    )
    state = models.CharField(
        max_length=20, choices=ProjectState.choices, default=ProjectState.PLANNING
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    conditions = models.TextField(_("conditions"), max_length=1000, blank=True)
    lessons = models.TextField(_("lessons"), max_length=2000, blank=True)
    harvest = models.UUIDField(_("practice that came of it"), null=True, editable=False)
    offered_to = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_invented = models.BooleanField(_("invented for demonstration"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="project_state")]

    def __str__(self) -> str:
        return f"{self.acronym} – {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("projects:overview", args=[self.public_id])

    @property
    def stream(self) -> str:
        return f"project:{self.public_id}"

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED
