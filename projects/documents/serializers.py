"""What programs send about documents."""

from typing import Any

from rest_framework import serializers

from projects.documents.models import DocumentKind, Level

LEVELS = [(level.name.lower(), level.name.lower()) for level in Level]


class DescribeSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200, required=False)
    kind = serializers.ChoiceField(choices=DocumentKind.choices, required=False)
    language = serializers.ChoiceField(choices=["ar", "en", "fr"], required=False)
    folder = serializers.CharField(
        max_length=80, required=False, allow_blank=True, help_text="Its name; a new one is made."
    )


class BeginSerializer(DescribeSerializer):
    title = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=DocumentKind.choices, default=DocumentKind.FREE)
    language = serializers.ChoiceField(choices=["ar", "en", "fr"], default="ar")
    file = serializers.FileField(required=False)


class ShareSerializer(serializers.Serializer[Any]):
    """Levels by address part of a city and by number of a person; null takes an exception away."""

    team_level = serializers.ChoiceField(choices=LEVELS, required=False)
    cities = serializers.DictField(
        child=serializers.ChoiceField(choices=LEVELS, allow_null=True), required=False
    )
    people = serializers.DictField(
        child=serializers.ChoiceField(choices=LEVELS, allow_null=True), required=False
    )


class NameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120, default="", allow_blank=True)


class AgreeSerializer(serializers.Serializer[Any]):
    city = serializers.SlugField(max_length=60)
    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
