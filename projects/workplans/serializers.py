"""What programs send about rows of a plan: a serializer made from the columns of a kind."""

from typing import Any

from django.conf import settings
from django.db import models
from rest_framework import serializers

from core.access.rules import holders
from core.accounts.models import User
from core.cities.models import City
from core.design.day_field import DayField
from core.vocabularies.terms import terms
from projects.partnerships.models import Project
from projects.workplans.kinds import NEEDED, Kind
from projects.workplans.models import Quality, Task, WorkPackage


class PointSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=200)
    done = serializers.BooleanField(default=False)


def item_serializer(kind: Kind, project: Project, *, data: Any, is_new: bool) -> Any:
    """A serializer of the row's columns; what points elsewhere is a slug, a public id or a number."""
    fields = {
        name: _field(kind, name, project, is_needed=is_new and name in NEEDED)
        for name in kind.columns
    }
    made = type(f"{kind.code.title()}Serializer", (serializers.Serializer,), fields)
    return made(data=data)


def _field(kind: Kind, name: str, project: Project, *, is_needed: bool) -> Any:
    column: Any = kind.model._meta.get_field(name)
    is_needed = is_needed and not column.blank
    common: dict[str, Any] = {"required": is_needed}
    match name:
        case "city":
            cities = City.objects.all()
            return serializers.SlugRelatedField(
                slug_field="slug", queryset=cities, allow_null=True, **common
            )
        case "person":
            people = User.objects.filter(pk__in=[p.pk for p in holders("project.team", project)])
            return serializers.PrimaryKeyRelatedField(queryset=people, allow_null=True, **common)
        case "package":
            packages = WorkPackage.objects.filter(project=project)
            return serializers.SlugRelatedField(
                slug_field="public_id", queryset=packages, allow_null=True, **common
            )
        case "after":
            tasks = Task.objects.filter(project=project)
            return serializers.SlugRelatedField(
                slug_field="public_id", queryset=tasks, many=True, **common
            )
        case "checklist":
            return serializers.ListField(child=PointSerializer(), max_length=50, **common)
        case "languages":
            codes = [code for code, _name in settings.LANGUAGES]
            return serializers.ListField(child=serializers.ChoiceField(choices=codes), **common)
        case "licence":
            codes = ["", *(term.code for term in terms("licence"))]
            return serializers.ChoiceField(choices=codes, **common)
    if column.choices:
        return serializers.ChoiceField(choices=column.choices, **common)
    if isinstance(column, models.DateField):
        return DayField(allow_null=True, **common)
    if isinstance(column, models.DecimalField):
        return serializers.DecimalField(
            max_digits=column.max_digits,
            decimal_places=column.decimal_places,
            allow_null=column.null,
            **common,
        )
    if isinstance(column, models.URLField):
        return serializers.URLField(max_length=500, allow_blank=True, **common)
    return serializers.CharField(max_length=column.max_length, allow_blank=column.blank, **common)


class ItemVerbSerializer(serializers.Serializer[Any]):
    """A move, with what some of them need."""

    words = serializers.CharField(max_length=500, default="", allow_blank=True)
    city = serializers.SlugField(max_length=60, required=False)
    delivered = serializers.DecimalField(max_digits=12, decimal_places=2, required=False)
    point = serializers.IntegerField(min_value=0, max_value=49, required=False)
    is_done = serializers.BooleanField(default=True)


class ValueSerializer(serializers.Serializer[Any]):
    """A figure of a city."""

    city = serializers.SlugField(max_length=60)
    until = DayField()
    value = serializers.DecimalField(
        max_digits=14, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    women = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, allow_null=True
    )
    quality = serializers.ChoiceField(choices=Quality.choices, default=Quality.MEASURED)

    def get_fields(self) -> dict[str, Any]:
        """`source` is a word of serializers themselves, so this field is added here."""
        fields = dict(super().get_fields())
        fields["source"] = serializers.CharField(max_length=200, default="", allow_blank=True)
        return fields


class FillSerializer(serializers.Serializer[Any]):
    """From which project's plan; without it from the usual one."""

    def get_fields(self) -> dict[str, Any]:
        """`source` is a word of serializers themselves, so this field is added here."""
        fields = dict(super().get_fields())
        fields["source"] = serializers.UUIDField(required=False)
        return fields
