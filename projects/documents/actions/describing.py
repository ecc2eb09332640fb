"""Begin a document, say what it is and who may do what with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from core.access import checking
from core.access.rules import require
from core.accounts.models import User
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import roles_of
from core.design.uploads import PlainPicture
from core.journal.actions import record
from projects.documents import render
from projects.documents.actions.locking import locked
from projects.documents.actions.picturing import keep_picture
from projects.documents.facts import DocumentBegun, DocumentDescribed, DocumentShared
from projects.documents.models import (
    Document,
    DocumentSnapshot,
    Folder,
    Grant,
    Level,
    Projection,
)
from projects.documents.outlines import tree_for
from projects.documents.schema import LARGEST
from projects.partnerships.actions import locked as locked_project
from projects.partnerships.models import Project
from projects.partnerships.team import acting_cities, standing_of

MOST = 500
COLUMNS = ("title", "kind", "language")


@transaction.atomic
def begin_document(
    *,
    actor: Any,
    project: Project,
    values: Mapping[str, Any],
    city: City | None = None,
    tree: Mapping[str, Any] | None = None,
    pictures: Mapping[UUID, PlainPicture] | None = None,
) -> Document:
    """Begin a text from the template of its kind and language, or from what was brought along.

    Args:
        values: `title`, `kind`, `language` and maybe `folder`.
        city: for which of one's cities; the first that takes part when left out.
        tree: the text to begin with, in place of the template.
        pictures: those that it names.

    Raises:
        ValidationError: a value does not fit, the text is too large, or the project holds too many documents.
    """
    project = locked_project(project)
    require(actor, "document.add", project)
    if project.documents.count() >= MOST:
        raise ValidationError(_("The project holds no more documents."))
    city = city or City.objects.filter(pk__in=_own_cities(actor, project)).order_by("slug").first()
    if city is None or city.pk not in acting_cities(project):
        raise ValidationError({"city": _("Choose a city that takes part.")})
    document = Document(project=project, city=city, made_by=person_or_none(actor))
    _set(document, values)
    document.head_seq = document.snapshot_seq = 1
    document.save()
    begun = tree if tree is not None else tree_for(document.kind, document.language)
    doc: Doc = Doc()
    render.fill(doc, begun)
    state = bytes(doc.get_update())
    if len(state) > LARGEST:
        raise ValidationError({"file": _("This file is too large to become a document.")})
    DocumentSnapshot.objects.create(document=document, seq=1, state=state)
    for public_id, picture in (pictures or {}).items():
        keep_picture(document, public_id, picture, actor=actor)
    content = render.tree_of(doc)
    Projection.objects.create(
        document=document, seq=1, content=content, text=render.text_of(content)
    )
    record(DocumentBegun(project.pk, document.pk), stream=project.stream, actor=actor)
    return document


def _own_cities(actor: Any, project: Project) -> frozenset[int]:
    mine = standing_of(actor, project).cities
    return mine or frozenset({project.lead_city_id})


def _set(document: Document, values: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name in values:
            setattr(document, name, values[name])
    if "folder" in values:
        folder = values["folder"]
        if folder is not None and folder.project_id != document.project_id:
            raise ValidationError({"folder": _("Choose a folder of this project.")})
        document.folder = folder
    checking.fits(document, COLUMNS)


@transaction.atomic
def describe_document(
    *, actor: Any, document: Document, values: Mapping[str, Any], revision: int | None = None
) -> Document:
    """Change title, kind, language or folder.

    Raises:
        Stale: somebody else changed it since `revision`.
        ValidationError: a value does not fit.
    """
    document = locked(document)
    require(actor, "document.describe", document)
    checking.same_revision(document, revision)
    _set(document, values)
    document.revision += 1
    document.save(update_fields=[*COLUMNS, "folder", "revision"])
    fact = DocumentDescribed(document.project_id, document.pk)
    record(fact, stream=document.project.stream, actor=actor)
    return document


@transaction.atomic
def add_folder(*, actor: Any, project: Project, name: str) -> Folder:
    """A folder; the same name again is the same folder.

    Raises:
        ValidationError: it has no name, or too long a one.
    """
    require(actor, "document.add", project)
    folder = Folder(project=project, name=name)
    checking.fits(folder, ("name",))
    found, _is_new = Folder.objects.get_or_create(project=project, name=folder.name)
    return found


@transaction.atomic
def share_document(
    *,
    actor: Any,
    document: Document,
    team_level: int | None = None,
    cities: Mapping[City, int | None] | None = None,
    people: Mapping[User, int | None] | None = None,
) -> Document:
    """Say what all partners may do, and what single cities or people may do instead.

    Args:
        cities: level by city; None takes the exception away. What is not named stays.
        people: the same for people.

    Raises:
        ValidationError: a city or a person does not take part.
    """
    document = locked(document)
    require(actor, "document.share", document)
    if team_level is not None:
        document.team_level = Level(team_level)
    acting = acting_cities(document.project)
    for city, level in (cities or {}).items():
        if city.pk not in acting:
            raise ValidationError({"cities": _("Choose a city that takes part.")})
        _grant(document, level, city=city)
    for person, level in (people or {}).items():
        if not roles_of(person).cities & acting:
            raise ValidationError({"people": _("Choose somebody of the partner cities.")})
        _grant(document, level, person=person)
    document.access_epoch += 1
    document.save(update_fields=["team_level", "access_epoch"])
    fact = DocumentShared(document.project_id, document.pk)
    record(fact, stream=document.project.stream, actor=actor)
    return document


def _grant(document: Document, level: int | None, **whom: Any) -> None:
    if level is None:
        Grant.objects.filter(document=document, **whom).delete()
    else:
        Grant.objects.update_or_create(document=document, **whom, defaults={"level": Level(level)})
