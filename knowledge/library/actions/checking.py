"""Hand a text over, take it back, and let the city approve it: the first of the two checks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, Workflow, WorkflowState, WorkflowTask

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.wording import too_long
from core.journal.actions import record
from knowledge.library.actions.publishing import missing_in, untranslated_in
from knowledge.library.facts import (
    ChangesAsked,
    PracticeApprovedByCity,
    PracticeCalledBack,
    PracticeSubmitted,
    ReviewerAssigned,
)
from knowledge.library.lifecycle import REVIEW
from knowledge.library.models import (
    Advice,
    CityApproval,
    NetworkReview,
    PracticePage,
    Review,
    ReviewStage,
)
from knowledge.library.models.review import READING_TIME
from knowledge.library.models.tasks import PRACTICE_WORKFLOW, TRANSLATION_WORKFLOW

LONGEST_REASON = 2000


def workflow_for(practice: PracticePage) -> Workflow:
    """The checks of a text, made when they are asked for the first time."""
    found = practice.get_workflow()
    if found is not None:
        return found
    city, _made = CityApproval.objects.get_or_create(name="city")
    network, _made = NetworkReview.objects.get_or_create(name="network")
    for name, tasks in (
        (PRACTICE_WORKFLOW, (city, network)),
        (TRANSLATION_WORKFLOW, (city,)),
    ):
        workflow, _made = Workflow.objects.get_or_create(name=name)
        for number, task in enumerate(tasks):
            WorkflowTask.objects.get_or_create(
                workflow=workflow, task=task.task_ptr, defaults={"sort_order": number}
            )
    return workflow_for(practice)


def locked(review: Review) -> Review:
    """The same with its row held until the end of the transaction."""
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("page", "workflow_state__current_task_state").get(pk=review.pk)


def move(review: Review, name: str, *, actor: Any, reason: str = "") -> None:
    """Move a review, note when and why, and write it into the history of the page."""
    REVIEW.apply(name, review, field="stage")
    review.moved_at = timezone.now()
    review.reason = reason
    review.save(update_fields=["moved_at", "reason"])
    log(
        instance=review.page,
        action=f"jusoor.{name}",
        user=person_or_none(actor),
        data={"comment": reason},
        revision=review.revision,
    )


def reason_from(text: str, *, limit: int = LONGEST_REASON) -> str:
    """The reason as it is kept.

    Raises:
        ValidationError: nothing is said, or too much.
    """
    reason = text.strip()
    if not reason:
        raise ValidationError({"reason": [_("Say why, so that the author can go on.")]})
    if sentence := too_long(reason, limit=limit):
        raise ValidationError({"reason": [sentence]})
    return reason


def task_state(review: Review) -> Any:
    """Wagtail's state of the check that runs."""
    assert review.workflow_state is not None
    return review.workflow_state.current_task_state.specific


def _confirmed_against_original(page: PracticePage, *, actor: Any) -> Revision | None:
    """The version of a translation that says which public version of the original it follows."""
    live = page.original.live_revision_id
    draft = page.get_latest_revision_as_object()
    if draft.of_revision_id == live:
        return page.latest_revision
    draft.of_revision_id = live
    return draft.save_revision(user=person_or_none(actor), clean=False)


@transaction.atomic
def submit_practice(*, actor: Any, practice: PracticePage) -> Review:
    """Hand the latest draft over; it is frozen until it is decided or called back.

    The focal point reads it first, also after changes were asked: the city answers for what the
    network reads.

    Raises:
        ValidationError: by field, when something needed is missing.
    """
    page = PracticePage.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    require(actor, "practice.submit", page)
    draft = page.get_latest_revision_as_object()
    if page.is_translation:
        if not page.original.live:
            raise ValidationError(_("A translation becomes public after its original."))
        lacking = untranslated_in(draft, page.original)
    else:
        lacking = missing_in(draft)
    if lacking:
        raise ValidationError(lacking)
    revision = page.latest_revision
    if page.is_translation:
        revision = _confirmed_against_original(page, actor=actor)
        page.refresh_from_db()
    waiting = page.current_workflow_state
    if waiting is not None and waiting.status == WorkflowState.STATUS_NEEDS_CHANGES:
        waiting.cancel(user=person_or_none(actor))
    state = workflow_for(page).start(page, person_or_none(actor))
    review = Review.objects.create(
        page=page,
        revision=revision,
        workflow_state=state,
        number=Review.objects.filter(page=page).count() + 1,
        started_by=person_or_none(actor),
    )
    record(
        PracticeSubmitted(str(page.translation_key), revision.pk if revision else 0, review.pk),
        stream=review.stream,
        actor=actor,
    )
    log(
        instance=page,
        action="jusoor.practice.submit",
        user=person_or_none(actor),
        revision=revision,
    )
    return review


@transaction.atomic
def call_back_practice(*, actor: Any, review: Review) -> None:
    """Take a text back to change it."""
    review = locked(review)
    require(actor, "review.call_back", review)
    move(review, "review.call_back", actor=actor)
    assert review.workflow_state is not None
    review.workflow_state.cancel(user=person_or_none(actor))
    record(
        PracticeCalledBack(str(review.page.translation_key), review.pk),
        stream=review.stream,
        actor=actor,
    )


def note_cancellation(state: WorkflowState, *, actor: Any) -> None:
    """A check that somebody cancelled in the CMS was called back."""
    review = Review.objects.filter(workflow_state=state).select_related("page").first()
    if review is None or not review.is_open:
        return
    move(review, "review.call_back", actor=actor)
    record(
        PracticeCalledBack(str(review.page.translation_key), review.pk),
        stream=review.stream,
        actor=actor,
    )


@transaction.atomic
def return_to_author(*, actor: Any, review: Review, reason: str) -> None:
    """The city wants the text changed before it goes to the network."""
    review = locked(review)
    require(actor, "review.return_to_author", review)
    move(review, "review.return_to_author", actor=actor, reason=reason_from(reason))
    task_state(review).reject(user=person_or_none(actor), comment=review.reason)
    record(
        ChangesAsked(str(review.page.translation_key), review.pk, "city"),
        stream=review.stream,
        actor=actor,
    )


@transaction.atomic
def approve_for_city(*, actor: Any, review: Review) -> None:
    """The city stands behind the text: it goes to the network; a translation becomes public."""
    review = locked(review)
    is_last = review.page.is_translation
    name = "review.approve_translation" if is_last else "review.approve_for_city"
    require(actor, name, review)
    move(review, name, actor=actor)
    record(
        PracticeApprovedByCity(str(review.page.translation_key), review.pk),
        stream=review.stream,
        actor=actor,
    )
    task_state(review).approve(user=person_or_none(actor))
    if not is_last:
        _ask_the_same_reviewers(review)


def _ask_the_same_reviewers(review: Review) -> None:
    """Whoever asked for changes reads what came of them."""
    before = (
        Review.objects.filter(page=review.page, stage=ReviewStage.CHANGES_ASKED, pk__lt=review.pk)
        .order_by("-pk")
        .first()
    )
    if before is None:
        return
    due_on = timezone.localdate() + READING_TIME
    earlier = before.advices.exclude(given_at=None).select_related("assigned_by")
    for advice in earlier:
        Advice.objects.create(
            review=review,
            reviewer_id=advice.reviewer_id,
            assigned_by=advice.assigned_by,
            due_on=due_on,
        )
        record(
            ReviewerAssigned(str(review.page.translation_key), review.pk, advice.reviewer_id),
            stream=review.stream,
            actor=advice.assigned_by,
        )
    if earlier:
        REVIEW.apply("review.assign", review, field="stage")
