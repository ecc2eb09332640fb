"""Rows of a plan by program, of every kind by the same addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.accounts.writing import etag, revision_of
from core.api.describing import CURSOR, IF_MATCH, OBJECT
from core.api.paging import Newest
from projects.partnerships.api.workspace import ProjectView, city_of
from projects.workplans import actions, queries
from projects.workplans.kinds import KINDS, Kind, kind_of, plain
from projects.workplans.models import Indicator, Item
from projects.workplans.serializers import (
    FillSerializer,
    ItemVerbSerializer,
    ValueSerializer,
    item_serializer,
)

FILTERS = ("state", "city", "package", "person", "late")
RELATED = ("city", "person", "package")


def told(item: Item, actor: Any) -> dict[str, Any]:
    """A row as plain data, with what this person may do and why not."""
    kind = kind_of(item)
    names = ["item.write", "item.remove", *(kind.table.moves if kind.table else ()), *kind.acts]
    return {
        "id": str(item.public_id),
        "kind_of_row": kind.code,
        "state": getattr(item, "state", None),
        **{name: plain(item, name) for name in kind.columns},
        "abilities": rights(actor, item, names),
    }


class ItemsView(ProjectView):
    """Rows of one kind in one project."""

    def kind(self, code: str) -> Kind:
        if code not in KINDS:
            raise Http404
        return KINDS[code]

    def as_told(self, thing: Any) -> Any:
        return told(thing, self.request.user)


class Items(ItemsView):
    """All rows of a kind: package, task, milestone, deliverable, contribution, risk, indicator, change."""

    @extend_schema(
        summary="Rows of a plan",
        parameters=[*(OpenApiParameter(name, str) for name in FILTERS), CURSOR],
        responses=OBJECT,
    )
    def get(self, request: Request, public_id: UUID, kind: str) -> Response:
        project, what = self.project(request, public_id), self.kind(kind)
        names = {field.name for field in what.model._meta.get_fields()}
        found: Any = what.model.objects.filter(project=project)
        found = found.select_related(*(name for name in RELATED if name in names))
        if "after" in names:
            found = found.prefetch_related("after")
        found = self._filtered(found, names, request)

        def tell(row: Any) -> dict[str, Any]:
            row.project = project
            return told(row, request.user)

        return Newest.answer(found, self, tell)

    def _filtered(self, found: Any, names: set[str], request: Request) -> Any:
        asked = {k: v.replace("\0", "")[:60] for k, v in request.query_params.items()}
        if (state := asked.get("state")) and "state" in names:
            found = found.filter(state=state)
        if city := asked.get("city"):
            found = found.filter(city__slug=city)
        if (person := asked.get("person")) and "person" in names:
            known = person.isascii() and person.isdecimal() and len(person) < 16
            found = found.filter(person_id=int(person)) if known else found.none()
        if (package := asked.get("package")) and "package" in names:
            try:
                found = found.filter(package__public_id=UUID(package))
            except ValueError:
                return found.none()
        if "late" in asked and "due_on" in names:
            found = queries.late(found)
        return found

    @extend_schema(
        summary="Add a row to a plan",
        request=OBJECT,
        responses={201: OBJECT},
    )
    def post(self, request: Request, public_id: UUID, kind: str) -> Response:
        project, what = self.project(request, public_id), self.kind(kind)
        asked = item_serializer(what, project, data=request.data, is_new=True)
        asked.is_valid(raise_exception=True)
        made = actions.add_item(
            actor=request.user, project=project, kind=kind, values=asked.validated_data
        )
        return Response(told(made, request.user), status=201, headers={"ETag": etag(made)})


class OneItem(ItemsView):
    """One row."""

    def item(self, request: Request, public_id: UUID, kind: str, item_id: UUID) -> Any:
        return self.inside(self.project(request, public_id), self.kind(kind).model, item_id)

    @extend_schema(summary="One row of a plan", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, kind: str, item_id: UUID) -> Response:
        found = self.item(request, public_id, kind, item_id)
        return Response(told(found, request.user), headers={"ETag": etag(found)})

    @extend_schema(
        summary="Change a row of a plan", parameters=[IF_MATCH], request=OBJECT, responses=OBJECT
    )
    def patch(self, request: Request, public_id: UUID, kind: str, item_id: UUID) -> Response:
        found = self.item(request, public_id, kind, item_id)
        asked = item_serializer(self.kind(kind), found.project, data=request.data, is_new=False)
        asked.is_valid(raise_exception=True)
        written = actions.write_item(
            actor=request.user,
            item=found,
            values=asked.validated_data,
            revision=revision_of(request),
        )
        return Response(told(written, request.user), headers={"ETag": etag(written)})

    @extend_schema(summary="Remove a row of a plan", request=None, responses={204: None})
    def delete(self, request: Request, public_id: UUID, kind: str, item_id: UUID) -> Response:
        actions.remove_item(actor=request.user, item=self.item(request, public_id, kind, item_id))
        return Response(status=204)


class ItemVerb(OneItem):
    """Moves by the name of the kind's table without its kind, and ``propose``, ``record``,
    ``acknowledge``, ``tick``, ``agree``, ``object``."""

    http_method_names = ["post", "options"]

    @extend_schema(
        summary="Act on a row of a plan",
        parameters=[IF_MATCH],
        request=ItemVerbSerializer,
        responses=OBJECT,
    )
    def post(
        self, request: Request, public_id: UUID, kind: str, item_id: UUID, verb: str
    ) -> Response:
        found = self.item(request, public_id, kind, item_id)
        asked = ItemVerbSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        sent, user = asked.validated_data, request.user
        table = self.kind(kind).table
        match (kind, verb):
            case ("milestone", "propose"):
                actions.propose_milestone(actor=user, item=found)
            case ("contribution", "record"):
                delivered = self._needed(sent, "delivered")
                actions.record_delivery(actor=user, item=found, delivered=delivered)
            case ("contribution", "acknowledge"):
                actions.acknowledge_delivery(actor=user, item=found)
            case ("task", "tick"):
                number = self._needed(sent, "point")
                actions.tick_point(actor=user, item=found, number=number, is_done=sent["is_done"])
            case ("change", "agree" | "object"):
                city = city_of(self._needed(sent, "city"))
                actions.voice_change(
                    actor=user, item=found, city=city, agrees=verb == "agree", words=sent["words"]
                )
            case ("contribution", "deliver" | "deliver_partly"):
                raise Http404
            case _ if table is not None and f"{kind}.{verb}" in table.moves:
                actions.move_item(
                    actor=user,
                    item=found,
                    move=f"{kind}.{verb}",
                    words=sent["words"],
                    revision=revision_of(request),
                )
            case _:
                raise Http404
        found.refresh_from_db()
        return Response(told(found, user), headers={"ETag": etag(found)})

    def _needed(self, sent: dict[str, Any], name: str) -> Any:
        if name not in sent:
            raise ValidationError({name: [_("This field is required.")]})
        return sent[name]


class Values(ItemsView):
    """Figures of an indicator."""

    def indicator(self, request: Request, public_id: UUID, item_id: UUID) -> Any:
        return self.inside(self.project(request, public_id), Indicator, item_id)

    @extend_schema(summary="Figures of an indicator", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, item_id: UUID) -> Response:
        found = self.indicator(request, public_id, item_id)
        return Response(
            [
                {
                    "city": row.city.slug,
                    "until": row.until,
                    "value": row.value,
                    "women": row.women,
                    "quality": row.quality,
                    "source": row.source,
                }
                for row in found.values.select_related("city")
            ]
        )

    @extend_schema(summary="Enter a figure", request=ValueSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, item_id: UUID) -> Response:
        found = self.indicator(request, public_id, item_id)
        asked = ValueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = dict(asked.validated_data)
        city = city_of(values.pop("city"))
        made = actions.measure_indicator(actor=request.user, item=found, city=city, values=values)
        return Response({"city": city.slug, "until": made.until, "value": made.value}, status=201)


class Filling(ItemsView):
    """Begin an empty plan from the usual one, or from another project's."""

    @extend_schema(summary="Fill an empty plan", request=FillSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = FillSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        if source_id := asked.validated_data.get("source"):
            source = self.project(request, source_id)
            count = actions.copy_plan(actor=request.user, project=project, source=source)
        else:
            count = actions.fill_from_template(actor=request.user, project=project)
        return Response({"rows": count}, status=201)
