"""One text on its way through the two checks, and what reviewers say of it.

A review stands beside Wagtail's workflow state: Wagtail freezes the text and keeps the tasks, the
review knows the stage in the network's words, the reviewers, their grids and the reasons.
"""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from knowledge.library.models.practice import PracticePage

READING_TIME = timedelta(days=21)
ENOUGH = 11
MOST = 18


class ReviewStage(models.TextChoices):
    CITY = "city", _("With the focal point")
    SUBMITTED = "submitted", _("Waits for reviewers")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_ASKED = "changes_asked", _("Changes asked")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    CALLED_BACK = "called_back", _("Called back")
    ACCEPTED = "accepted", _("Accepted")


OPEN_STAGES = (ReviewStage.CITY, ReviewStage.SUBMITTED, ReviewStage.IN_REVIEW)


class Review(models.Model):
    """One run of one text: from handing over to a decision."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    workflow_state = models.OneToOneField(
        WorkflowState, null=True, on_delete=models.SET_NULL, related_name="review", editable=False
    )
    stage = models.CharField(
        _("stage"), max_length=20, choices=ReviewStage.choices, default=ReviewStage.CITY
    )
    number = models.PositiveSmallIntegerField(_("round"), default=1)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["stage", "moved_at"], name="review_by_stage")]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(stage__in=[str(stage) for stage in OPEN_STAGES]),
                name="one_open_review_of_a_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.stage}"

    @property
    def is_open(self) -> bool:
        """Somebody has still to decide."""
        return self.stage in OPEN_STAGES

    @property
    def stream(self) -> str:
        """The journal's stream: that of the practice."""
        return f"practice:{self.page.translation_key}"


class Criterion(models.TextChoices):
    """What a reviewer looks at; the six of the record's template."""

    RELEVANCE = "relevance", _("Useful to several cities and goals")
    PARTICIPATION = "participation", _("Made with residents and across sectors")
    EVIDENCE = "evidence", _("Proof of an effect in the city")
    TRANSFER = "transfer", _("Can be taken over by another city")
    INCLUSION = "inclusion", _("Inclusion and equality of women and men")
    CLARITY = "clarity", _("Clear and complete")


class Advice(models.Model):
    """One reviewer's reading of one text: asked for, given, or excused."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="advices")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="advice_asked"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(_("to be read until"))
    has_no_conflict = models.BooleanField(_("no conflict of interest"), default=False)
    note = models.TextField(_("summary for the city"), max_length=1200, blank=True)
    given_at = models.DateTimeField(null=True, editable=False)
    excused_at = models.DateTimeField(null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    excuse = models.TextField(_("why you cannot judge it"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        constraints = [
            models.UniqueConstraint(fields=["review", "reviewer"], name="one_advice_of_a_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.reviewer_id}"

    @property
    def is_awaited(self) -> bool:
        return self.given_at is None and self.excused_at is None

    def is_overdue(self, today: date) -> bool:
        """Awaited although its day has passed."""
        return self.is_awaited and self.due_on < today

    @property
    def total(self) -> int:
        """The sum of the scores, 0 to 18; the rows are expected to be prefetched."""
        return sum(score.value or 0 for score in self.scores.all())

    @property
    def is_positive(self) -> bool:
        """Given, with no score of 0 and at least 11 of 18."""
        scores = [score.value for score in self.scores.all()]
        return (
            self.given_at is not None
            and len(scores) == len(Criterion)
            and all(scores)
            and self.total >= ENOUGH
        )


class Score(models.Model):
    """One line of the grid."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=20, choices=Criterion.choices)
    value = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(max_length=1200, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["advice", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=3), name="score_from_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
