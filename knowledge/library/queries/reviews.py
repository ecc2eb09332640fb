"""Reads of reviews: what waits for whom, and how one text stands."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from core.accounts.models import User
from core.cities.models import NetworkOffice
from core.cities.roles import Roles
from knowledge.library.models import Advice, PracticePage, Review, ReviewStage
from knowledge.library.models.review import OPEN_STAGES

DAYS_BEFORE = timedelta(days=3)
ABOUT = ("page__city", "page__partner_network", "page__locale")


def last_review(practice: PracticePage) -> Review | None:
    """The run that is open, else the last one, with its page."""
    found = Review.objects.filter(page_id=practice.pk).select_related("page", "started_by")
    return found.order_by("-pk").first()


def last_reviews(pages: Iterable[int]) -> dict[int, Review]:
    """The last run of each text, by the id of its page. One query."""
    rows = Review.objects.filter(page_id__in=list(pages)).order_by("pk")
    return {row.page_id: row for row in rows}


def advices_of(review: Review) -> list[Advice]:
    """The reviewers of one run with their grids, first asked first. Two queries."""
    rows = Advice.objects.filter(review=review).select_related("reviewer")
    return list(rows.prefetch_related("scores").order_by("assigned_at", "pk"))


def advice_of(review: Review, user: Any) -> Advice | None:
    """What this person was asked to say."""
    rows = Advice.objects.filter(review=review, reviewer_id=user.pk).select_related("reviewer")
    return rows.prefetch_related("scores").first()


def to_remind(today: date) -> list[Advice]:
    """Awaited advice that is due within `DAYS_BEFORE` days or late, and not reminded of it yet."""
    awaited = Advice.objects.filter(
        given_at=None, excused_at=None, review__stage=ReviewStage.IN_REVIEW
    )
    near = Q(due_on__gte=today, due_on__lte=today + DAYS_BEFORE, reminders=0)
    late = Q(due_on__lt=today, reminders__lt=2)
    return list(awaited.filter(near | late).order_by("due_on", "pk"))


def reviewers() -> list[tuple[User, int]]:
    """The active reviewers of the network with how many texts each is reading. One query."""
    reading = Q(
        advice_asked__given_at=None,
        advice_asked__excused_at=None,
        advice_asked__review__stage=ReviewStage.IN_REVIEW,
    )
    found = User.objects.filter(network_roles__role=NetworkOffice.REVIEWER, is_active=True)
    counted = found.annotate(reads=Count("advice_asked", filter=reading, distinct=True))
    return [(user, user.reads) for user in counted.order_by("reads", "display_name")]


def to_approve(roles: Roles) -> QuerySet[Review]:
    """What waits for this person as the one who answers for a city, longest first."""
    rows = Review.objects.filter(stage=ReviewStage.CITY).select_related(*ABOUT, "started_by")
    mine = Q(page__city_id__in=roles.focal_point_of)
    if roles.is_secretariat:
        mine |= Q(page__city=None) | Q(page__is_translation=True)
    return rows.filter(mine).order_by("moved_at", "pk")


def to_read(user: Any) -> QuerySet[Advice]:
    """What this reviewer was asked to read and has not answered, most urgent first."""
    rows = Advice.objects.filter(
        reviewer_id=user.pk,
        given_at=None,
        excused_at=None,
        review__stage=ReviewStage.IN_REVIEW,
    )
    about = [f"review__{name}" for name in ABOUT]
    return rows.select_related(*about).order_by("due_on", "pk")


def has_read(user: Any) -> QuerySet[Advice]:
    """What this reviewer has judged, last first."""
    rows = Advice.objects.filter(reviewer_id=user.pk).exclude(given_at=None)
    about = [f"review__{name}" for name in ABOUT]
    return rows.select_related(*about).prefetch_related("scores").order_by("-given_at")


def _with_network() -> QuerySet[Review]:
    asked = Count("advices", filter=Q(advices__excused_at=None))
    rows = Review.objects.filter(stage__in=(ReviewStage.SUBMITTED, ReviewStage.IN_REVIEW))
    return rows.annotate(asked=asked).select_related(*ABOUT).order_by("moved_at", "pk")


def to_assign() -> QuerySet[Review]:
    """Approved by their city and without a reviewer, longest waiting first."""
    return _with_network().filter(asked=0)


def in_review() -> QuerySet[Review]:
    """With reviewers, with what each has said; longest waiting first."""
    rows = _with_network().filter(asked__gt=0)
    return rows.prefetch_related("advices__scores", "advices__reviewer")


def decided() -> QuerySet[Review]:
    """What is no longer open, last decided first."""
    rows = Review.objects.exclude(stage__in=OPEN_STAGES).select_related(*ABOUT)
    return rows.order_by("-moved_at", "-pk")
