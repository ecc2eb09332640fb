"""Add a file or a picture to a draft."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Revision

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.uploads import check_document, check_picture, ending
from knowledge.library.actions.writing import keep_draft
from knowledge.library.limits import over_limits
from knowledge.library.models import PracticePage
from knowledge.library.permissions import collection_name

MOST_ROWS = {"pictures": 12, "materials": 40}
NAME_LENGTH = 80


@transaction.atomic
def attach_file(
    *, actor: Any, practice: PracticePage, relation: str, file: Any, values: Mapping[str, Any]
) -> Revision:
    """Keep an upload in the collection of its city and add its row to the draft.

    Args:
        relation: ``materials`` (documents) or ``pictures``.
        file: an upload with ``name`` and ``size``.
        values: the columns of the row.

    Raises:
        ValidationError: by ``file`` or by column, what is wrong.
    """
    practice = PracticePage.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    require(actor, "practice.edit", practice)
    if practice.is_translation:
        raise ValidationError({"file": _("Files are added to the original.")})
    draft = practice.get_latest_revision_as_object()
    rows = getattr(draft, relation)
    most = MOST_ROWS[relation]
    if len(rows.all()) >= most:
        raise ValidationError(
            {"file": _("There are %(most)s already; remove one first.") % {"most": most}}
        )
    is_picture = relation == "pictures"
    try:
        (check_picture if is_picture else check_document)(file)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    row = rows.model(
        translation_key=uuid4(), locale=draft.locale, sort_order=len(rows.all()), **values
    )
    if wrong := over_limits(row, values):
        raise ValidationError(wrong)
    row.clean_fields(exclude={f.name for f in row._meta.fields} - set(values))
    name = PurePath(file.name).name
    kept: Any = {
        "title": name[:NAME_LENGTH],
        "uploaded_by_user": person_or_none(actor),
        "collection": Collection.objects.get(name=collection_name(practice.owner_in_network.slug)),
    }
    if is_picture:
        # A name that nobody can guess: pictures of drafts have no door of their own.
        file.name = f"{uuid4().hex}.{ending(name)}"
        row.image = get_image_model().objects.create(
            **{**kept, "title": (values["alt"] or name)[:NAME_LENGTH]}, file=file
        )
    else:
        file.name = f"{name.rpartition('.')[0][:NAME_LENGTH]}.{ending(name)}"
        row.document = get_document_model().objects.create(**kept, file=file)
    rows.add(row)
    return keep_draft(draft, actor=actor)
