"""Readers say what a practice is worth to them, and report what should not be there."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Revision

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.wording import too_long
from core.journal.actions import record
from knowledge.library.actions.checking import reason_from
from knowledge.library.actions.publishing import end_reviews, note_publication, note_withdrawal
from knowledge.library.actions.writing import stream_of
from knowledge.library.facts import ReportAppealed, ReportDecided, ReportFiled, VoiceWritten
from knowledge.library.lifecycle import PRACTICE, REPORT
from knowledge.library.models import (
    PracticePage,
    PracticeStanding,
    Reason,
    Report,
    ReportState,
    Voice,
)

LONGEST = 800
LONGEST_DECISION = 1200


@transaction.atomic
def write_voice(*, actor: Any, practice: PracticePage, is_useful: bool, missing: str = "") -> Voice:
    """Say whether a practice is useful for one's city, and what is missing; saying it again
    replaces what was said.

    Raises:
        ValidationError: the words are too long.
    """
    require(actor, "voice.write", practice)
    words = missing.strip()
    if sentence := too_long(words, limit=LONGEST):
        raise ValidationError({"missing": [sentence]})
    voice, _is_new = Voice.objects.update_or_create(
        translation_key=practice.translation_key,
        person=actor,
        defaults={"is_useful": is_useful, "missing": words, "written_at": timezone.now()},
    )
    record(
        VoiceWritten(str(practice.translation_key), voice.pk),
        stream=stream_of(practice),
        actor=actor,
    )
    return voice


@transaction.atomic
def file_report(
    *, actor: Any, practice: PracticePage, reason: str, words: str, voice: Voice | None = None
) -> Report:
    """Tell the secretariat of a problem with a practice, or with a reader's word on it.

    Reporting again while the first report is open returns that one.

    Raises:
        ValidationError: the reason is unknown, or nothing is said, or too much.
    """
    require(actor, "report.file", practice)
    if reason not in Reason.values:
        raise ValidationError({"reason": [_("Choose what the problem is.")]})
    if not words.strip():
        raise ValidationError({"words": [_("Say in a sentence what the problem is.")]})
    if sentence := too_long(words.strip(), limit=LONGEST):
        raise ValidationError({"words": [sentence]})
    report, is_new = Report.objects.get_or_create(
        translation_key=practice.translation_key,
        voice=voice,
        reporter=actor,
        state=ReportState.OPEN,
        defaults={"reason": reason, "words": words.strip()},
    )
    if is_new:
        record(
            ReportFiled(str(practice.translation_key), report.pk),
            stream=report.stream,
            actor=actor,
        )
    return report


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("voice").get(pk=report.pk)


def _decided(report: Report, *, move: str, actor: Any, reason: str) -> None:
    REPORT.apply(move, report)
    report.decision = reason
    report.decided_at = timezone.now()
    report.decided_by = person_or_none(actor)
    report.save(update_fields=["decision", "decided_at", "decided_by"])
    record(
        ReportDecided(str(report.translation_key), report.pk, report.state),
        stream=report.stream,
        actor=actor,
    )


@transaction.atomic
def decide_report(*, actor: Any, report: Report, move: str, reason: str) -> None:
    """Dismiss or uphold a report, or answer its appeal; what is upheld is hidden at once.

    Args:
        move: ``report.dismiss``, ``report.uphold``, ``report.overturn`` or ``report.confirm``.
        reason: read by whoever reported and by whoever wrote it.
    """
    report = _locked(report)
    require(actor, move, report)
    _decided(report, move=move, actor=actor, reason=reason_from(reason, limit=LONGEST_DECISION))
    if move == "report.uphold":
        _hide(report, actor=actor)
    elif move == "report.overturn":
        _show(report, actor=actor)


@transaction.atomic
def appeal_report(*, actor: Any, report: Report, words: str) -> None:
    """Whoever wrote what was hidden asks to look at it again, once."""
    report = _locked(report)
    require(actor, "report.appeal", report)
    appeal = reason_from(words, limit=LONGEST_DECISION)
    REPORT.apply("report.appeal", report)
    report.appeal, report.appealed_at = appeal, timezone.now()
    report.save(update_fields=["appeal", "appealed_at"])
    record(
        ReportAppealed(str(report.translation_key), report.pk),
        stream=report.stream,
        actor=actor,
    )


def _original(report: Report) -> tuple[PracticePage, PracticeStanding]:
    key = report.translation_key
    standing = PracticeStanding.objects.select_for_update().get(translation_key=key)
    return PracticePage.objects.get(translation_key=key, is_translation=False), standing


def _hide(report: Report, *, actor: Any) -> None:
    """Take it out of sight; the words stay stored, and the revisions that were public are kept."""
    if report.voice is not None:
        report.voice.hidden_at = timezone.now()
        report.voice.save(update_fields=["hidden_at"])
        return
    practice, standing = _original(report)
    if standing.state not in PRACTICE.moves["practice.hide"].source:
        return
    require(actor, "practice.hide", practice)
    PRACTICE.apply("practice.hide", standing)
    end_reviews(practice, actor=actor)
    texts = PracticePage.objects.filter(translation_key=practice.translation_key, live=True)
    standing.hidden = {str(page.pk): page.live_revision_id for page in texts}
    standing.save(update_fields=["hidden"])
    for page in texts.select_related("locale"):
        note_withdrawal(page, actor=actor)
        action = UnpublishPageAction(page, user=person_or_none(actor), log_action=True)
        action.execute(skip_permission_checks=True)
    log(
        instance=practice,
        action="jusoor.practice.hide",
        user=person_or_none(actor),
        data={"comment": report.decision},
    )


def _show(report: Report, *, actor: Any) -> None:
    if report.voice is not None:
        report.voice.hidden_at = None
        report.voice.save(update_fields=["hidden_at"])
        return
    practice, standing = _original(report)
    if standing.state not in PRACTICE.moves["practice.show"].source:
        return
    require(actor, "practice.show", practice)
    for revision in Revision.objects.filter(pk__in=standing.hidden.values()):
        page = PracticePage.objects.select_related("locale").get(pk=revision.object_id)
        note_publication(page, revision_id=f"{revision.pk}:{report.pk}", actor=actor)
        revision.publish(user=person_or_none(actor), skip_permission_checks=True)
    PRACTICE.apply("practice.show", standing)
    standing.hidden = {}
    standing.save(update_fields=["hidden"])
    log(instance=practice, action="jusoor.practice.show", user=person_or_none(actor))
