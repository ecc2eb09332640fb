"""Meetings and decisions by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.accounts.writing import etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from projects.meetings import actions, queries
from projects.meetings.lifecycle import DECISION, MEETING
from projects.meetings.models import Decision, Meeting, Stance
from projects.partnerships.api.workspace import ProjectView, city_of


class MeetingSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    starts_at = serializers.DateTimeField()
    minutes_long = serializers.IntegerField(min_value=5, max_value=2880, required=False)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    link = serializers.URLField(max_length=500, required=False, allow_blank=True)
    agenda = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    minutes = serializers.CharField(max_length=20000, required=False, allow_blank=True)


class QuestionSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=300)


class PositionSerializer(serializers.Serializer[Any]):
    city = serializers.SlugField(max_length=60)
    stance = serializers.ChoiceField(choices=Stance.choices)
    reason = serializers.CharField(max_length=500, default="", allow_blank=True)


class OutcomeSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=1000, default="", allow_blank=True)


def told(meeting: Meeting, actor: Any) -> dict[str, Any]:
    """A meeting as plain data."""
    return {
        "id": str(meeting.public_id),
        "state": meeting.state,
        **{name: getattr(meeting, name) for name in actions.COLUMNS},
        "abilities": rights(actor, meeting, ["meeting.write", *MEETING.moves]),
    }


def told_decision(decision: Decision, actor: Any) -> dict[str, Any]:
    """A decision with the position of each city."""
    return {
        "id": str(decision.public_id),
        "title": decision.title,
        "state": decision.state,
        "outcome": decision.outcome,
        "positions": [
            {"city": row.city.slug, "stance": row.stance, "reason": row.reason}
            for row in decision.positions.all()
        ],
        "abilities": rights(actor, decision, ["decision.take_position", *DECISION.moves]),
    }


class MeetingsView(ProjectView):
    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)


class Meetings(MeetingsView):
    """Meetings of a project."""

    @extend_schema(summary="Meetings", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        rows = Meeting.objects.filter(project=project).select_related("project")
        return Newest.answer(rows, self, lambda row: told(row, request.user))

    @extend_schema(summary="Plan a meeting", request=MeetingSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = MeetingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.plan_meeting(
            actor=request.user, project=project, values=asked.validated_data
        )
        return Response(told(made, request.user), status=201, headers={"ETag": etag(made)})


class OneMeeting(MeetingsView):
    """One meeting."""

    def meeting(self, request: Request, public_id: UUID, meeting_id: UUID) -> Meeting:
        return self.inside(self.project(request, public_id), Meeting, meeting_id)

    @extend_schema(summary="One meeting", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, meeting_id: UUID) -> Response:
        found = self.meeting(request, public_id, meeting_id)
        return Response(told(found, request.user), headers={"ETag": etag(found)})

    @extend_schema(
        summary="Change a meeting",
        parameters=[IF_MATCH],
        request=MeetingSerializer,
        responses=OBJECT,
    )
    def patch(self, request: Request, public_id: UUID, meeting_id: UUID) -> Response:
        found = self.meeting(request, public_id, meeting_id)
        asked = MeetingSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        written = actions.write_meeting(
            actor=request.user,
            meeting=found,
            values=asked.validated_data,
            revision=revision_of(request),
        )
        return Response(told(written, request.user), headers={"ETag": etag(written)})


class MeetingVerb(OneMeeting):
    """``hold``, ``cancel``, ``plan_again``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Move a meeting", parameters=[IF_MATCH], request=None, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, meeting_id: UUID, verb: str) -> Response:
        found = self.meeting(request, public_id, meeting_id)
        if f"meeting.{verb}" not in MEETING.moves:
            raise Http404
        moved = actions.move_meeting(
            actor=request.user,
            meeting=found,
            move=f"meeting.{verb}",
            revision=revision_of(request),
        )
        return Response(told(moved, request.user), headers={"ETag": etag(moved)})


class Decisions(MeetingsView):
    """Decisions of a project."""

    @extend_schema(summary="Decisions", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        rows = queries.decisions_of(project).select_related("project")
        return Newest.answer(rows, self, lambda row: told_decision(row, request.user))

    @extend_schema(
        summary="Ask for a decision", request=QuestionSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = QuestionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.ask_decision(actor=request.user, project=project, **asked.validated_data)
        return Response(told_decision(made, request.user), status=201)


class DecisionView(MeetingsView):
    def decision(self, request: Request, public_id: UUID, decision_id: UUID) -> Decision:
        project = self.project(request, public_id)
        return self.inside(project, queries.decisions_of(project), decision_id)


class Positions(DecisionView):
    """What a city says."""

    @extend_schema(summary="Take a position", request=PositionSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, decision_id: UUID) -> Response:
        found = self.decision(request, public_id, decision_id)
        asked = PositionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = city_of(values.pop("city"))
        actions.take_position(actor=request.user, decision=found, city=city, **values)
        found = self.decision(request, public_id, decision_id)
        return Response(told_decision(found, request.user), status=201)


class DecisionVerb(DecisionView):
    """``adopt``, ``reject``, ``open_again``."""

    @extend_schema(summary="Write the outcome down", request=OutcomeSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, decision_id: UUID, verb: str) -> Response:
        found = self.decision(request, public_id, decision_id)
        if f"decision.{verb}" not in DECISION.moves:
            raise Http404
        asked = OutcomeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        moved = actions.move_decision(
            actor=request.user, decision=found, move=f"decision.{verb}", **asked.validated_data
        )
        return Response(told_decision(moved, request.user))
