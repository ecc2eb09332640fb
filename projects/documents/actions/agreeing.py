"""Bring a document from state to state, up to the text that all cities agree to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import SYSTEM, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from projects.documents.actions.keeping import kept
from projects.documents.actions.locking import locked
from projects.documents.facts import DocumentMoved, TextAgreed
from projects.documents.lifecycle import DOCUMENT
from projects.documents.models import Agreement, Document, DocumentState, VersionKind
from projects.partnerships.actions import speaks_for
from projects.partnerships.team import acting_cities


@transaction.atomic
def move_document(
    *, actor: Any, document: Document, move: str, revision: int | None = None
) -> Document:
    """Draft, consultation, up for agreement, archived. What is put up for agreement is kept as a version,
    and nobody writes in it any more.

    Args:
        move: a name of the table `DOCUMENT`.

    Raises:
        Stale: the document changed since `revision`.
    """
    document = locked(document)
    require(actor, move, document)
    checking.same_revision(document, revision)
    DOCUMENT.check(move, state=document.state)
    if move == "document.offer":
        kept(document, actor=actor, name="", kind=VersionKind.OFFERED)
    _moved(document, move, actor=actor)
    return document


def _moved(document: Document, move: str, *, actor: Any) -> None:
    DOCUMENT.apply(move, document)
    document.revision += 1
    document.access_epoch += 1
    document.save(update_fields=["revision", "access_epoch"])
    fact = DocumentMoved(document.project_id, document.pk, document.state)
    record(fact, stream=document.project.stream, actor=actor)


@transaction.atomic
def agree_text(*, actor: Any, document: Document, city: City, number: int) -> Agreement:
    """A city agrees to the version that is put up. Twice is the same; with the last city it is settled.

    Args:
        number: of the version that was read.

    Raises:
        ValidationError: it is not the version that is put up now.
    """
    document = locked(document)
    require(actor, "document.agree", document)
    speaks_for(actor, document.project, city, rule="document.agree")
    version = document.versions.filter(kind=VersionKind.OFFERED).first()
    if version is None or version.number != number:
        raise ValidationError(_("Another version is up for agreement now: read it first."))
    agreement, is_new = Agreement.objects.get_or_create(
        version=version, city=city, defaults={"person": person_or_none(actor)}
    )
    if is_new:
        fact = TextAgreed(document.project_id, document.pk, city.pk)
        record(fact, stream=document.project.stream, actor=actor)
    agreed = set(version.agreements.values_list("city_id", flat=True))
    if document.state == DocumentState.OFFERED and acting_cities(document.project) <= agreed:
        require(SYSTEM, "document.settle", document)
        _moved(document, "document.settle", actor=SYSTEM)
    return agreement
