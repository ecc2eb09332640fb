"""The network's check: reviewers of other cities judge a text, the secretariat decides on it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import Refused, can, require
from core.accounts.models import User
from core.accounts.queries import person_or_none
from core.design.wording import too_long
from core.journal.actions import record
from knowledge.library.actions.checking import (
    approve_for_city,
    call_back_practice,
    locked,
    move,
    reason_from,
    return_to_author,
    task_state,
)
from knowledge.library.facts import (
    AdviceGiven,
    ChangesAsked,
    PracticeDeclined,
    ReviewerAssigned,
    ReviewerExcused,
    ReviewerReleased,
)
from knowledge.library.models import Advice, Criterion, Review, Score

FURTHEST = timedelta(days=183)
LONGEST_COMMENT = 1200
LONGEST_EXCUSE = 600

type Grid = Mapping[str, tuple[int | None, str]]


def _key(review: Review) -> str:
    return str(review.page.translation_key)


@transaction.atomic
def assign_reviewers(
    *, actor: Any, review: Review, reviewers: Iterable[User], due_on: date
) -> None:
    """Ask people of other cities to read a text; asking somebody again moves their day.

    Raises:
        Refused: one of them may not judge this text.
        ValidationError: nobody was chosen, or the day is past or more than half a year away.
    """
    review = locked(review)
    require(actor, "review.assign", review)
    asked = list(reviewers)
    if not asked:
        raise ValidationError({"reviewers": [_("Choose at least one reviewer.")]})
    today = timezone.localdate()
    if not today <= due_on <= today + FURTHEST:
        raise ValidationError({"due_on": [_("Choose a day within the next six months.")]})
    move(review, "review.assign", actor=actor)
    for reviewer in asked:
        decision = can(reviewer, "review.judge", review)
        if not decision:
            raise Refused("review.judge", decision.reason)
        advice, is_new = Advice.objects.get_or_create(
            review=review,
            reviewer=reviewer,
            defaults={"due_on": due_on, "assigned_by": person_or_none(actor)},
        )
        if not is_new and advice.given_at is None:
            advice.due_on, advice.excused_at, advice.excuse = due_on, None, ""
            advice.reminders = 0
            advice.save(update_fields=["due_on", "excused_at", "excuse", "reminders"])
        if is_new:
            record(
                ReviewerAssigned(_key(review), review.pk, reviewer.pk),
                stream=review.stream,
                actor=actor,
            )


@transaction.atomic
def release_reviewer(*, actor: Any, review: Review, reviewer: User) -> None:
    """Do not wait any longer for somebody who has not answered."""
    review = locked(review)
    require(actor, "review.release", review)
    removed, _rows = Advice.objects.filter(
        review=review, reviewer=reviewer, given_at=None, excused_at=None
    ).delete()
    if not removed:
        return
    move(review, "review.release", actor=actor)
    record(
        ReviewerReleased(_key(review), review.pk, reviewer.pk), stream=review.stream, actor=actor
    )


def _checked(grid: Grid, *, has_no_conflict: bool, note: str, is_final: bool) -> None:
    wrong: dict[str, list[str]] = {}
    for code in Criterion.values:
        value, comment = grid.get(code, (None, ""))
        if (value is not None and value not in range(4)) or (is_final and value is None):
            wrong[f"score-{code}"] = [_("Choose a score from 0 to 3.")]
        if sentence := too_long(comment, limit=LONGEST_COMMENT):
            wrong[f"comment-{code}"] = [sentence]
        elif is_final and not comment.strip():
            wrong[f"comment-{code}"] = [_("Say in a sentence why.")]
    if sentence := too_long(note, limit=LONGEST_COMMENT):
        wrong["note"] = [sentence]
    if is_final and not has_no_conflict:
        wrong["has_no_conflict"] = [
            _("Tick this, or tell the secretariat that you cannot judge this text.")
        ]
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def write_advice(
    *,
    actor: Any,
    review: Review,
    grid: Grid,
    has_no_conflict: bool,
    note: str = "",
    is_final: bool,
) -> Advice:
    """Save a reviewer's grid; when final, it is given and not changed any more.

    Args:
        grid: criterion → (score 0 to 3 or None, comment).
        is_final: all six scores with a comment, and the statement on conflicts, are there.

    Raises:
        ValidationError: by field, ``score-<criterion>``, ``comment-<criterion>``, ``note`` or
            ``has_no_conflict``.
    """
    review = locked(review)
    require(actor, "review.advise", review)
    _checked(grid, has_no_conflict=has_no_conflict, note=note, is_final=is_final)
    advice = Advice.objects.get(review=review, reviewer_id=actor.pk)
    advice.has_no_conflict, advice.note = has_no_conflict, note.strip()
    for code in Criterion.values:
        value, comment = grid.get(code, (None, ""))
        Score.objects.update_or_create(
            advice=advice,
            criterion=code,
            defaults={"value": value, "comment": comment.strip()},
        )
    if is_final:
        move(review, "review.advise", actor=actor)
        advice.given_at = timezone.now()
        record(AdviceGiven(_key(review), review.pk, actor.pk), stream=review.stream, actor=actor)
    advice.save(update_fields=["has_no_conflict", "note", "given_at"])
    return advice


@transaction.atomic
def excuse_reviewer(*, actor: Any, review: Review, reason: str) -> None:
    """A reviewer says that they cannot judge this text; the secretariat asks somebody else."""
    review = locked(review)
    require(actor, "review.excuse", review)
    excuse = reason_from(reason, limit=LONGEST_EXCUSE)
    move(review, "review.excuse", actor=actor)
    Advice.objects.filter(review=review, reviewer_id=actor.pk).update(
        excused_at=timezone.now(), excuse=excuse
    )
    record(ReviewerExcused(_key(review), review.pk, actor.pk), stream=review.stream, actor=actor)


@transaction.atomic
def ask_changes(*, actor: Any, review: Review, reason: str) -> None:
    """The network wants the text changed; the city sees the reason and the grids."""
    review = locked(review)
    require(actor, "review.ask_changes", review)
    move(review, "review.ask_changes", actor=actor, reason=reason_from(reason))
    task_state(review).reject(user=person_or_none(actor), comment=review.reason)
    record(ChangesAsked(_key(review), review.pk, "network"), stream=review.stream, actor=actor)


@transaction.atomic
def decline_practice(*, actor: Any, review: Review, reason: str) -> None:
    """The network does not take the text; it stays with its city, with the reason."""
    review = locked(review)
    require(actor, "review.decline", review)
    move(review, "review.decline", actor=actor, reason=reason_from(reason))
    assert review.workflow_state is not None
    review.workflow_state.cancel(user=person_or_none(actor))
    record(PracticeDeclined(_key(review), review.pk), stream=review.stream, actor=actor)


@transaction.atomic
def accept_practice(*, actor: Any, review: Review) -> None:
    """Publish exactly the text that the reviewers read."""
    review = locked(review)
    require(actor, "review.accept", review)
    move(review, "review.accept", actor=actor)
    task_state(review).approve(user=person_or_none(actor))


WITHOUT_REASON: Mapping[str, Callable[..., None]] = {
    "review.approve_for_city": approve_for_city,
    "review.accept": accept_practice,
    "review.call_back": call_back_practice,
}
WITH_REASON: Mapping[str, Callable[..., None]] = {
    "review.return_to_author": return_to_author,
    "review.ask_changes": ask_changes,
    "review.decline": decline_practice,
    "review.excuse": excuse_reviewer,
}


def act(actor: Any, name: str, review: Review, *, reason: str = "") -> None:
    """The act of this name, asked for by a button here or in the CMS."""
    if name in WITH_REASON:
        WITH_REASON[name](actor=actor, review=review, reason=reason)
    else:
        WITHOUT_REASON[name](actor=actor, review=review)
