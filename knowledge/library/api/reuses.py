"""Reuses by program: start, read, write, move, confirm, thank."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import visible
from core.accounts.writing import WritingView
from core.cities.models import City
from knowledge.library import actions, queries
from knowledge.library.lifecycle import REUSE
from knowledge.library.models import PracticeReuse


class AdaptSerializer(serializers.Serializer[Any]):
    """Which practice, for which city."""

    practice = serializers.UUIDField()
    city = serializers.SlugField()


class ReuseWriteSerializer(serializers.Serializer[Any]):
    """The account and the checklist; what is not named stays."""

    changes = serializers.CharField(required=False, allow_blank=True, max_length=1200)
    result = serializers.CharField(required=False, allow_blank=True, max_length=1200)
    lessons = serializers.CharField(required=False, allow_blank=True, max_length=1200)
    checklist = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=1200), required=False
    )
    blocks = serializers.ListField(child=serializers.CharField(max_length=32), required=False)


def told(reuse: PracticeReuse) -> dict[str, Any]:
    """A reuse as it is now."""
    reuse = PracticeReuse.objects.select_related("city").get(pk=reuse.pk)
    return {
        "id": str(reuse.public_id),
        "practice": str(reuse.translation_key),
        "city": reuse.city.slug,
        "stage": reuse.stage,
        "contact_confirmed_at": reuse.contact_confirmed_at,
        "thanked_at": reuse.thanked_at,
        "adopter_confirmed_at": reuse.adopter_confirmed_at,
        "source_confirmed_at": reuse.source_confirmed_at,
        "blocks": reuse.blocks,
        "checklist": reuse.checklist,
        **{name: getattr(reuse, name) for name in actions.ACCOUNT},
    }


class Reuses(WritingView):
    """What my cities take from others, and give to them."""

    @extend_schema(summary="Reuses of my cities", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        rows = visible(request.user, PracticeReuse.objects.all()).order_by("-moved_at")[:200]
        return Response([told(row) for row in rows])

    @extend_schema(
        summary="Adapt a practice", request=AdaptSerializer, responses={201: OpenApiTypes.OBJECT}
    )
    def post(self, request: Request) -> Response:
        asked = AdaptSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        practice = get_object_or_404(
            queries.public_originals(), translation_key=asked.validated_data["practice"]
        )
        city = get_object_or_404(City, slug=asked.validated_data["city"])
        reuse = actions.start_reuse(actor=request.user, practice=practice, city=city)
        return Response(told(reuse), status=201)


class Reuse(WritingView):
    """One reuse."""

    @extend_schema(summary="One reuse", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        return Response(told(self._known(request, public_id)))

    @extend_schema(
        summary="Write the checklist and the account",
        request=ReuseWriteSerializer,
        responses=OpenApiTypes.OBJECT,
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        reuse = self._known(request, public_id)
        asked = ReuseWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.write_reuse(actor=request.user, reuse=reuse, values=asked.validated_data)
        return Response(told(reuse))

    def _known(self, request: Request, public_id: UUID) -> PracticeReuse:
        rows = visible(request.user, PracticeReuse.objects.all())
        found: PracticeReuse = get_object_or_404(rows.distinct(), public_id=public_id)
        return found


class ReuseVerb(Reuse):
    """The moves of a reuse, ``confirm_contact``, ``confirm_as_source``, ``confirm_as_adopter``
    and ``thank``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Act on a reuse", request=None, responses=OpenApiTypes.OBJECT)
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        reuse = self._known(request, public_id)
        user = request.user
        if f"reuse.{verb}" in REUSE.moves:
            actions.move_reuse(actor=user, reuse=reuse, move=f"reuse.{verb}")
        elif verb == "confirm_contact":
            actions.confirm_contact(actor=user, reuse=reuse)
        elif verb in {"confirm_as_source", "confirm_as_adopter"}:
            side = verb.removeprefix("confirm_as_")
            actions.confirm_reuse(actor=user, reuse=reuse, side=side)
        elif verb == "thank":
            actions.thank_source(actor=user, reuse=reuse)
        else:
            raise Http404
        return Response(told(reuse))
