"""Answers, terms, sessions, recommendations and offers by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.accounts.writing import WritingView
from core.api.describing import OBJECT
from core.cities.models import City
from projects.support import actions, policy, queries
from projects.support.api.requests import RequestView
from projects.support.lifecycle import ADVICE
from projects.support.models import Advice
from projects.support.serializers import (
    AnswerSerializer,
    DecideSerializer,
    OfferSerializer,
    PrepareSerializer,
    RecommendationSerializer,
    SessionSerializer,
)


def told_advice(one: Advice) -> dict[str, Any]:
    """A recommendation as plain data."""
    return {
        "id": str(one.public_id),
        "city": one.city.slug,
        "state": one.state,
        "text": one.text,
        "why": one.why,
        "effort": one.effort,
        "practice": one.practice,
        "words": one.words,
        "due_on": one.due_on,
    }


class Answers(RequestView):
    """Answers to a question."""

    http_method_names = ["get", "post", "options"]

    @extend_schema(summary="Answers", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        rows = self.known(request, public_id).answers.select_related("city")
        return Response(
            [
                {
                    "id": str(row.public_id),
                    "city": row.city.slug,
                    "text": row.text,
                    "practice": row.practice,
                    "written_at": row.written_at,
                }
                for row in rows
            ]
        )

    @extend_schema(summary="Answer", request=AnswerSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = AnswerSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = get_object_or_404(City, slug=values.pop("city"))
        made = actions.answer_question(actor=request.user, request=found, city=city, **values)
        return Response({"id": str(made.public_id)}, status=201)


class Preparation(RequestView):
    """Terms and preparation."""

    http_method_names = ["patch", "options"]

    @extend_schema(
        summary="Write terms and preparation", request=PrepareSerializer, responses=OBJECT
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = PrepareSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        actions.prepare(actor=request.user, request=found, values=asked.validated_data)
        return self.answer(request, public_id)


class Sessions(RequestView):
    """Days on which the cities meet; for those who are inside."""

    http_method_names = ["get", "post", "options"]

    @extend_schema(summary="Sessions", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        if not policy.is_inside(request.user, found):
            raise Http404
        names = ("starts_at", "minutes", "place", "notes")
        rows = found.sessions.all()
        return Response(
            [
                {"id": str(row.public_id), **{name: getattr(row, name) for name in names}}
                for row in rows
            ]
        )

    @extend_schema(summary="Agree on a day", request=SessionSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = SessionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.add_session(actor=request.user, request=found, values=asked.validated_data)
        return Response({"id": str(made.public_id)}, status=201)


class Recommendations(RequestView):
    """Recommendations; for those who are inside."""

    http_method_names = ["get", "post", "options"]

    @extend_schema(summary="Recommendations", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        if not policy.is_inside(request.user, found):
            raise Http404
        return Response([told_advice(row) for row in found.advice.select_related("city")])

    @extend_schema(
        summary="Recommend something", request=RecommendationSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = RecommendationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = get_object_or_404(City, slug=values.pop("city"))
        made = actions.add_advice(actor=request.user, request=found, city=city, values=values)
        return Response(told_advice(made), status=201)


class RecommendationVerb(RequestView):
    """What the city does with a recommendation: ``accept``, ``adapt`` or ``leave``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Decide on a recommendation", request=DecideSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, advice_id: UUID, verb: str) -> Response:
        found = self.known(request, public_id)
        if not policy.is_inside(request.user, found):
            raise Http404
        one = get_object_or_404(found.advice, public_id=advice_id)
        one.request = found
        asked = DecideSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        if f"advice.{verb}" not in ADVICE.moves:
            raise Http404
        decided = actions.decide_advice(
            actor=request.user, advice=one, move=f"advice.{verb}", **asked.validated_data
        )
        return Response(told_advice(decided))


class Offers(WritingView):
    """What a city offers; for people of the network."""

    @extend_schema(summary="What a city offers", responses=OBJECT)
    def get(self, request: Request, slug: str) -> Response:
        city = get_object_or_404(City, slug=slug)
        rows = queries.offers_of(request.user, city)
        names = ("formats", "languages", "hours", "words", "confirmed_on")
        return Response(
            [
                {"theme": row.theme.code, **{name: getattr(row, name) for name in names}}
                for row in rows
            ]
        )

    @extend_schema(summary="Offer help", request=OfferSerializer, responses={201: OBJECT})
    def post(self, request: Request, slug: str) -> Response:
        city = get_object_or_404(City, slug=slug)
        asked = OfferSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        made = actions.write_offer(
            actor=request.user, city=city, theme=values.pop("theme"), values=values
        )
        return Response({"theme": made.theme.code}, status=201)
