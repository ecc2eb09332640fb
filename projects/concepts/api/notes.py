"""Concept notes and interests by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import visible
from core.access.screens import rights
from core.accounts.writing import OpenView, WritingView, etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from core.cities.models import City
from projects.concepts import actions
from projects.concepts.actions.writing import COLUMNS, TERMS
from projects.concepts.lifecycle import CONCEPT, INTEREST
from projects.concepts.models import ConceptNote, Interest
from projects.concepts.serializers import (
    BeginConceptSerializer,
    ConceptSerializer,
    InterestSerializer,
    WordsSerializer,
)


def told(concept: ConceptNote, actor: Any) -> dict[str, Any]:
    """A note as plain data, with what this person may do and why not."""
    return {
        "id": str(concept.public_id),
        "state": concept.state,
        "city": concept.lead_city.slug,
        "call": str(concept.call.public_id) if concept.call else None,
        **{name: getattr(concept, name) for name in COLUMNS},
        **{name: [term.code for term in getattr(concept, name).all()] for name in TERMS},
        "practices": concept.practices,
        "request": concept.request,
        "wanted": [{"profile": w.profile, "number": w.number} for w in concept.wanted.all()],
        "project": str(concept.project.public_id) if concept.project else None,
        "reason": concept.reason,
        "url": concept.get_absolute_url(),
        "abilities": rights(
            actor, concept, ["concept.write", "concept.send_interest", *CONCEPT.moves]
        ),
    }


def told_interest(interest: Interest, actor: Any) -> dict[str, Any]:
    """An interest as plain data."""
    return {
        "id": str(interest.public_id),
        "concept": str(interest.concept.public_id),
        "city": interest.city.slug,
        "state": interest.state,
        "role": interest.role,
        "brings": interest.brings,
        "message": interest.message,
        "answer": interest.answer,
        "abilities": rights(actor, interest, INTEREST.moves),
    }


class Concepts(OpenView):
    """Notes that I may see."""

    @extend_schema(
        summary="Concept notes",
        parameters=[
            OpenApiParameter("state", str),
            OpenApiParameter("theme", str),
            CURSOR,
        ],
        responses=OBJECT,
    )
    def get(self, request: Request) -> Response:
        found = visible(request.user, ConceptNote.objects.all())
        found = found.select_related("lead_city", "call", "project")
        found = found.prefetch_related("wanted", *TERMS)
        if state := request.query_params.get("state", ""):
            found = found.filter(state=state[:20].replace("\0", ""))
        if theme := request.query_params.get("theme", ""):
            found = found.filter(themes__code=theme[:40].replace("\0", "")).distinct()
        return Newest.answer(found, self, lambda row: told(row, request.user))

    @extend_schema(
        summary="Begin a concept note",
        request=BeginConceptSerializer,
        responses={201: OBJECT},
    )
    def post(self, request: Request) -> Response:
        asked = BeginConceptSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = get_object_or_404(City, slug=values.pop("city"))
        practice, asked = values.pop("practice", None), values.pop("request", None)
        made = actions.begin_concept(
            actor=request.user, city=city, values=values, practice=practice, request=asked
        )
        return Response(told(made, request.user), status=201, headers={"ETag": etag(made)})


class Concept(OpenView):
    """One note."""

    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)

    def known(self, request: Request, public_id: UUID) -> ConceptNote:
        rows = visible(request.user, ConceptNote.objects.all())
        found: ConceptNote = get_object_or_404(
            rows.select_related("lead_city", "call", "project"), public_id=public_id
        )
        return found

    @extend_schema(summary="One concept note", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        return Response(told(found, request.user), headers={"ETag": etag(found)})

    @extend_schema(
        summary="Write a concept note",
        parameters=[IF_MATCH],
        request=ConceptSerializer,
        responses=OBJECT,
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = ConceptSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        written = actions.write_concept(
            actor=request.user,
            concept=found,
            values=asked.validated_data,
            revision=revision_of(request),
        )
        return Response(told(written, request.user), headers={"ETag": etag(written)})


class ConceptVerb(Concept):
    """Moves of a note by the name of the table, without ``concept.``."""

    http_method_names = ["post", "options"]

    @extend_schema(
        summary="Move a concept note",
        parameters=[IF_MATCH],
        request=WordsSerializer,
        responses=OBJECT,
    )
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        found = self.known(request, public_id)
        asked = WordsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        move = f"concept.{verb}"
        if move == "concept.become_project":
            project = actions.become_project(actor=request.user, concept=found)
            return Response({"project": str(project.public_id)})
        if move not in CONCEPT.moves:
            raise Http404
        moved = actions.move_concept(
            actor=request.user,
            concept=found,
            move=move,
            words=asked.validated_data["words"],
            revision=revision_of(request),
        )
        return Response(told(moved, request.user), headers={"ETag": etag(moved)})


class Interests(Concept):
    """Interest in one note: of both cities and the secretariat."""

    http_method_names = ["get", "post", "options"]

    @extend_schema(summary="Interest in a note", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        rows = visible(request.user, Interest.objects.filter(concept=found))
        listed = rows.select_related("city", "concept")
        return Response([told_interest(row, request.user) for row in listed])

    @extend_schema(
        summary="Show interest",
        request=InterestSerializer,
        responses={201: OBJECT},
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = InterestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = get_object_or_404(City, slug=values.pop("city"))
        sent = actions.send_interest(actor=request.user, concept=found, city=city, **values)
        return Response(told_interest(sent, request.user), status=201)


class InterestVerb(WritingView):
    """Moves of an interest by the name of the table, without ``interest.``."""

    @extend_schema(
        summary="Answer or withdraw an interest",
        request=WordsSerializer,
        responses=OBJECT,
    )
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        rows = visible(request.user, Interest.objects.all())
        found = get_object_or_404(rows.select_related("concept", "city"), public_id=public_id)
        asked = WordsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        move = f"interest.{verb}"
        if move not in INTEREST.moves:
            raise Http404
        actions.move_interest(
            actor=request.user, interest=found, move=move, words=asked.validated_data["words"]
        )
        found.refresh_from_db()
        return Response(told_interest(found, request.user))
