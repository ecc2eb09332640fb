"""What programs send about concept notes."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.design.day_field import DayField
from core.vocabularies.terms import terms
from projects.concepts.actions.writing import TERMS, TEXTS
from projects.concepts.models import Call, ConceptNote
from projects.partnerships.models import ProjectKind


class WantedSerializer(serializers.Serializer[Any]):
    profile = serializers.CharField(max_length=300)
    number = serializers.IntegerField(min_value=1, max_value=50, default=1)


class ConceptSerializer(serializers.Serializer[Any]):
    """Parts of a note; what is not named stays."""

    kind = serializers.ChoiceField(choices=ProjectKind.choices, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    starts_on = DayField(required=False, allow_null=True)
    months = serializers.IntegerField(min_value=1, max_value=60, required=False, allow_null=True)
    call = serializers.SlugRelatedField(
        slug_field="public_id", queryset=Call.objects.all(), required=False, allow_null=True
    )
    practices = serializers.ListField(child=serializers.UUIDField(), max_length=10, required=False)
    wanted = WantedSerializer(many=True, required=False)

    def get_fields(self) -> dict[str, Any]:
        fields = dict(super().get_fields())
        for name in TEXTS:
            column: Any = ConceptNote._meta.get_field(name)
            fields[name] = serializers.CharField(
                max_length=column.max_length, required=False, allow_blank=name != "title"
            )
        for name, scheme in TERMS.items():
            codes = [term.code for term in terms(scheme)]
            fields[name] = serializers.ListField(
                child=serializers.ChoiceField(choices=codes), required=False, max_length=60
            )
        return fields


class BeginConceptSerializer(ConceptSerializer):
    """A new note: for which city, maybe from a practice."""

    city = serializers.SlugField(max_length=60)
    practice = serializers.UUIDField(required=False)
    request = serializers.UUIDField(required=False)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["title"].required = True
        return fields


class InterestSerializer(serializers.Serializer[Any]):
    """Which city, in which role, bringing what."""

    city = serializers.SlugField(max_length=60)
    role = serializers.CharField(max_length=200)
    brings = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    message = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class CallSerializer(serializers.Serializer[Any]):
    """A call in up to three languages; what is not named stays."""

    titles = serializers.DictField(child=serializers.CharField(max_length=200, allow_blank=True))
    texts = serializers.DictField(
        child=serializers.CharField(max_length=4000, allow_blank=True), required=False
    )
    opens_on = DayField()
    closes_on = DayField()
    minimum_cities = serializers.IntegerField(min_value=2, max_value=30, required=False)
    minimum_countries = serializers.IntegerField(min_value=1, max_value=22, required=False)

    def get_fields(self) -> dict[str, Any]:
        codes = [term.code for term in terms("theme")]
        themes = serializers.ListField(
            child=serializers.ChoiceField(choices=codes), required=False, max_length=60
        )
        return {**super().get_fields(), "themes": themes}


class WordsSerializer(serializers.Serializer[Any]):
    """A few words with a move."""

    words = serializers.CharField(max_length=2000, default="", allow_blank=True)
