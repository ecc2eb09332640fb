"""Cooperation notes, kept plans, reports and activity by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.accounts.writing import etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from core.journal.models import Entry
from projects.partnerships import actions
from projects.partnerships.api.workspace import ProjectView, city_of
from projects.partnerships.lifecycle import REPORT
from projects.partnerships.models import PlanVersion, Report
from projects.partnerships.serializers import (
    AcceptNoteSerializer,
    BeginReportSerializer,
    MoveSerializer,
    NoteSerializer,
    ReportSerializer,
)


def told_report(report: Report, actor: Any) -> dict[str, Any]:
    """A report as plain data."""
    return {
        "id": str(report.public_id),
        "kind": report.kind,
        "state": report.state,
        "period_from": report.period_from,
        "period_to": report.period_to,
        "words": report.words,
        "figures": report.figures,
        "returned": report.returned,
        "abilities": rights(actor, report, ["project_report.write", *REPORT.moves]),
    }


class Note(ProjectView):
    """The cooperation note: all versions with their acceptances."""

    @extend_schema(summary="Versions of the cooperation note", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        versions = found.notes.prefetch_related("acceptances__city")
        return Response([_note(note) for note in versions])

    @extend_schema(
        summary="Write the next version", request=NoteSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = NoteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.write_note(actor=request.user, project=found, **asked.validated_data)
        return Response(_note(made), status=201)


def _note(note: Any) -> dict[str, Any]:
    return {
        "number": note.number,
        "texts": note.texts,
        "digest": note.digest,
        "written_at": note.written_at,
        "accepted_by": [
            {"city": row.city.slug, "at": row.accepted_at, "authority": row.authority}
            for row in note.acceptances.all()
        ],
    }


class AcceptNote(ProjectView):
    """Accept the present version for a city."""

    @extend_schema(summary="Accept the note", request=AcceptNoteSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = AcceptNoteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = city_of(values.pop("city"))
        made = actions.accept_note(actor=request.user, project=found, city=city, **values)
        return Response({"number": made.note.number, "city": city.slug}, status=201)


class Plans(ProjectView):
    """Kept versions of the plan."""

    @extend_schema(summary="Versions of the plan", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        return Newest.answer(found.plans.all(), self, _plan)


def _plan(plan: PlanVersion) -> dict[str, Any]:
    names = ("number", "gate", "digest", "frozen_at", "content")
    return {name: getattr(plan, name) for name in names}


class Reports(ProjectView):
    """Progress and closure reports."""

    @extend_schema(summary="Reports", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        rows = found.reports.select_related("project")
        return Newest.answer(rows, self, lambda row: told_report(row, request.user))

    @extend_schema(summary="Begin a report", request=BeginReportSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = BeginReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.begin_report(actor=request.user, project=found, **asked.validated_data)
        return Response(told_report(made, request.user), status=201, headers={"ETag": etag(made)})


class OneReport(ProjectView):
    """One report."""

    def as_told(self, thing: Any) -> Any:
        return told_report(thing, self.request.user)

    def report(self, request: Request, public_id: UUID, report_id: UUID) -> Report:
        return self.inside(self.project(request, public_id), Report, report_id)

    @extend_schema(summary="One report", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, report_id: UUID) -> Response:
        found = self.report(request, public_id, report_id)
        return Response(told_report(found, request.user), headers={"ETag": etag(found)})

    @extend_schema(
        summary="Write a report", parameters=[IF_MATCH], request=ReportSerializer, responses=OBJECT
    )
    def patch(self, request: Request, public_id: UUID, report_id: UUID) -> Response:
        found = self.report(request, public_id, report_id)
        asked = ReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        written = actions.write_report(
            actor=request.user, report=found, revision=revision_of(request), **asked.validated_data
        )
        return Response(told_report(written, request.user), headers={"ETag": etag(written)})


class ReportVerb(OneReport):
    """Moves of a report by the name of the table, without ``project_report.``."""

    http_method_names = ["post", "options"]

    @extend_schema(
        summary="Move a report", parameters=[IF_MATCH], request=MoveSerializer, responses=OBJECT
    )
    def post(self, request: Request, public_id: UUID, report_id: UUID, verb: str) -> Response:
        found = self.report(request, public_id, report_id)
        if f"project_report.{verb}" not in REPORT.moves:
            raise Http404
        asked = MoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        moved = actions.move_report(
            actor=request.user,
            report=found,
            move=f"project_report.{verb}",
            revision=revision_of(request),
            **asked.validated_data,
        )
        return Response(told_report(moved, request.user), headers={"ETag": etag(moved)})


class Activity(ProjectView):
    """What happened, newest first: the same positions that the socket tells."""

    @extend_schema(summary="Activity", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        rows = Entry.objects.filter(stream__name=found.stream).select_related("actor")
        return Newest.answer(rows, self, _line)


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "kind": entry.kind,
        "who": entry.actor.display_name if entry.actor else None,
        "at": entry.happened_at,
    }
