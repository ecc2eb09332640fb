"""What becomes public, stays true, and leaves public sight. Nothing else makes a practice live."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from core.access.rules import SYSTEM, require
from core.accounts.queries import person_or_none
from core.journal.actions import record
from knowledge.library.actions.writing import stream_of
from knowledge.library.facts import (
    PracticeArchived,
    PracticeConfirmationAsked,
    PracticeConfirmed,
    PracticeOutdated,
    PracticePublished,
    PracticeRestored,
    PracticeWithdrawn,
)
from knowledge.library.lifecycle import PRACTICE, REVIEW
from knowledge.library.models import Kind, Level, PracticePage, PracticeStanding, Review
from knowledge.library.models.review import OPEN_STAGES

NEEDED_WORDS = ("title", "summary", "context", "description", "beneficiaries")
NEEDED_TAGS = ("sdgs", "key_features")


def _locked(practice: PracticePage) -> tuple[PracticePage, PracticeStanding]:
    standing = PracticeStanding.objects.select_for_update().get(
        translation_key=practice.translation_key
    )
    fresh = PracticePage.objects.get(translation_key=practice.translation_key, is_translation=False)
    return fresh, standing


def missing_in(draft: PracticePage) -> dict[str, list[str]]:
    """What a text still lacks before it can be checked: field name → sentences."""
    sentence = _("This is needed before the text can be checked.")
    lacking = {name: [sentence] for name in NEEDED_WORDS if not getattr(draft, name).strip()}
    for name in NEEDED_TAGS:
        if not getattr(draft, name).exists():
            lacking[name] = [_("Choose at least one.")]
    return lacking


def untranslated_in(draft: PracticePage, original: PracticePage) -> dict[str, list[str]]:
    """The indispensable words of a translation that are empty or still those of the original."""
    sentence = _("This is still in the language of the original.")
    names = [name for name in NEEDED_WORDS if getattr(original, name).strip()]
    return {
        name: [sentence]
        for name in names
        if getattr(draft, name).strip() in ("", getattr(original, name).strip())
    }


def level_for(draft: PracticePage) -> Level:
    """A good practice shows results in figures; without them, or as a lesson, it is not one."""
    is_proven = draft.kind == Kind.PRACTICE and bool(draft.evidence.all())
    return Level.GOOD_PRACTICE if is_proven else Level.INITIATIVE


@transaction.atomic
def publish_reviewed(workflow_state: Any, *, user: Any) -> None:
    """Publish the revision that the last check approved.

    Raises:
        ValidationError: a translation whose original is not public, or another revision than the
            one that was handed over.
    """
    practice: PracticePage = workflow_state.content_object.specific
    revision = workflow_state.current_task_state.revision
    actor = user or SYSTEM
    if workflow_state.review.revision_id != revision.pk:
        raise ValidationError(_("The text was changed while it was checked. Hand it over again."))
    if practice.is_translation:
        if not practice.original.live:
            raise ValidationError(_("A translation becomes public after its original."))
    else:
        _practice, standing = _locked(practice)
        PRACTICE.apply("practice.publish", standing)
        standing.level = level_for(revision.as_object())
        standing.confirmed_at = timezone.now()
        standing.asked_at = standing.outdated_at = None
        standing.save(update_fields=["level", "confirmed_at", "asked_at", "outdated_at"])
    note_publication(practice, revision_id=revision.pk, actor=actor)
    revision.publish(user=user, skip_permission_checks=True)


def _told(practice: PracticePage, happened: Any, *, act: str, actor: Any) -> None:
    record(happened, stream=stream_of(practice), actor=actor)
    log(instance=practice, action=f"jusoor.practice.{act}", user=person_or_none(actor))


@transaction.atomic
def confirm_practice(*, actor: Any, practice: PracticePage) -> None:
    """Say that a practice is still true; an outdated one is current again."""
    practice, standing = _locked(practice)
    require(actor, "practice.confirm", practice)
    PRACTICE.apply("practice.confirm", standing)
    standing.confirmed_at = timezone.now()
    standing.asked_at = standing.outdated_at = None
    standing.save(update_fields=["confirmed_at", "asked_at", "outdated_at"])
    key = str(practice.translation_key)
    _told(practice, PracticeConfirmed(key), act="confirm", actor=actor)


@transaction.atomic
def ask_confirmation(*, actor: Any, practice: PracticePage) -> None:
    """Ask the city whether a practice is still true."""
    practice, standing = _locked(practice)
    require(actor, "practice.mark_outdated", practice)
    PRACTICE.check("practice.mark_outdated", state=standing.state)
    standing.asked_at = timezone.now()
    standing.save(update_fields=["asked_at"])
    record(
        PracticeConfirmationAsked(str(practice.translation_key)),
        stream=stream_of(practice),
        actor=actor,
    )


@transaction.atomic
def mark_outdated(*, actor: Any, practice: PracticePage) -> None:
    """Mark a practice as perhaps no longer true; it stays readable, lower in the lists."""
    practice, standing = _locked(practice)
    require(actor, "practice.mark_outdated", practice)
    PRACTICE.apply("practice.mark_outdated", standing)
    standing.outdated_at = timezone.now()
    standing.save(update_fields=["outdated_at"])
    key = str(practice.translation_key)
    _told(practice, PracticeOutdated(key), act="mark_outdated", actor=actor)


@transaction.atomic
def archive_practice(*, actor: Any, practice: PracticePage) -> None:
    """Keep a practice readable at its address and leave it out of lists and search."""
    practice, standing = _locked(practice)
    require(actor, "practice.archive", practice)
    PRACTICE.apply("practice.archive", standing)
    key = str(practice.translation_key)
    _told(practice, PracticeArchived(key), act="archive", actor=actor)


@transaction.atomic
def restore_practice(*, actor: Any, practice: PracticePage) -> None:
    """Bring an archived practice back into lists and search; that also confirms it."""
    practice, standing = _locked(practice)
    require(actor, "practice.restore", practice)
    PRACTICE.apply("practice.restore", standing)
    standing.confirmed_at = timezone.now()
    standing.asked_at = standing.outdated_at = None
    standing.save(update_fields=["confirmed_at", "asked_at", "outdated_at"])
    key = str(practice.translation_key)
    _told(practice, PracticeRestored(key), act="restore", actor=actor)


def end_reviews(practice: PracticePage, *, actor: Any) -> None:
    """Call back whatever is still checked of a practice, in every language."""
    key = practice.translation_key
    rows = Review.objects.filter(page__translation_key=key, stage__in=OPEN_STAGES)
    for review in rows.select_related("page", "workflow_state"):
        REVIEW.apply("review.call_back", review, field="stage")
        if review.workflow_state is not None:
            review.workflow_state.cancel(user=person_or_none(actor))


@transaction.atomic
def withdraw_practice(*, actor: Any, practice: PracticePage) -> None:
    """Take a practice out of public sight, in all its languages. Its history stays."""
    practice, standing = _locked(practice)
    require(actor, "practice.withdraw", practice)
    PRACTICE.apply("practice.withdraw", standing)
    end_reviews(practice, actor=actor)
    log(instance=practice, action="jusoor.practice.withdraw", user=person_or_none(actor))
    for page in PracticePage.objects.filter(
        translation_key=practice.translation_key, live=True
    ).select_related("locale"):
        note_withdrawal(page, actor=actor)
        action = UnpublishPageAction(page, user=person_or_none(actor), log_action=True)
        action.execute(skip_permission_checks=True)


def note_publication(practice: PracticePage, *, revision_id: int | str | None, actor: Any) -> None:
    """Record that a revision became public; whoever says it first is heard."""
    record(
        PracticePublished(
            str(practice.translation_key), practice.pk, practice.locale.language_code
        ),
        stream=stream_of(practice),
        actor=actor,
        key=f"published:{practice.pk}:{revision_id}",
    )


def note_withdrawal(practice: PracticePage, *, actor: Any) -> None:
    """Record that a text left public sight; whoever says it first is heard."""
    since = practice.last_published_at.isoformat() if practice.last_published_at else ""
    record(
        PracticeWithdrawn(
            str(practice.translation_key), practice.pk, practice.locale.language_code
        ),
        stream=stream_of(practice),
        actor=actor,
        key=f"withdrawn:{practice.pk}:{since}",
    )
