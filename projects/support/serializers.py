"""What programs send about requests for support and offers."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.design.day_field import DayField
from core.vocabularies.terms import LANGUAGES, terms
from projects.support.actions.asking import LONGEST_QUESTION, MOST_QUESTIONS
from projects.support.actions.helping import LONGEST_TERM, TERMS
from projects.support.models import Effort, Format, Openness


def _themes() -> serializers.ListField:
    codes = [term.code for term in terms("theme")]
    return serializers.ListField(
        child=serializers.ChoiceField(choices=codes), required=False, max_length=60
    )


class RequestSerializer(serializers.Serializer[Any]):
    """Parts of a request; what is not named stays."""

    title = serializers.CharField(max_length=200, required=False)
    format = serializers.ChoiceField(choices=Format.choices, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    challenge = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    tried = serializers.CharField(max_length=1500, required=False, allow_blank=True)
    use = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    openness = serializers.ChoiceField(choices=Openness.choices, required=False)
    earliest_on = DayField(required=False, allow_null=True)
    latest_on = DayField(required=False, allow_null=True)
    questions = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_QUESTION),
        required=False,
        max_length=MOST_QUESTIONS,
    )

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "themes": _themes()}


class BeginRequestSerializer(RequestSerializer):
    """A new request: of which city."""

    city = serializers.SlugField(max_length=60)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["title"].required = True
        return fields


class CitySerializer(serializers.Serializer[Any]):
    """The city that is asked."""

    city = serializers.SlugField(max_length=60)


class WordsSerializer(serializers.Serializer[Any]):
    """A few words with a move."""

    words = serializers.CharField(max_length=1000, default="", allow_blank=True)


class VolunteerSerializer(CitySerializer, WordsSerializer):
    """A city that helps, and its words."""


class DecideSerializer(WordsSerializer):
    """What the city does with a recommendation."""

    due_on = DayField(required=False, allow_null=True)


class AnswerSerializer(CitySerializer):
    """An answer to a question."""

    text = serializers.CharField(max_length=4000)
    practice = serializers.UUIDField(required=False, allow_null=True)


class RecommendationSerializer(CitySerializer):
    """One recommendation of a city that helped."""

    text = serializers.CharField(max_length=1000)
    why = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    effort = serializers.ChoiceField(choices=Effort.choices, required=False)
    practice = serializers.UUIDField(required=False, allow_null=True)


class PrepareSerializer(serializers.Serializer[Any]):
    """Terms and preparation; what is not named stays."""

    pack = serializers.CharField(max_length=4000, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        fields = dict(super().get_fields())
        for name in TERMS:
            fields[name] = serializers.CharField(
                max_length=LONGEST_TERM, required=False, allow_blank=True
            )
        return fields


class SessionSerializer(serializers.Serializer[Any]):
    """A day on which the cities meet."""

    starts_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(min_value=15, max_value=2880, required=False)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)


class OfferSerializer(serializers.Serializer[Any]):
    """One topic on which a city helps others."""

    formats = serializers.ListField(child=serializers.ChoiceField(choices=Format.choices))
    languages = serializers.ListField(child=serializers.ChoiceField(choices=list(LANGUAGES)))
    hours = serializers.IntegerField(min_value=1, max_value=2000, required=False)
    words = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        codes = [term.code for term in terms("theme")]
        theme = serializers.ChoiceField(choices=codes)
        return {**super().get_fields(), "theme": theme}
