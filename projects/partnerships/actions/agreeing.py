"""The plan's tick, and the cooperation note: every partner says yes in its own name."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.design.wording import too_long
from core.journal.actions import record
from core.vocabularies.terms import LANGUAGES
from projects.partnerships.actions.describing import locked, speaks_for
from projects.partnerships.actions.partners import is_under_way
from projects.partnerships.digests import digest_of
from projects.partnerships.facts import NoteAccepted, NoteWritten, PlanTicked
from projects.partnerships.lifecycle import PARTNER
from projects.partnerships.models import (
    Acceptance,
    CooperationNote,
    Partner,
    PartnerState,
    Project,
)
from projects.partnerships.team import forget

MOST = 6000


def _partner(actor: Any, project: Project, city: City, *, rule: str) -> Partner:
    """The row of the city for which `actor` speaks."""
    speaks_for(actor, project, city, rule=rule)
    return Partner.objects.select_for_update().get(project=project, city=city)


@transaction.atomic
def tick_plan(*, actor: Any, project: Project, city: City) -> None:
    """A city agrees to the plan as it stands. Twice changes nothing; a changed plan is ticked anew."""
    project = locked(project)
    require(actor, "project.tick", project)
    partner = _partner(actor, project, city, rule="project.tick")
    if partner.ticked_at is None:
        partner.ticked_at = timezone.now()
        partner.save(update_fields=["ticked_at"])
        record(PlanTicked(project.pk, city.pk), stream=project.stream, actor=actor)


@transaction.atomic
def write_note(*, actor: Any, project: Project, texts: Mapping[str, str]) -> CooperationNote:
    """Write the next version of the cooperation note; the partners accept it anew.

    The same text again is the same version.

    Args:
        texts: language → text, one to three languages.

    Raises:
        ValidationError: there is no text, or one is too long or of an unknown language.
    """
    project = locked(project)
    require(actor, "project.write_note", project)
    kept = {code: text for code, text in texts.items() if text.strip()}
    if not kept:
        raise ValidationError({"texts": _("Write the note in at least one language.")})
    if set(kept) - set(LANGUAGES):
        raise ValidationError({"texts": _("This language is not known.")})
    for text in kept.values():
        if sentence := too_long(text, limit=MOST):
            raise ValidationError({"texts": sentence})
    digest = digest_of(kept)
    last = project.notes.last()
    if last is not None and last.digest == digest:
        return last
    note = CooperationNote.objects.create(
        project=project,
        number=(last.number if last else 0) + 1,
        texts=kept,
        digest=digest,
        written_by=person_or_none(actor),
    )
    record(NoteWritten(project.pk, note.number), stream=project.stream, actor=actor)
    return note


@transaction.atomic
def accept_note(
    *, actor: Any, project: Project, city: City, number: int, authority: str = ""
) -> Acceptance:
    """A city accepts the version `number`, which must be the present one. Twice returns the same.

    Args:
        authority: with whose authority, such as the title of the head of the city.

    Raises:
        ValidationError: there is a newer version, which has to be read first.
    """
    project = locked(project)
    require(actor, "project.accept_note", project)
    partner = _partner(actor, project, city, rule="project.accept_note")
    note = project.notes.last()
    if note is None or note.number != number:
        raise ValidationError({"number": _("There is a newer version of the note: read it first.")})
    if len(authority) > 200:
        raise ValidationError({"authority": too_long(authority, limit=200)})
    acceptance, is_new = Acceptance.objects.get_or_create(
        note=note, city=city, defaults={"person": person_or_none(actor), "authority": authority}
    )
    if is_new:
        partner.accepted_note = note
        partner.save(update_fields=["accepted_note"])
        if partner.state == PartnerState.ACCEPTED and is_under_way(project):
            PARTNER.apply("partner.activate", partner)
            forget(project)
        record(NoteAccepted(project.pk, city.pk, note.number), stream=project.stream, actor=actor)
    return acceptance
