"""From draft to public and back. A practice goes live through these functions only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from core.access.rules import require
from core.journal.actions import record
from knowledge.library.actions.writing import person, stream_of
from knowledge.library.facts import (
    PracticeCalledBack,
    PracticeDeclined,
    PracticePublished,
    PracticeSubmitted,
    PracticeWithdrawn,
)
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import ApprovedRevision, PracticePage, PracticeStanding, State

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


@transaction.atomic
def submit_practice(*, actor: Any, practice: PracticePage) -> None:
    """Hand the latest draft over for checking; it is frozen until it is decided or called back.

    Raises:
        ValidationError: by field, when something needed is missing.
    """
    practice, standing = _locked(practice)
    move = "practice.revise" if standing.state == State.PUBLISHED else "practice.submit"
    require(actor, move, practice)
    draft = practice.get_latest_revision_as_object()
    if lacking := missing_in(draft):
        raise ValidationError(lacking)
    PRACTICE.apply(move, standing)
    standing.submitted_revision = practice.latest_revision
    standing.save(update_fields=["submitted_revision"])
    record(
        PracticeSubmitted(str(practice.translation_key), practice.latest_revision_id or 0),
        stream=stream_of(practice),
        actor=actor,
    )
    log(instance=practice, action="jusoor.practice.submit", user=person(actor))


def _give_back(practice: PracticePage, standing: PracticeStanding, *, move: str) -> None:
    PRACTICE.apply(f"{move}_revision" if practice.live else move, standing)
    standing.submitted_revision = None
    standing.save(update_fields=["submitted_revision"])


@transaction.atomic
def call_back_practice(*, actor: Any, practice: PracticePage) -> None:
    """Take a submitted text back to change it."""
    practice, standing = _locked(practice)
    require(actor, "practice.call_back", practice)
    _give_back(practice, standing, move="practice.call_back")
    record(
        PracticeCalledBack(str(practice.translation_key)), stream=stream_of(practice), actor=actor
    )
    log(instance=practice, action="jusoor.practice.call_back", user=person(actor))


@transaction.atomic
def decline_practice(*, actor: Any, practice: PracticePage, reason: str) -> None:
    """Give a submitted text back to its city with the reason, which its history keeps."""
    practice, standing = _locked(practice)
    require(actor, "practice.decline", practice)
    if not reason.strip():
        raise ValidationError({"reason": [_("Say what has to change.")]})
    _give_back(practice, standing, move="practice.decline")
    record(PracticeDeclined(str(practice.translation_key)), stream=stream_of(practice), actor=actor)
    log(
        instance=practice,
        action="jusoor.practice.decline",
        user=person(actor),
        data={"comment": reason.strip()[:1000]},
    )


@transaction.atomic
def publish_practice(*, actor: Any, practice: PracticePage) -> None:
    """Approve the submitted revision and make exactly that one public."""
    practice, standing = _locked(practice)
    require(actor, "practice.publish", practice)
    revision = standing.submitted_revision
    PRACTICE.apply("practice.publish", standing)
    assert revision is not None
    ApprovedRevision.objects.get_or_create(
        revision=revision, defaults={"approved_by": person(actor)}
    )
    standing.submitted_revision = None
    standing.confirmed_at = timezone.now()
    standing.outdated_at = None
    standing.save(update_fields=["submitted_revision", "confirmed_at", "outdated_at"])
    note_publication(practice, revision_id=revision.pk, actor=actor)
    revision.publish(user=person(actor), skip_permission_checks=True)


@transaction.atomic
def publish_translation(*, actor: Any, practice: PracticePage) -> None:
    """Make the latest draft of a translation public; the original is public already."""
    original = practice.original
    require(actor, "practice.publish_translation", practice)
    if not practice.is_translation or not original.live:
        raise ValidationError(_("A translation becomes public after its original."))
    if left := untranslated_in(practice.get_latest_revision_as_object(), original):
        raise ValidationError(left)
    revision = practice.latest_revision
    if practice.of_revision_id != original.live_revision_id:
        practice.of_revision_id = original.live_revision_id
        practice.save(update_fields=["of_revision"])
        draft = practice.get_latest_revision_as_object()
        draft.of_revision_id = original.live_revision_id
        revision = draft.save_revision(user=person(actor), clean=False)
    ApprovedRevision.objects.get_or_create(
        revision=revision, defaults={"approved_by": person(actor)}
    )
    note_publication(practice, revision_id=revision.pk, actor=actor)
    revision.publish(user=person(actor), skip_permission_checks=True)


@transaction.atomic
def withdraw_practice(*, actor: Any, practice: PracticePage) -> None:
    """Take a practice out of public sight, in all its languages. Its history stays."""
    practice, standing = _locked(practice)
    require(actor, "practice.withdraw", practice)
    PRACTICE.apply("practice.withdraw", standing)
    for page in PracticePage.objects.filter(
        translation_key=practice.translation_key, live=True
    ).select_related("locale"):
        note_withdrawal(page, actor=actor)
        action = UnpublishPageAction(page, user=person(actor), log_action=True)
        action.execute(skip_permission_checks=True)


def note_publication(practice: PracticePage, *, revision_id: int | None, actor: Any) -> None:
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
