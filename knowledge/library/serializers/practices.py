from typing import Any

from rest_framework import serializers

from knowledge.library.actions import ACCOUNT
from knowledge.library.models import Level, PracticePage
from knowledge.library.models.practice import TAGS, WORDS
from knowledge.library.queries import absolute_url


class PracticeSerializer(serializers.Serializer[PracticePage]):
    """A practice: facts once, words by language."""

    key = serializers.UUIDField(source="translation_key")
    level = serializers.SerializerMethodField()
    kind = serializers.CharField()
    city = serializers.SerializerMethodField()
    partner_network = serializers.SerializerMethodField()
    themes = serializers.SerializerMethodField()
    sdgs = serializers.SerializerMethodField()
    key_features = serializers.SerializerMethodField()
    objectives = serializers.SerializerMethodField()
    target_groups = serializers.SerializerMethodField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    is_ongoing = serializers.BooleanField()
    cost = serializers.CharField()
    partnering = serializers.CharField()
    licence = serializers.CharField()
    provenance = serializers.CharField()
    original_language = serializers.CharField(source="locale.language_code")
    published_at = serializers.DateTimeField(source="first_published_at")
    reuses = serializers.SerializerMethodField(
        help_text="Cities that adapt it: slug, stage, and the account that both cities confirmed."
    )
    words = serializers.SerializerMethodField(help_text="By language: title, summary and the rest.")

    def get_level(self, page: PracticePage) -> str:
        return self.context["levels"].get(page.translation_key, Level.INITIATIVE)

    def get_city(self, page: PracticePage) -> str | None:
        return page.city.slug if page.city else None

    def get_partner_network(self, page: PracticePage) -> str | None:
        return page.partner_network.slug if page.partner_network else None

    def _codes(self, page: PracticePage, field: str) -> list[str]:
        assert field in TAGS
        return [term.code for term in getattr(page, field).all()]

    def get_themes(self, page: PracticePage) -> list[str]:
        return self._codes(page, "themes")

    def get_sdgs(self, page: PracticePage) -> list[str]:
        return self._codes(page, "sdgs")

    def get_key_features(self, page: PracticePage) -> list[str]:
        return self._codes(page, "key_features")

    def get_objectives(self, page: PracticePage) -> list[str]:
        return self._codes(page, "objectives")

    def get_target_groups(self, page: PracticePage) -> list[str]:
        return self._codes(page, "target_groups")

    def get_reuses(self, page: PracticePage) -> list[dict[str, Any]]:
        return [
            {
                "city": row.city.slug,
                "stage": row.stage,
                **({name: getattr(row, name) for name in ACCOUNT} if row.is_told else {}),
            }
            for row in self.context["reuses"].get(page.translation_key, ())
        ]

    def get_words(self, page: PracticePage) -> dict[str, dict[str, Any]]:
        request = self.context["request"]
        texts = self.context["texts"].get(page.translation_key, {})
        return {
            language: {
                **{name: getattr(text, name) for name in WORDS if getattr(text, name)},
                "url": absolute_url(request, text),
            }
            for language, text in sorted(texts.items())
        }
