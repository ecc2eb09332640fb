"""Bring pictures into a text."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.uploads import PlainPicture
from core.journal.actions import record
from projects.documents.actions.locking import locked
from projects.documents.facts import TextPictured
from projects.documents.models import Document, DocumentPicture
from projects.partnerships.team import standing_of

MOST = 200


@transaction.atomic
def add_picture(*, actor: Any, document: Document, picture: PlainPicture) -> DocumentPicture:
    """Keep a picture for a text; the text shows it once somebody puts it there.

    Raises:
        ValidationError: the document holds too many.
    """
    document = locked(document)
    require(actor, "document.write", document)
    made = keep_picture(document, uuid4(), picture, actor=actor)
    fact = TextPictured(document.project_id, document.pk, made.pk)
    record(fact, stream=document.stream, actor=actor)
    return made


def keep_picture(
    document: Document, public_id: UUID, picture: PlainPicture, *, actor: Any
) -> DocumentPicture:
    """One row and its file, within the transaction that holds the document's row."""
    if document.pictures.count() >= MOST:
        raise ValidationError(_("This document holds no more pictures."))
    ending = picture.media_type.rpartition("/")[2]
    person = person_or_none(actor)
    cities = standing_of(actor, document.project).cities if person else ()
    return DocumentPicture.objects.create(
        public_id=public_id,
        document=document,
        file=ContentFile(picture.data, name=f"{public_id}.{ending}"),
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        digest=hashlib.sha256(picture.data).hexdigest(),
        made_by=person,
        city_id=min(cities, default=None),
    )
