"""Begin and write a concept note."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from core.vocabularies.models import Term
from knowledge.library.queries import in_languages
from projects.concepts.facts import ConceptBegun, ConceptWritten
from projects.concepts.models import ConceptNote, WantedPartner
from projects.partnerships import origins

TEXTS = (
    "acronym",
    "title",
    "summary",
    "issue",
    "objective",
    "outputs",
    "approach",
    "added_value",
    "resources",
)
COLUMNS = (*TEXTS, "kind", "language", "starts_on", "months")
TERMS = {
    "themes": "theme",
    "sdgs": "sdg",
    "objectives": "objective",
    "target_groups": "target_group",
}
MOST_WANTED = 10
MOST_PRACTICES = 10


def locked(concept: ConceptNote) -> ConceptNote:
    """The note as it is now, its row held until the transaction ends."""
    rows = ConceptNote.objects.select_for_update(of=("self",)).select_related("call", "lead_city")
    return rows.get(pk=concept.pk)


@transaction.atomic
def begin_concept(
    *,
    actor: Any,
    city: City,
    values: Mapping[str, Any],
    practice: UUID | None = None,
    request: UUID | None = None,
    is_invented: bool = False,
) -> ConceptNote:
    """Begin a note for a city.

    Args:
        values: as for `write_concept`.
        practice: the key of a public practice to start from: its terms are taken over.
        request: the id of a request for support to start from: its words and topics are taken over.

    Raises:
        ValidationError: a value does not fit, or what it should start from is not there.
    """
    require(actor, "concept.begin", city)
    language = values.get("language") or (get_language() or "ar")[:2]
    concept = ConceptNote(
        lead_city=city,
        language=language,
        made_by=person_or_none(actor),
        is_invented=is_invented,
    )
    begun = {**_adapted(practice), **_asked(actor, request)}
    concept.request = request
    _set(concept, {**begun, **values})
    concept.save()
    _set_rows(concept, {**_adapted_terms(practice), **begun, **values})
    record(ConceptBegun(concept.pk, city.pk), stream=concept.stream, actor=actor)
    return concept


def _asked(actor: Any, request: UUID | None) -> Mapping[str, Any]:
    """What a request for support says, for whoever sees it."""
    if request is None:
        return {}
    origin = origins.find("request", actor, request)
    if origin is None:
        raise ValidationError({"request": _("This request is not there.")})
    return origin.values


def _adapted(practice: UUID | None) -> dict[str, Any]:
    if practice is None:
        return {}
    if not in_languages([practice]):
        raise ValidationError({"practices": _("This practice is not public.")})
    return {"practices": [str(practice)], "kind": "transfer"}


def _adapted_terms(practice: UUID | None) -> dict[str, Any]:
    """The terms of the original, so that nobody ticks them again."""
    if practice is None:
        return {}
    texts = in_languages([practice])[practice]
    original = next(iter(texts.values())).original
    names = ("themes", "sdgs", "objectives", "target_groups")
    return {name: [term.code for term in getattr(original, name).all()] for name in names}


@transaction.atomic
def write_concept(
    *,
    actor: Any,
    concept: ConceptNote,
    values: Mapping[str, Any],
    revision: int | None = None,
) -> ConceptNote:
    """Write parts of a note; what is not named stays.

    Args:
        values: columns (`COLUMNS`), codes of terms (`TERMS`), `call` (or None), `practices` (keys),
            `wanted`: rows of `profile` and `number`.
        revision: what the writer read.

    Raises:
        Stale: the note changed since `revision`.
        ValidationError: what does not fit, by name.
    """
    concept = locked(concept)
    require(actor, "concept.write", concept)
    checking.same_revision(concept, revision)
    _set(concept, values)
    concept.revision += 1
    concept.moved_at = timezone.now()
    concept.save()
    _set_rows(concept, values)
    record(ConceptWritten(concept.pk), stream=concept.stream, actor=actor)
    return concept


def _set(concept: ConceptNote, values: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name in values:
            setattr(concept, name, values[name])
    if "call" in values:
        call = values["call"]
        if call is not None and not call.takes_notes:
            raise ValidationError({"call": _("This call takes no notes now.")})
        concept.call = call
    if "practices" in values:
        keys = list(dict.fromkeys(str(key) for key in values["practices"]))
        if len(keys) > MOST_PRACTICES:
            raise ValidationError({"practices": _("Choose the few that matter most.")})
        known = {str(key) for key in in_languages(UUID(key) for key in keys)}
        concept.practices = [key for key in keys if key in known]
    checking.fits(concept, COLUMNS)
    if not concept.title:
        raise ValidationError({"title": _("Give it a name, so that you find it again.")})


def _set_rows(concept: ConceptNote, values: Mapping[str, Any]) -> None:
    for name, scheme in TERMS.items():
        if name in values:
            codes = [getattr(term, "code", term) for term in values[name]]
            getattr(concept, name).set(Term.objects.filter(scheme=scheme, code__in=codes))
    if "wanted" in values:
        _set_wanted(concept, values["wanted"])


def _set_wanted(concept: ConceptNote, rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) > MOST_WANTED:
        raise ValidationError({"wanted": _("Choose the few that matter most.")})
    made = []
    for row in rows:
        if not str(row["profile"]).strip():
            continue
        wanted = WantedPartner(
            concept=concept, profile=row["profile"], number=int(row.get("number") or 1)
        )
        checking.fits(wanted, ("profile", "number"))
        made.append(wanted)
    concept.wanted.all().delete()
    WantedPartner.objects.bulk_create(made)
