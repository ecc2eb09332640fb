from typing import Any

from rest_framework import serializers

from core.cities.actions import OWN_WORDS, known_codes
from core.cities.models import City
from core.vocabularies.terms import label


class CitySerializer(serializers.ModelSerializer[City]):
    """A city; names and trait by language."""

    country = serializers.SerializerMethodField()
    focus_sdgs = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = City
        fields = [
            "slug",
            "names",
            "aliases",
            "country",
            "admin_kind",
            "latitude",
            "longitude",
            "statuses",
            "trait",
            "focus_sdgs",
            "population",
            "languages",
            "strengths",
            "challenges",
            "url",
        ]

    def get_country(self, city: City) -> dict[str, str]:
        return {"code": city.country, "name": label("country", city.country)}

    def get_focus_sdgs(self, city: City) -> list[str]:
        return [goal.code for goal in city.focus_sdgs.all()]

    def get_url(self, city: City) -> str:
        return self.context["request"].build_absolute_uri(city.get_absolute_url())


class OffersSerializer(serializers.Serializer[Any]):
    """What a city offers and seeks; what is not named stays."""

    population = serializers.IntegerField(
        min_value=1, max_value=100_000_000, required=False, allow_null=True
    )

    def get_fields(self) -> dict[str, Any]:
        fields = dict(super().get_fields())
        for name in OWN_WORDS:
            choice = serializers.ChoiceField(choices=known_codes(name))
            fields[name] = serializers.ListField(child=choice, required=False, max_length=60)
        return fields
