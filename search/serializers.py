from typing import Any

from rest_framework import serializers


class HitSerializer(serializers.Serializer[Any]):
    """A practice, a city or an article that was found."""

    key = serializers.CharField()
    score = serializers.FloatField()
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField(help_text="Language of title and summary.")
    url = serializers.CharField()
    kind = serializers.CharField(help_text="practice, city or article")
    city = serializers.CharField(
        help_text="Slug of the city or partner network; empty for articles.", allow_blank=True
    )


class AnswerSerializer(serializers.Serializer[Any]):
    """One page of what was found."""

    count = serializers.IntegerField()
    weaker = serializers.IntegerField(help_text="Matches under the cut of 0.3 of the best score.")
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    facets = serializers.DictField(help_text="facet → code → number of practices")
    unknown = serializers.ListField(help_text="Choices that do not exist and were left out.")
    results = HitSerializer(many=True)
    did_you_mean = serializers.CharField(
        help_text="The question as it was probably meant; empty when nothing is to be put right.",
        allow_blank=True,
    )
    is_corrected = serializers.BooleanField(
        help_text="The question itself has no answers; these are those of `did_you_mean`."
    )
