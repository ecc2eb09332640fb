"""What programs send about projects."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.design.day_field import DayField
from core.vocabularies.terms import terms
from projects.partnerships.actions.agreeing import MOST as NOTE_LIMIT
from projects.partnerships.actions.reporting import MOST as CHAPTER_LIMIT
from projects.partnerships.models import AreVisible, Associate, ProjectKind, ReportKind


class ProjectSerializer(serializers.Serializer[Any]):
    """What a project says of itself; what is not named stays."""

    acronym = serializers.CharField(max_length=15, required=False)
    title = serializers.CharField(max_length=200, required=False)
    kind = serializers.ChoiceField(choices=ProjectKind.choices, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    objective = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    communication = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    starts_on = DayField(required=False, allow_null=True)
    ends_on = DayField(required=False, allow_null=True)
    licence = serializers.ChoiceField(
        choices=["", *(term.code for term in terms("licence"))], required=False
    )
    visibility = serializers.ChoiceField(choices=AreVisible.choices, required=False)
    themes = serializers.ListField(
        child=serializers.ChoiceField(choices=[t.code for t in terms("theme")]), required=False
    )
    sdgs = serializers.ListField(
        child=serializers.ChoiceField(choices=[t.code for t in terms("sdg")]), required=False
    )


class BeginProjectSerializer(ProjectSerializer):
    """A project that two cities begin directly."""

    city = serializers.SlugField(max_length=60)
    partners = serializers.ListField(
        child=serializers.SlugField(max_length=60), min_length=1, max_length=30
    )

    def get_fields(self) -> dict[str, Any]:
        fields = dict(super().get_fields())
        for name in ("acronym", "title", "language"):
            fields[name].required = True
        return fields


class MoveSerializer(serializers.Serializer[Any]):
    """A few words with a move."""

    words = serializers.CharField(max_length=2000, default="", allow_blank=True)


class InviteSerializer(serializers.Serializer[Any]):
    city = serializers.SlugField(max_length=60)
    role = serializers.CharField(max_length=200, default="", allow_blank=True)


class PartnerSerializer(serializers.Serializer[Any]):
    role = serializers.CharField(max_length=200, required=False, allow_blank=True)
    tasks = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class InNameOfSerializer(serializers.Serializer[Any]):
    """In whose name."""

    city = serializers.SlugField(max_length=60)


class AssociateSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    sector = serializers.ChoiceField(choices=Associate.Sector.choices)
    role = serializers.CharField(max_length=300, default="", allow_blank=True)


class NoteSerializer(serializers.Serializer[Any]):
    """The text by language."""

    texts = serializers.DictField(
        child=serializers.CharField(max_length=NOTE_LIMIT, allow_blank=True)
    )


class AcceptNoteSerializer(serializers.Serializer[Any]):
    city = serializers.SlugField(max_length=60)
    number = serializers.IntegerField(min_value=1, max_value=32767)
    authority = serializers.CharField(max_length=200, default="", allow_blank=True)


class BeginReportSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ReportKind.choices)


class ReportSerializer(serializers.Serializer[Any]):
    """Chapters by name."""

    words = serializers.DictField(
        child=serializers.CharField(max_length=CHAPTER_LIMIT, allow_blank=True)
    )
