"""Documents by program: what they are, their text as it was last drawn, versions and agreements. Their edits
travel on the socket ``/ws/documents/<id>/`` (protocol ``jusoor.v1``)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.accounts.writing import etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from core.cities.models import City
from projects.documents import actions, imports, queries
from projects.documents.lifecycle import DOCUMENT
from projects.documents.models import (
    Document,
    DocumentState,
    DocumentVersion,
    Folder,
    Level,
)
from projects.documents.policy import level_of
from projects.documents.serializers import (
    AgreeSerializer,
    BeginSerializer,
    DescribeSerializer,
    NameSerializer,
    ShareSerializer,
)
from projects.partnerships.api.workspace import ProjectView, city_of
from projects.partnerships.models import Project
from projects.partnerships.policy import team_members


def told(document: Document, actor: Any) -> dict[str, Any]:
    """A document as plain data."""
    return {
        "id": str(document.public_id),
        "state": document.state,
        "title": document.title,
        "kind": document.kind,
        "language": document.language,
        "folder": document.folder.name if document.folder else None,
        "city": document.city.slug,
        "head": document.head_seq,
        "level": Level(level_of(actor, document)).name.lower(),
        "written_at": document.written_at,
        "abilities": rights(
            actor,
            document,
            [
                "document.write",
                "document.describe",
                "document.share",
                "document.keep_version",
                "document.agree",
                *(move for move in DOCUMENT.moves if move != "document.settle"),
            ],
        ),
    }


def told_version(version: DocumentVersion) -> dict[str, Any]:
    """A version without its content."""
    return {
        "number": version.number,
        "name": version.name,
        "kind": version.kind,
        "digest": version.digest,
        "made_at": version.made_at,
    }


class DocumentView(ProjectView):
    """Something about one document; what a person may not read is not there."""

    parser_classes = [JSONParser, MultiPartParser]

    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)

    def document(self, request: Request, public_id: UUID, document_id: UUID) -> Document:
        project = self.project(request, public_id)
        found = queries.document_for(request.user, project, document_id)
        if found is None:
            raise Http404
        return found

    def answer(self, request: Request, document: Document, status: int = 200) -> Response:
        found = queries.document_for(request.user, document.project, document.public_id)
        if found is None:
            raise Http404
        headers = {"ETag": etag(found)}
        return Response(told(found, request.user), status=status, headers=headers)


class Documents(DocumentView):
    """Documents of a project."""

    @extend_schema(
        summary="Documents", parameters=[OpenApiParameter("state", str), CURSOR], responses=OBJECT
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        rows = queries.documents_of(request.user, project).select_related("project")
        if (state := request.query_params.get("state", "")) in DocumentState.values:
            rows = rows.filter(state=state)
        return Newest.answer(rows, self, lambda row: told(row, request.user))

    @extend_schema(summary="Begin a document", request=BeginSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = BeginSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = _with_folder(request, project, asked.validated_data)
        file = values.pop("file", None)
        made = actions.begin_document(
            actor=request.user, project=project, values=values, **imports.begins(file)
        )
        return self.answer(request, made, status=201)


def _with_folder(request: Request, project: Project, values: Any) -> dict[str, Any]:
    """The values with the folder in place of its name."""
    found = dict(values)
    if "folder" in found:
        name = found["folder"]
        folder: Folder | None = None
        if name:
            folder = actions.add_folder(actor=request.user, project=project, name=name)
        found["folder"] = folder
    return found


class OneDocument(DocumentView):
    """One document."""

    @extend_schema(summary="One document", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        return self.answer(request, self.document(request, public_id, document_id))

    @extend_schema(
        summary="Describe a document",
        parameters=[IF_MATCH],
        request=DescribeSerializer,
        responses=OBJECT,
    )
    def patch(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        asked = DescribeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = _with_folder(request, found.project, asked.validated_data)
        actions.describe_document(
            actor=request.user, document=found, values=values, revision=revision_of(request)
        )
        return self.answer(request, found)


class Text(DocumentView):
    """The text as it was last drawn, a few seconds after the last edit."""

    @extend_schema(summary="The text of a document", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        shown = found.projection
        return Response(
            {
                "seq": shown.seq,
                "content": shown.content,
                "text": shown.text,
                "letters": shown.letters,
            }
        )


class Share(DocumentView):
    """Who may do what."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Say who may do what", request=ShareSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        asked = ShareSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        known = {str(person.pk): person for person in team_members(found.project)}
        if not set(values.get("people", ())) <= set(known):
            raise ValidationError({"people": "Numbers of people who take part."})
        slugs = values.get("cities", {})
        cities: dict[City, int | None] = {city_of(s): _level(v) for s, v in slugs.items()}
        actions.share_document(
            actor=request.user,
            document=found,
            team_level=_level(values.get("team_level")),
            cities=cities,
            people={known[pk]: _level(v) for pk, v in values.get("people", {}).items()},
        )
        return self.answer(request, found)


def _level(name: str | None) -> Level | None:
    return None if name is None else Level[name.upper()]


class Versions(DocumentView):
    """Kept versions."""

    @extend_schema(summary="Versions", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        return Newest.answer(queries.versions_of(found), self, told_version)

    @extend_schema(summary="Keep a version", request=NameSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        asked = NameSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.keep_version(actor=request.user, document=found, **asked.validated_data)
        return Response(told_version(made), status=201)


class OneVersion(DocumentView):
    """One version with its content: what its fingerprint is computed over."""

    def version(
        self, request: Request, public_id: UUID, document_id: UUID, number: int
    ) -> DocumentVersion:
        found = self.document(request, public_id, document_id)
        return get_object_or_404(found.versions, number=min(number, 2**31 - 1))

    @extend_schema(summary="One version", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, document_id: UUID, number: int) -> Response:
        found = self.version(request, public_id, document_id, number)
        return Response({**told_version(found), "content": found.content})

    @extend_schema(summary="Bring a version back", request=None, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, document_id: UUID, number: int) -> Response:
        document = self.document(request, public_id, document_id)
        version = get_object_or_404(document.versions, number=min(number, 2**31 - 1))
        before = actions.restore_version(actor=request.user, document=document, version=version)
        return Response(told_version(before), status=201)


class Agree(DocumentView):
    """The agreement of a city."""

    @extend_schema(summary="Agree to a text", request=AgreeSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        asked = AgreeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = city_of(values.pop("city"))
        actions.agree_text(actor=request.user, document=found, city=city, **values)
        return self.answer(request, found, status=201)


class DocumentVerb(DocumentView):
    """Moves of a document by the name of the table, without ``document.``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Move a document", parameters=[IF_MATCH], request=None, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, document_id: UUID, verb: str) -> Response:
        found = self.document(request, public_id, document_id)
        if f"document.{verb}" not in DOCUMENT.moves:
            raise Http404
        actions.move_document(
            actor=request.user,
            document=found,
            move=f"document.{verb}",
            revision=revision_of(request),
        )
        return self.answer(request, found)
