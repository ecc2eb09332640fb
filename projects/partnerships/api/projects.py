"""Projects and their partners by program: the same actions as the pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import visible
from core.access.screens import rights
from core.accounts.writing import WritingView, etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from projects.partnerships import actions, queries
from projects.partnerships.actions.describing import TERMS, TEXTS
from projects.partnerships.api.workspace import ProjectView, city_of
from projects.partnerships.lifecycle import PARTNER, PROJECT
from projects.partnerships.models import Partner, Project
from projects.partnerships.serializers import (
    BeginProjectSerializer,
    InNameOfSerializer,
    InviteSerializer,
    MoveSerializer,
    PartnerSerializer,
    ProjectSerializer,
)

ACTS = (
    "project.describe",
    "project.invite_city",
    "project.tick",
    "project.write_note",
    "project.accept_note",
    "project.add_associate",
    "project.agree_to_stop",
    "project.offer_lead",
    "project.take_lead",
    "project.write_report",
)


def told(project: Project, actor: Any) -> dict[str, Any]:
    """A project as plain data, with what this person may do and why not."""
    return {
        "id": str(project.public_id),
        "state": project.state,
        "lead_city": project.lead_city.slug,
        **{name: getattr(project, name) for name in TEXTS},
        **{name: [term.code for term in getattr(project, name).all()] for name in TERMS},
        "reason": project.reason,
        "conditions": project.conditions,
        "lessons": project.lessons,
        "url": project.get_absolute_url(),
        "abilities": rights(actor, project, [*ACTS, *PROJECT.moves]),
    }


def told_partner(partner: Partner, actor: Any) -> dict[str, Any]:
    """A partner as plain data."""
    return {
        "id": str(partner.public_id),
        "city": partner.city.slug,
        "is_lead": partner.is_lead,
        "state": partner.state,
        "role": partner.role,
        "tasks": partner.tasks,
        "has_ticked_plan": partner.ticked_at is not None,
        "accepted_note": partner.accepted_note.number if partner.accepted_note else None,
        "abilities": rights(actor, partner, ["partner.describe", *PARTNER.moves]),
    }


class Projects(WritingView):
    """Workspaces that I may see."""

    @extend_schema(
        summary="My projects",
        parameters=[OpenApiParameter("state", str), CURSOR],
        responses=OBJECT,
    )
    def get(self, request: Request) -> Response:
        found = visible(request.user, Project.objects.all()).select_related("lead_city")
        found = found.prefetch_related(*TERMS)
        if state := request.query_params.get("state", ""):
            found = found.filter(state=state[:20].replace("\0", ""))
        return Newest.answer(found, self, lambda row: told(row, request.user))

    @extend_schema(
        summary="Begin a project with another city",
        request=BeginProjectSerializer,
        responses={201: OBJECT},
    )
    def post(self, request: Request) -> Response:
        asked = BeginProjectSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        lead = city_of(values.pop("city"))
        slugs = dict.fromkeys(values.pop("partners"))
        partners = [city for city in map(city_of, slugs) if city != lead]
        made = actions.begin_project(
            actor=request.user, lead_city=lead, values=values, partners=partners
        )
        return Response(told(made, request.user), status=201, headers={"ETag": etag(made)})


class OneProject(ProjectView):
    """One project."""

    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)

    @extend_schema(summary="One project", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        return Response(told(found, request.user), headers={"ETag": etag(found)})

    @extend_schema(
        summary="Describe a project",
        parameters=[IF_MATCH],
        request=ProjectSerializer,
        responses=OBJECT,
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = ProjectSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        written = actions.describe_project(
            actor=request.user,
            project=found,
            values=asked.validated_data,
            revision=revision_of(request),
        )
        return Response(told(written, request.user), headers={"ETag": etag(written)})


class ProjectVerb(OneProject):
    """Moves of a project by the name of the table, without ``project.``."""

    http_method_names = ["post", "options"]

    @extend_schema(
        summary="Move a project", parameters=[IF_MATCH], request=MoveSerializer, responses=OBJECT
    )
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        found = self.project(request, public_id)
        if f"project.{verb}" not in PROJECT.moves:
            raise Http404
        asked = MoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        moved = actions.move_project(
            actor=request.user,
            project=found,
            move=f"project.{verb}",
            revision=revision_of(request),
            **asked.validated_data,
        )
        return Response(told(moved, request.user), headers={"ETag": etag(moved)})


class ProjectWord(ProjectView):
    """What a city says about the project as a whole: ``tick``, ``agree_to_stop`` or ``go_on``,
    ``offer_lead`` or ``keep_lead``, ``take_lead``."""

    @extend_schema(summary="Say something for a city", request=InNameOfSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, word: str) -> Response:
        found = self.project(request, public_id)
        asked = InNameOfSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        city, user = city_of(asked.validated_data["city"]), request.user
        match word:
            case "tick":
                actions.tick_plan(actor=user, project=found, city=city)
            case "agree_to_stop" | "go_on":
                agrees = word == "agree_to_stop"
                actions.agree_to_stop(actor=user, project=found, city=city, agrees=agrees)
            case "offer_lead":
                actions.offer_lead(actor=user, project=found, city=city)
            case "keep_lead":
                actions.offer_lead(actor=user, project=found, city=None)
            case "take_lead":
                actions.take_lead(actor=user, project=found)
            case _:
                raise Http404
        found.refresh_from_db()
        return Response(told(found, user))


class Partners(ProjectView):
    """Cities that take part, were asked, or left."""

    @extend_schema(summary="Partners", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        listed = queries.partners_of(found)
        return Response([told_partner(row, request.user) for row in listed])

    @extend_schema(summary="Invite a city", request=InviteSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = InviteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        made = actions.invite_city(
            actor=request.user, project=found, city=city_of(values.pop("city")), **values
        )
        return Response(told_partner(made, request.user), status=201)


class People(ProjectView):
    """Everybody who works in the project: the numbers by which they are given tasks or named."""

    @extend_schema(summary="People", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        slugs = {row.city_id: row.city.slug for row in queries.partners_of(found)}
        return Response(
            [
                {"id": person.pk, "name": person.display_name, "city": slugs[city_id]}
                for city_id, team in queries.members_of(found).items()
                for person in team
            ]
        )


class OnePartner(ProjectView):
    """One partner."""

    def partner(self, request: Request, public_id: UUID, partner_id: UUID) -> Partner:
        rows = Partner.objects.select_related("city", "accepted_note")
        return self.inside(self.project(request, public_id), rows, partner_id)

    @extend_schema(summary="Describe a partner", request=PartnerSerializer, responses=OBJECT)
    def patch(self, request: Request, public_id: UUID, partner_id: UUID) -> Response:
        found = self.partner(request, public_id, partner_id)
        asked = PartnerSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        written = actions.describe_partner(
            actor=request.user, partner=found, values=asked.validated_data
        )
        return Response(told_partner(written, request.user))


class PartnerVerb(OnePartner):
    """Moves of a partner by the name of the table, without ``partner.``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Move a partner", request=MoveSerializer, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, partner_id: UUID, verb: str) -> Response:
        found = self.partner(request, public_id, partner_id)
        if f"partner.{verb}" not in PARTNER.moves:
            raise Http404
        asked = MoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.move_partner(
            actor=request.user, partner=found, move=f"partner.{verb}", **asked.validated_data
        )
        found.refresh_from_db()
        return Response(told_partner(found, request.user))
