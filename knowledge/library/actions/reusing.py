"""Another city takes a practice up: each step one verb, told to both sides."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import Refused, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import roles_of
from core.journal.actions import record
from knowledge.library.facts import (
    ReuseConfirmed,
    ReuseContactConfirmed,
    ReuseMoved,
    ReuseStarted,
    ReuseThanked,
    ReuseWritten,
)
from knowledge.library.lifecycle import REUSE
from knowledge.library.models import BuildingBlock, PracticePage, PracticeReuse, Question

ACCOUNT = ("changes", "result", "lessons")
MOST = 1200


def _locked(reuse: PracticeReuse) -> PracticeReuse:
    return PracticeReuse.objects.select_for_update().get(pk=reuse.pk)


@transaction.atomic
def start_reuse(*, actor: Any, practice: PracticePage, city: City) -> PracticeReuse:
    """Say that a city wants to adapt a practice. Asking twice returns the standing reuse."""
    require(actor, "practice.adapt", practice)
    if city.pk not in roles_of(actor).focal_point_of or city.pk == practice.original.city_id:
        raise Refused("practice.adapt", _("Choose a city whose focal point you are."))
    reuse, is_new = PracticeReuse.objects.get_or_create(
        translation_key=practice.translation_key,
        city=city,
        defaults={"started_by": person_or_none(actor)},
    )
    if is_new:
        record(
            ReuseStarted(reuse.pk, str(reuse.translation_key), city.pk),
            stream=reuse.stream,
            actor=actor,
        )
    return reuse


@transaction.atomic
def write_reuse(*, actor: Any, reuse: PracticeReuse, values: Mapping[str, Any]) -> PracticeReuse:
    """Save answers to the checklist, chosen parts, and the account of changes, result, lessons.

    A changed account has to be confirmed again by both sides before readers see it.

    Args:
        values: `checklist` (question code → answer), `blocks` (keys of building blocks of this
            practice, hex) and the parts of the account; what is not named stays.

    Raises:
        ValidationError: a text is too long, or a question or part is not known.
    """
    reuse = _locked(reuse)
    require(actor, "reuse.write", reuse)
    checklist = dict(values.get("checklist", reuse.checklist))
    if set(checklist) - set(Question.values) or any(len(a) > MOST for a in checklist.values()):
        raise ValidationError(_("An answer is too long or belongs to no question."))
    blocks = list(values.get("blocks", reuse.blocks))
    if set(blocks) - known_blocks(reuse.translation_key):
        raise ValidationError(_("One of the chosen parts is no longer there."))
    before = [getattr(reuse, name) for name in ACCOUNT]
    for name in ACCOUNT:
        setattr(reuse, name, values.get(name, getattr(reuse, name)))
    reuse.checklist = {code: text for code, text in checklist.items() if text}
    reuse.blocks = blocks
    if before != [getattr(reuse, name) for name in ACCOUNT]:
        reuse.adopter_confirmed_at = reuse.source_confirmed_at = None
    if any(len(getattr(reuse, name)) > MOST for name in ACCOUNT):
        raise ValidationError(_("An answer is too long or belongs to no question."))
    reuse.save()
    record(ReuseWritten(reuse.pk, str(reuse.translation_key)), stream=reuse.stream, actor=actor)
    return reuse


def known_blocks(key: UUID) -> set[str]:
    """The keys (hex) of the building blocks of a practice."""
    found = BuildingBlock.objects.filter(page__translation_key=key)
    return {block.hex for block in found.values_list("translation_key", flat=True)}


@transaction.atomic
def move_reuse(*, actor: Any, reuse: PracticeReuse, move: str) -> None:
    """Bring a reuse to its next stage, stop it, or take it up again.

    Args:
        move: a name of the table `REUSE`.
    """
    reuse = _locked(reuse)
    require(actor, move, reuse)
    REUSE.apply(move, reuse, field="stage")
    reuse.moved_at = timezone.now()
    reuse.save(update_fields=["moved_at"])
    record(
        ReuseMoved(reuse.pk, str(reuse.translation_key), reuse.stage),
        stream=reuse.stream,
        actor=actor,
    )


@transaction.atomic
def confirm_contact(*, actor: Any, reuse: PracticeReuse) -> None:
    """The city that wrote the practice answers: the two are in touch. Twice changes nothing."""
    reuse = _locked(reuse)
    require(actor, "reuse.confirm_contact", reuse)
    if reuse.contact_confirmed_at is None:
        reuse.contact_confirmed_at = timezone.now()
        reuse.save(update_fields=["contact_confirmed_at"])
        record(
            ReuseContactConfirmed(reuse.pk, str(reuse.translation_key)),
            stream=reuse.stream,
            actor=actor,
        )


@transaction.atomic
def confirm_reuse(*, actor: Any, reuse: PracticeReuse, side: str) -> None:
    """One side (``adopter`` or ``source``) confirms the account; after both, readers see it."""
    reuse = _locked(reuse)
    require(actor, f"reuse.confirm_as_{side}", reuse)
    if not reuse.has_account:
        raise ValidationError(_("Nothing has been written about changes, result or lessons yet."))
    field = f"{side}_confirmed_at"
    if getattr(reuse, field) is None:
        setattr(reuse, field, timezone.now())
        reuse.save(update_fields=[field])
        record(
            ReuseConfirmed(reuse.pk, str(reuse.translation_key), side),
            stream=reuse.stream,
            actor=actor,
        )


@transaction.atomic
def thank_source(*, actor: Any, reuse: PracticeReuse) -> None:
    """The adopting city thanks the city that wrote the practice; once."""
    reuse = _locked(reuse)
    require(actor, "reuse.thank", reuse)
    if reuse.thanked_at is None:
        reuse.thanked_at = timezone.now()
        reuse.save(update_fields=["thanked_at"])
        record(ReuseThanked(reuse.pk, str(reuse.translation_key)), stream=reuse.stream, actor=actor)
