"""One request for support, from the first sentence to what became of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.cities.models import City
from core.vocabularies.models import Term


class Format(models.TextChoices):
    QUESTION = "question", pgettext_lazy("format of support", "Question")
    TALK = "talk", _("Talk of two hours")
    REVIEW = "review", _("Peer review")
    VISIT = "visit", _("Study visit")
    MENTORING = "mentoring", _("Mentoring")


# What people of a city may hand in themselves before the network has admitted it.
FORMATS_BEFORE_ADMISSION = (Format.QUESTION, Format.TALK, Format.MENTORING)


class Openness(models.TextChoices):
    ALL = "all", _("Everybody, also without an account")
    NETWORK = "network", _("People of the network")
    CHOSEN = "chosen", _("Only the cities that we choose")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("request", "Handed in")
    SCOPED = "scoped", _("Talked over")
    MATCHING = "matching", _("Looking for cities")
    NO_MATCH = "no_match", _("No city found yet")
    MATCHED = "matched", _("Cities found")
    SCHEDULED = "scheduled", _("Day agreed")
    HELD = "held", pgettext_lazy("request", "Held")
    ADVISED = "advised", _("Advice given")
    PLANNED = "planned", _("Plan recorded")
    FOLLOWED_UP = "followed_up", _("Followed up")
    CLOSED = "closed", pgettext_lazy("request", "Closed")
    DECLINED = "declined", _("Not taken up")
    CANCELLED = "cancelled", pgettext_lazy("request", "Cancelled")


ENDED = (RequestState.CLOSED, RequestState.DECLINED, RequestState.CANCELLED)


class PeerRequest(models.Model):
    """What a city asks of others. `terms` holds the note of terms by part; `questions` at most three."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(
        _("format"), max_length=12, choices=Format.choices, default=Format.QUESTION
    )
    state = models.CharField(
        max_length=14, choices=RequestState.choices, default=RequestState.DRAFT
    )
    title = models.CharField(_("what you ask, in one sentence"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    themes = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "theme"}
    )
    challenge = models.TextField(_("what it is about"), max_length=2000, blank=True)
    questions = models.JSONField(_("questions"), default=list, blank=True)
    tried = models.TextField(_("what was tried"), max_length=1500, blank=True)
    use = models.TextField(_("what the answer is for"), max_length=1000, blank=True)
    openness = models.CharField(
        _("who may read it"), max_length=10, choices=Openness.choices, default=Openness.NETWORK
    )
    earliest_on = models.DateField(_("not before"), null=True, blank=True)
    latest_on = models.DateField(_("not after"), null=True, blank=True)
    terms = models.JSONField(_("terms"), default=dict, blank=True)
    pack = models.TextField(_("preparation"), max_length=4000, blank=True)
    summary = models.TextField(_("public summary"), max_length=2000, blank=True)
    reason = models.TextField(_("words of the secretariat"), max_length=1000, blank=True)
    is_invented = models.BooleanField(_("invented for demonstration"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    matched_at = models.DateTimeField(null=True, editable=False)
    planned_at = models.DateTimeField(null=True, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    # When somebody was last reminded of the step that is open, and how often of how it went on.
    reminded_at = models.DateTimeField(null=True, editable=False)
    followed = models.PositiveSmallIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        ordering = ["-moved_at", "-pk"]
        indexes = [models.Index(fields=["state", "moved_at"], name="support_state_moved")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latest_on=None)
                | models.Q(earliest_on=None)
                | models.Q(latest_on__gte=models.F("earliest_on")),
                name="support_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support:request", args=[self.public_id])

    @property
    def stream(self) -> str:
        return f"support:{self.public_id}"

    @property
    def is_question(self) -> bool:
        return self.format == Format.QUESTION
