"""Requests by program: find, ask, write, move, and ask cities."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import visible
from core.access.screens import rights
from core.accounts.writing import OpenView, etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from core.cities.models import City
from projects.support import actions, policy, queries
from projects.support.lifecycle import PEER, REQUEST
from projects.support.models import Peer, PeerRequest, RequestState
from projects.support.serializers import (
    BeginRequestSerializer,
    CitySerializer,
    RequestSerializer,
    VolunteerSerializer,
    WordsSerializer,
)

COLUMNS = ("format", "title", "language", "challenge", "questions", "tried", "use", "openness",
           "earliest_on", "latest_on", "summary")  # fmt: skip
ABILITIES = (
    "request.write",
    "request.invite",
    "request.answer",
    "request.volunteer",
    "request.prepare",
    "advice.add",
)


def told(request: PeerRequest, actor: Any) -> dict[str, Any]:
    """A request as plain data, with what this person may do and why not."""
    said = {
        "id": str(request.public_id),
        "state": request.state,
        "city": request.city.slug,
        **{name: getattr(request, name) for name in COLUMNS},
        "themes": [term.code for term in request.themes.all()],
        "url": request.get_absolute_url(),
        "abilities": rights(actor, request, [*ABILITIES, *REQUEST.moves]),
    }
    if policy.is_inside(actor, request):
        said |= {"terms": request.terms, "pack": request.pack, "reason": request.reason}
    return said


def told_peer(peer: Peer, actor: Any) -> dict[str, Any]:
    """A city that is asked, as plain data."""
    return {
        "city": peer.city.slug,
        "state": peer.state,
        "reasons": [{"code": code, "about": about} for code, about in peer.reasons],
        "words": peer.words,
        "asked_at": peer.asked_at,
        "answered_at": peer.answered_at,
        "abilities": rights(actor, peer, PEER.moves),
    }


class RequestView(OpenView):
    """Something about one request; what a person may not see is not there."""

    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)

    def known(self, request: Request, public_id: UUID) -> PeerRequest:
        found = queries.request_for(request.user, public_id)
        if found is None:
            raise Http404
        return found

    def answer(self, request: Request, public_id: UUID, status: int = 200) -> Response:
        found = self.known(request, public_id)
        headers = {"ETag": etag(found)}
        return Response(told(found, request.user), status=status, headers=headers)


class Requests(OpenView):
    """Requests that I may see."""

    @extend_schema(
        summary="Requests for support",
        parameters=[OpenApiParameter("state", str), OpenApiParameter("theme", str), CURSOR],
        responses=OBJECT,
    )
    def get(self, request: Request) -> Response:
        rows = visible(request.user, PeerRequest.objects.all()).select_related("city")
        rows = rows.prefetch_related("themes", "peers")
        if (state := request.query_params.get("state", "")) in RequestState.values:
            rows = rows.filter(state=state)
        if theme := request.query_params.get("theme", ""):
            rows = rows.filter(themes__code=theme[:40].replace("\0", "")).distinct()
        return Newest.answer(rows, self, lambda row: told(row, request.user))

    @extend_schema(
        summary="Ask for support", request=BeginRequestSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request) -> Response:
        asked = BeginRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = get_object_or_404(City, slug=values.pop("city"))
        made = actions.begin_request(actor=request.user, city=city, values=values)
        return Response(told(made, request.user), status=201, headers={"ETag": etag(made)})


class OneRequest(RequestView):
    """One request."""

    @extend_schema(summary="One request for support", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        return self.answer(request, public_id)

    @extend_schema(
        summary="Write a request for support",
        parameters=[IF_MATCH],
        request=RequestSerializer,
        responses=OBJECT,
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = RequestSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        actions.write_request(
            actor=request.user,
            request=found,
            values=asked.validated_data,
            revision=revision_of(request),
        )
        return self.answer(request, public_id)


class RequestVerb(RequestView):
    """Moves of a request by the name of the table, without ``request.``."""

    http_method_names = ["post", "options"]

    @extend_schema(
        summary="Move a request for support",
        parameters=[IF_MATCH],
        request=WordsSerializer,
        responses=OBJECT,
    )
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        found = self.known(request, public_id)
        asked = WordsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        if f"request.{verb}" not in REQUEST.moves:
            raise Http404
        actions.move_request(
            actor=request.user,
            request=found,
            move=f"request.{verb}",
            words=asked.validated_data["words"],
            revision=revision_of(request),
        )
        return self.answer(request, public_id)


class Suggested(RequestView):
    """Cities that could help, by name, each with its reasons; for those who may ask them."""

    http_method_names = ["get", "options"]

    @extend_schema(summary="Cities that could help", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        if not rights(request.user, found, ["request.invite"])["request.invite"]["allowed"]:
            raise Http404
        return Response(
            [
                {
                    "city": city.slug,
                    "reasons": [{"code": r.code, "about": list(r.about)} for r in match.reasons],
                }
                for city, match in queries.suggested_cities(found)
            ]
        )


class Peers(RequestView):
    """Cities that are asked: of both cities and the secretariat."""

    http_method_names = ["get", "post", "options"]

    @extend_schema(summary="Cities that are asked", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        rows = visible(request.user, Peer.objects.filter(request=found)).select_related("city")
        listed = []
        for peer in rows:
            peer.request = found
            listed.append(told_peer(peer, request.user))
        return Response(listed)

    @extend_schema(summary="Ask a city", request=CitySerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = CitySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        city = get_object_or_404(City, slug=asked.validated_data["city"])
        why = {each.slug: match.reasons for each, match in queries.suggested_cities(found)}
        reasons = [(reason.code, reason.about) for reason in why.get(city.slug, ())]
        peer = actions.invite(actor=request.user, request=found, city=city, reasons=reasons)
        peer.request = found
        return Response(told_peer(peer, request.user), status=201)


class Volunteer(RequestView):
    """Say that a city helps, without having been asked."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Offer to help", request=VolunteerSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = VolunteerSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        city = get_object_or_404(City, slug=asked.validated_data["city"])
        words = asked.validated_data["words"]
        peer = actions.volunteer(actor=request.user, request=found, city=city, words=words)
        return Response(told_peer(peer, request.user), status=201)


class PeerVerb(RequestView):
    """Moves of a city that is asked, by the name of the table, without ``peer.``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Answer for a city", request=WordsSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, slug: str, verb: str) -> Response:
        found = self.known(request, public_id)
        rows = visible(request.user, Peer.objects.filter(request=found)).select_related("city")
        peer = get_object_or_404(rows, city__slug=slug)
        peer.request = found
        asked = WordsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        if f"peer.{verb}" not in PEER.moves:
            raise Http404
        moved = actions.move_peer(
            actor=request.user, peer=peer, move=f"peer.{verb}", words=asked.validated_data["words"]
        )
        return Response(told_peer(moved, request.user))
