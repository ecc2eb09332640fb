"""Checks by program: what waits for me, one check, and the acts of each part."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import require, visible
from core.accounts.models import Scope, User
from core.accounts.writing import WritingView
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.models import Review
from knowledge.library.models.review import READING_TIME
from knowledge.library.queries.reviews import ABOUT
from knowledge.library.serializers.reviews import (
    VerbSerializer,
    advice_as_data,
    review_as_data,
)

PLAIN = {
    "approve_for_city",
    "return_to_author",
    "call_back",
    "ask_changes",
    "decline",
    "accept",
    "excuse",
}


def known(user: Any, public_id: UUID) -> Review:
    """A check that this person may see; else it is not there."""
    rows = visible(user, Review.objects.all()).select_related(*ABOUT).distinct()
    found: Review = get_object_or_404(rows, public_id=public_id)
    return found


def told(user: Any, review: Review) -> dict[str, Any]:
    """A check with as much of the advice as this person may read."""
    review = Review.objects.select_related(*ABOUT).get(pk=review.pk)
    leads = roles_of(user).is_secretariat and review.page.city_id not in roles_of(user).cities
    shown = [
        advice_as_data(one, shows_name=leads or one.reviewer_id == user.pk)
        for one in queries.advices_of(review)
        if leads or one.reviewer_id == user.pk or not review.is_open
    ]
    return {**review_as_data(review), "advice": shown}


class Reviews(WritingView):
    """What waits for me: as focal point, as reviewer, as secretariat."""

    scope = Scope.REVIEW

    @extend_schema(summary="What waits for me", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        require(request.user, "review.board")
        roles = roles_of(request.user)
        lists: dict[str, Any] = {}
        if roles.focal_point_of or roles.is_secretariat:
            lists["to_approve"] = queries.to_approve(roles)[:100]
        if roles.is_reviewer:
            lists["to_read"] = [one.review for one in queries.to_read(request.user)[:100]]
        if roles.is_secretariat:
            lists["to_assign"] = queries.to_assign()[:100]
            lists["in_review"] = queries.in_review()[:100]
        return Response(
            {name: [review_as_data(one) for one in rows] for name, rows in lists.items()}
        )


class OneReview(WritingView):
    """One check."""

    scope = Scope.REVIEW

    @extend_schema(summary="One check", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        return Response(told(request.user, known(request.user, public_id)))


class ReviewVerb(WritingView):
    """``assign``, ``release``, ``advise`` and the decisions, as on the page of the check."""

    scope = Scope.REVIEW

    @extend_schema(summary="Act on a check", request=VerbSerializer, responses=OpenApiTypes.OBJECT)
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        review = known(request.user, public_id)
        asked = VerbSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        self._act(request.user, review, verb, asked.validated_data)
        return Response(told(request.user, review))

    def _act(self, user: Any, review: Review, verb: str, found: dict[str, Any]) -> None:
        if verb == "assign":
            people = User.objects.filter(pk__in=found.get("reviewers", ()))
            due_on = found.get("due_on") or timezone.localdate() + READING_TIME
            actions.assign_reviewers(actor=user, review=review, reviewers=people, due_on=due_on)
        elif verb == "release":
            for reviewer in User.objects.filter(pk__in=found.get("reviewers", ())):
                actions.release_reviewer(actor=user, review=review, reviewer=reviewer)
        elif verb == "advise":
            actions.write_advice(
                actor=user,
                review=review,
                grid=found.get("scores", {}),
                has_no_conflict=found["has_no_conflict"],
                note=found.get("note", ""),
                is_final=found["is_final"],
            )
        elif verb in PLAIN:
            actions.act(user, f"review.{verb}", review, reason=found.get("reason", ""))
        else:
            raise Http404
