"""Who is told of what happens in the library; each is safe to run twice."""

from collections.abc import Iterable

from core.access.rules import holders
from core.accounts.models import User
from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify
from knowledge.library.facts import (
    AdviceGiven,
    ChangesAsked,
    PracticeApprovedByCity,
    PracticeArchived,
    PracticeConfirmationAsked,
    PracticeDeclined,
    PracticeOutdated,
    PracticePublished,
    PracticeRestored,
    PracticeSubmitted,
    PracticeWithdrawn,
    ReuseConfirmed,
    ReuseContactConfirmed,
    ReuseMoved,
    ReuseStarted,
    ReuseThanked,
    ReviewerAssigned,
    ReviewerExcused,
    ReviewerReleased,
)
from knowledge.library.models import PracticePage, PracticeReuse, Review
from knowledge.library.policy.reuses import source_city_of


def _review(entry: Entry) -> Review | None:
    rows = Review.objects.filter(pk=entry.fact.review_id)
    return rows.select_related("page", "started_by").first()


def _writers(page: PracticePage) -> Iterable[User]:
    """Whoever wrote the text and still belongs to its city."""
    found = User.objects.filter(pk__in=page.author_ids, is_active=True)
    if page.city_id is None:
        return found
    return found.filter(memberships__city_id=page.city_id, memberships__is_active=True).distinct()


@on(PracticeSubmitted)
def tell_who_approves(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        notify("text_waits", to=holders("review.approve_for_city", review), about=entry)


@on(PracticeApprovedByCity)
def tell_of_approval(entry: Entry) -> None:
    review = _review(entry)
    if review is None or review.page.is_translation:
        return
    notify("text_answered", to=_writers(review.page), about=entry)
    notify("review_moves", to=holders("review.assign", review), about=entry)


@on(ChangesAsked, PracticeDeclined)
def tell_the_writers(entry: Entry) -> None:
    review = _review(entry)
    if review is None:
        return
    notify("text_answered", to=_writers(review.page), about=entry)
    if review.page.city_id is not None:
        notify("text_answered", to=focal_points(review.page.city_id), about=entry)


@on(ReviewerAssigned, ReviewerReleased)
def tell_the_reviewer(entry: Entry) -> None:
    people = User.objects.filter(pk=entry.fact.reviewer_id)
    notify("review_asked", to=people, about=entry)


@on(ReviewerExcused, AdviceGiven)
def tell_the_secretariat(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        notify("review_moves", to=holders("review.assign", review), about=entry)


@on(PracticePublished)
def tell_of_publication(entry: Entry) -> None:
    page = PracticePage.objects.filter(pk=entry.fact.page_id).first()
    if page is not None:
        notify("text_answered", to=_writers(page), about=entry)


@on(
    PracticeConfirmationAsked,
    PracticeOutdated,
    PracticeWithdrawn,
    PracticeArchived,
    PracticeRestored,
)
def tell_who_answers_for_it(entry: Entry) -> None:
    city_id = source_city_of(entry.fact.practice_key)
    page_id = entry.values.get("page_id")
    if PracticePage.objects.filter(pk=page_id, is_translation=True).exists():
        return
    if city_id is not None:
        notify("practice_ages", to=focal_points(city_id), about=entry)


@on(ReuseStarted, ReuseMoved, ReuseConfirmed, ReuseContactConfirmed, ReuseThanked)
def tell_the_other_city(entry: Entry) -> None:
    """The side that did not act itself."""
    reuse = PracticeReuse.objects.filter(pk=entry.fact.reuse_id).first()
    if reuse is None:
        return
    source = source_city_of(reuse.translation_key)
    is_by_source = entry.kind == "ReuseContactConfirmed" or (
        entry.kind == "ReuseConfirmed" and entry.fact.side == "source"
    )
    told = reuse.city_id if is_by_source else source
    if told is not None:
        notify("reuse_moves", to=focal_points(told), about=entry, subject=reuse.stream)
