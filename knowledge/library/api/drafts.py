"""Drafts by program: begin, read, write, hand over, translate, keep true, throw away."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.accounts.writing import WritingView
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import WORDS
from knowledge.library.serializers.drafts import (
    DraftWriteSerializer,
    StartSerializer,
    UploadSerializer,
    draft_as_data,
)
from knowledge.library.situation import situation

KEEPING = {
    "confirm": actions.confirm_practice,
    "mark_outdated": actions.mark_outdated,
    "archive": actions.archive_practice,
    "restore": actions.restore_practice,
    "withdraw": actions.withdraw_practice,
}


def known(user: Any, key: UUID, language: str) -> PracticePage:
    """A text of a city of this person, or any for the secretariat; else it is not there."""
    roles = roles_of(user)
    page = (
        PracticePage.objects.filter(translation_key=key, locale__language_code=language)
        .select_related(*queries.RELATED)
        .first()
    )
    if page is None or (page.city_id not in roles.cities and not roles.is_secretariat):
        raise Http404
    return page


def told(page: PracticePage) -> dict[str, Any]:
    """A draft as it is now."""
    page = PracticePage.objects.select_related(*queries.RELATED).get(pk=page.pk)
    here = situation(page, standing=page.standing, review=queries.last_review(page))
    return dict(draft_as_data(page, situation=str(here)))


class Drafts(WritingView):
    """The texts of my cities."""

    @extend_schema(summary="My city's texts", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        pages = list(queries.texts_of_cities(roles_of(request.user).cities)[:200])
        standings = queries.standings(page.translation_key for page in pages)
        reviews = queries.last_reviews(page.pk for page in pages)
        return Response(
            [
                {
                    "key": str(page.translation_key),
                    "language": page.locale.language_code,
                    "title": page.draft_title or page.title,
                    "is_public": page.live,
                    "state": str(
                        situation(
                            page,
                            standing=standings.get(page.translation_key),
                            review=reviews.get(page.pk),
                        )
                    ),
                }
                for page in pages
            ]
        )

    @extend_schema(
        summary="Begin a text", request=StartSerializer, responses={201: OpenApiTypes.OBJECT}
    )
    def post(self, request: Request) -> Response:
        asked = StartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = asked.validated_data
        branches = queries.branches_of_cities(roles_of(request.user).cities)
        branch = next(
            (
                one
                for one in branches
                if one.city.slug == found["city"] and one.locale.language_code == found["language"]
            ),
            None,
        )
        if branch is None:
            raise Http404
        page = actions.start_practice(actor=request.user, branch=branch, title=found["title"])
        return Response(told(page), status=201)


class Draft(WritingView):
    """One text of my city."""

    @extend_schema(summary="One text, with the marks for writing", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, key: UUID, language: str) -> Response:
        return Response(told(known(request.user, key, language)))

    @extend_schema(
        summary="Write parts of a text",
        request=DraftWriteSerializer,
        responses={200: OpenApiTypes.OBJECT, 409: OpenApiTypes.OBJECT},
    )
    def patch(self, request: Request, key: UUID, language: str) -> Response:
        page = known(request.user, key, language)
        asked = DraftWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values, rows = asked.parts()
        if page.is_translation:
            values = {name: value for name, value in values.items() if name in WORDS}
        try:
            actions.write_practice(
                actor=request.user,
                practice=page,
                values=values,
                rows=rows,
                loaded=asked.validated_data.get("loaded", ""),
            )
        except actions.ChangedMeanwhile:
            return Response(told(page), status=409)
        return Response(told(page))

    @extend_schema(summary="Throw a draft away", responses={204: None})
    def delete(self, request: Request, key: UUID, language: str) -> Response:
        actions.delete_practice(actor=request.user, practice=known(request.user, key, language))
        return Response(status=204)


class DraftFiles(WritingView):
    """Files and pictures of one text."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        summary="Add a file or a picture",
        request={"multipart/form-data": UploadSerializer},
        responses={201: OpenApiTypes.OBJECT},
    )
    def post(self, request: Request, key: UUID, language: str) -> Response:
        page = known(request.user, key, language)
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.attach_file(actor=request.user, practice=page, **asked.parts())
        return Response(told(page), status=201)


class DraftVerb(WritingView):
    """``submit``, ``translate-<language>``, ``machine``, ``confirm``, ``mark_outdated``, ``archive``,
    ``restore`` or ``withdraw``."""

    @extend_schema(summary="Act on a text", request=None, responses=OpenApiTypes.OBJECT)
    def post(self, request: Request, key: UUID, language: str, verb: str) -> Response:
        page = known(request.user, key, language)
        if verb == "submit":
            review = actions.submit_practice(actor=request.user, practice=page)
            return Response({**told(page), "review": str(review.public_id)})
        if verb.startswith("translate-"):
            wanted = verb.removeprefix("translate-")
            if wanted not in dict(settings.LANGUAGES):
                raise Http404
            page = actions.translate_practice(actor=request.user, practice=page, language=wanted)
        elif verb == "machine":
            actions.draft_by_machine(actor=request.user, practice=page)
        elif verb in KEEPING:
            KEEPING[verb](actor=request.user, practice=page)
        else:
            raise Http404
        return Response(told(page))
