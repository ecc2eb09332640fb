"""Who is told of what happens in the library; each is safe to run twice."""

from collections.abc import Iterable

from core.access.rules import holders
from core.accounts.models import User
from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from knowledge.library.facts import (
    AdviceDue,
    AdviceGiven,
    AdviceOverdue,
    ChangesAsked,
    PracticeApprovedByCity,
    PracticeArchived,
    PracticeCalledBack,
    PracticeConfirmationAsked,
    PracticeDeclined,
    PracticeOutdated,
    PracticePublished,
    PracticeRestored,
    PracticeSubmitted,
    PracticeWithdrawn,
    ReportAppealed,
    ReportDecided,
    ReportFiled,
    ReuseConfirmed,
    ReuseContactConfirmed,
    ReuseMoved,
    ReuseStarted,
    ReuseThanked,
    ReviewerAssigned,
    ReviewerExcused,
    ReviewerReleased,
    VoiceWritten,
)
from knowledge.library.models import PracticePage, PracticeReuse, Report, ReportState, Review
from knowledge.library.policy.reuses import source_city_of


def _review(entry: Entry) -> Review | None:
    rows = Review.objects.filter(pk=entry.fact.review_id)
    return rows.select_related("page", "started_by").first()


def _subject(review: Review) -> str:
    """Notes are grouped by the text that is checked: each language is a text of its own."""
    return f"text:{review.page_id}"


def _writers(page: PracticePage) -> Iterable[User]:
    """Whoever wrote the text and still belongs to its city."""
    found = User.objects.filter(pk__in=page.author_ids, is_active=True)
    if page.city_id is None:
        return found
    return found.filter(memberships__city_id=page.city_id, memberships__is_active=True).distinct()


@on(PracticeSubmitted)
def tell_who_approves(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        people = holders("review.approve_for_city", review)
        notify("text_waits", to=people, about=entry, subject=_subject(review))


@on(PracticeApprovedByCity)
def tell_of_approval(entry: Entry) -> None:
    review = _review(entry)
    if review is None or review.page.is_translation:
        return
    subject = _subject(review)
    notify("text_answered", to=_writers(review.page), about=entry, subject=subject)
    notify("review_moves", to=holders("review.assign", review), about=entry, subject=subject)


@on(ChangesAsked, PracticeDeclined)
def tell_the_writers(entry: Entry) -> None:
    review = _review(entry)
    if review is None:
        return
    subject = _subject(review)
    notify("text_answered", to=_writers(review.page), about=entry, subject=subject)
    if review.page.city_id is not None:
        people = focal_points(review.page.city_id)
        notify("text_answered", to=people, about=entry, subject=subject)


@on(ReviewerAssigned, ReviewerReleased)
def tell_the_reviewer(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        people = User.objects.filter(pk=entry.fact.reviewer_id)
        notify("review_asked", to=people, about=entry, subject=_subject(review))


@on(AdviceDue, AdviceOverdue)
def remind_the_reviewer(entry: Entry) -> None:
    review = _review(entry)
    if review is None:
        return
    people = User.objects.filter(pk=entry.fact.reviewer_id)
    notify("review_asked", to=people, about=entry, subject=_subject(review))
    if entry.kind == "AdviceOverdue":
        people = holders("review.assign", review)
        notify("review_moves", to=people, about=entry, subject=_subject(review))


@on(ReviewerExcused, AdviceGiven)
def tell_the_secretariat(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        people = holders("review.assign", review)
        notify("review_moves", to=people, about=entry, subject=_subject(review))


@on(PracticeApprovedByCity, ChangesAsked, PracticeCalledBack, PracticeDeclined)
def nobody_need_act_any_more(entry: Entry) -> None:
    """The text has left the desk of those who were asked to approve or to read it."""
    if (review := _review(entry)) is not None:
        settle("text_waits", subject=_subject(review))
        if not review.is_open:
            settle("review_asked", subject=_subject(review))


@on(ReviewerExcused, AdviceGiven)
def the_reviewer_need_not_read_any_more(entry: Entry) -> None:
    if (review := _review(entry)) is not None:
        reviewer = entry.fact.reviewer_id
        settle("review_asked", subject=_subject(review), person_id=reviewer)


@on(PracticePublished)
def tell_of_publication(entry: Entry) -> None:
    page = PracticePage.objects.filter(pk=entry.fact.page_id).first()
    if page is not None:
        notify("text_answered", to=_writers(page), about=entry, subject=f"text:{page.pk}")


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


@on(VoiceWritten)
def tell_the_city_what_readers_say(entry: Entry) -> None:
    city_id = source_city_of(entry.fact.practice_key)
    if city_id is not None:
        notify("voices", to=focal_points(city_id), about=entry)


def _report(entry: Entry) -> Report | None:
    rows = Report.objects.filter(pk=entry.fact.report_id)
    return rows.select_related("voice__person", "reporter").first()


@on(ReportFiled, ReportAppealed)
def tell_who_decides(entry: Entry) -> None:
    if (report := _report(entry)) is not None:
        people = holders("report.uphold", report)
        notify("reports", to=people, about=entry, subject=f"report:{report.pk}")


@on(ReportDecided)
def tell_of_the_decision(entry: Entry) -> None:
    """Whoever reported; and whoever wrote it, when it was hidden or is shown again."""
    report = _report(entry)
    if report is None:
        return
    subject = f"report:{report.pk}"
    settle("reports", subject=subject)
    people = [report.reporter] if report.reporter else []
    if entry.fact.state != ReportState.DISMISSED or report.appeal:
        city_id = source_city_of(report.translation_key)
        if report.voice is not None:
            people.append(report.voice.person)
        elif city_id is not None:
            people.extend(focal_points(city_id))
    notify("reports", to=people, about=entry, subject=subject)
