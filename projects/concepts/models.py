"""Calls for ideas, short first descriptions of them, and cities that want to take part."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.vocabularies.models import Term
from projects.partnerships.models import Project, ProjectKind


class CallState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Call(models.Model):
    """A window in which ideas on a theme are asked for."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    titles = models.JSONField(_("title"), default=dict)
    texts = models.JSONField(_("what is asked for"), default=dict)
    themes = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "theme"}
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    minimum_cities = models.PositiveSmallIntegerField(_("fewest cities"), default=2)
    minimum_countries = models.PositiveSmallIntegerField(_("fewest countries"), default=1)
    state = models.CharField(max_length=20, choices=CallState.choices, default=CallState.DRAFT)
    is_invented = models.BooleanField(_("invented for demonstration"), default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="call_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_cities__gte=2), name="call_asks_for_two_cities"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("concepts:call", args=[self.public_id])

    @property
    def title(self) -> str:
        """In the reader's language, else in Arabic, else in any."""
        return _said(self.titles)

    @property
    def text(self) -> str:
        return _said(self.texts)

    @property
    def stream(self) -> str:
        return f"call:{self.public_id}"

    @property
    def takes_notes(self) -> bool:
        """Open, and today lies in its window."""
        return (
            self.state == CallState.OPEN and self.opens_on <= timezone.localdate() <= self.closes_on
        )


def _said(words: dict[str, str]) -> str:
    language = (get_language() or "ar")[:2]
    return words.get(language) or words.get("ar") or next(iter(words.values()), "")


class ConceptState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    ELIGIBILITY = "eligibility", _("Being checked")
    CHANGES_ASKED = "changes_asked", _("Changes asked")
    OPEN = "open", _("Looking for partners")
    FORMED = "formed", _("Partnership formed")
    PROJECT = "project", _("Has become a project")
    NOT_CONTINUED = "not_continued", _("Not continued")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired without partners")


WRITABLE = (ConceptState.DRAFT, ConceptState.CHANGES_ASKED)
PUBLIC = (ConceptState.OPEN, ConceptState.FORMED, ConceptState.PROJECT)


class ConceptNote(models.Model):
    """An idea of one city, in one language, for which it looks for others."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("call")
    )
    lead_city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ProjectKind.choices, default=ProjectKind.DEVELOPMENT
    )
    acronym = models.CharField(_("short name"), max_length=15, blank=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    issue = models.TextField(_("the issue, and what shows it"), max_length=2000, blank=True)
    objective = models.TextField(_("objective and change"), max_length=2000, blank=True)
    outputs = models.TextField(_("main outputs and who uses them"), max_length=1500, blank=True)
    approach = models.TextField(_("approach"), max_length=1500, blank=True)
    added_value = models.TextField(_("why together"), max_length=1000, blank=True)
    resources = models.TextField(_("rough resources"), max_length=1000, blank=True)
    starts_on = models.DateField(_("starts about"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    themes = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "theme"}
    )
    sdgs = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "sdg"}
    )
    objectives = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "objective"}
    )
    target_groups = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": "target_group"}
    )
    # The request for support it began from, if it did.
    request = models.UUIDField(null=True, blank=True, editable=False)
    practices = models.JSONField(_("related practices"), default=list, blank=True)
    state = models.CharField(
        max_length=20, choices=ConceptState.choices, default=ConceptState.DRAFT
    )
    reason = models.TextField(_("words of the secretariat"), max_length=1000, blank=True)
    project = models.OneToOneField(
        Project, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_invented = models.BooleanField(_("invented for demonstration"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("concept note")
        verbose_name_plural = _("concept notes")
        ordering = ["-moved_at"]
        indexes = [models.Index(fields=["state"], name="concept_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months=None) | models.Q(months__range=(1, 60)),
                name="concept_lasts_up_to_five_years",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("concepts:concept", args=[self.public_id])

    @property
    def stream(self) -> str:
        return f"concept:{self.public_id}"

    @property
    def minimum_cities(self) -> int:
        return self.call.minimum_cities if self.call else 2

    @property
    def minimum_countries(self) -> int:
        return self.call.minimum_countries if self.call else 1


class WantedPartner(models.Model):
    """A profile that the idea looks for."""

    concept = models.ForeignKey(ConceptNote, on_delete=models.CASCADE, related_name="wanted")
    profile = models.CharField(_("profile"), max_length=300)
    number = models.PositiveSmallIntegerField(_("how many"), default=1)

    class Meta:
        verbose_name = _("wanted partner")
        verbose_name_plural = _("wanted partners")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.profile


class InterestState(models.TextChoices):
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    WAITLISTED = "waitlisted", _("On the waiting list")
    DECLINED = "declined", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Interest(models.Model):
    """A city that wants to take part: in which role, and what it brings."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    concept = models.ForeignKey(ConceptNote, on_delete=models.CASCADE, related_name="interests")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=200)
    brings = models.TextField(_("what the city brings"), max_length=1000, blank=True)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=20, choices=InterestState.choices, default=InterestState.SENT
    )
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "city"], name="interest_once_by_a_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} → {self.concept_id}: {self.state}"
