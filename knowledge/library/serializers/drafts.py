"""A draft as a program reads and writes it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.vocabularies.models import Term
from knowledge.library.fingerprints import ROWS, fingerprint, values_of
from knowledge.library.limits import limit_of
from knowledge.library.models import Cost, Kind, Partnering, PracticePage
from knowledge.library.models.practice import TAGS, WORDS

CHOICES = {"kind": Kind, "cost": Cost, "partnering": Partnering}
DATES = ("starts_on", "ends_on")
WRITTEN = (*WORDS, *CHOICES, *DATES, "is_ongoing", *TAGS, *ROWS)


class StartSerializer(serializers.Serializer[Any]):
    """Begin a draft."""

    city = serializers.SlugField(help_text="slug of your city")
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    title = serializers.CharField(max_length=100)


class DraftWriteSerializer(serializers.Serializer[Any]):
    """The parts to write; what is not named stays as it is.

    ``loaded`` is the mark that came with the draft: when the parts named here were changed since,
    nothing is written and the answer is 409 with what is stored now.
    """

    loaded = serializers.CharField(required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        for name in WORDS:
            limit = limit_of(PracticePage, name)
            fields[name] = serializers.CharField(
                allow_blank=name != "title", max_length=limit, required=False
            )
        for name, choices in CHOICES.items():
            fields[name] = serializers.ChoiceField(choices=choices.choices, required=False)
        for name in DATES:
            fields[name] = serializers.DateField(allow_null=True, required=False)
        fields["is_ongoing"] = serializers.BooleanField(required=False)
        for name, scheme in TAGS.items():
            fields[name] = TermsField(scheme=scheme, required=False)
        for name in ROWS:
            fields[name] = RowsField(columns=ROWS[name], required=False)
        return fields

    def parts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is written: values by field, rows by relation."""
        found = dict(self.validated_data)
        found.pop("loaded", None)
        rows = {name: found.pop(name) for name in list(found) if name in ROWS}
        return found, rows


class UploadSerializer(serializers.Serializer[Any]):
    """A file for ``materials`` (with a title) or ``pictures`` (with what the picture shows)."""

    relation = serializers.ChoiceField(choices=("materials", "pictures"))
    file = serializers.FileField()
    title = serializers.CharField(required=False, help_text="materials only")
    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, required=False, help_text="materials only"
    )
    alt = serializers.CharField(required=False, help_text="pictures only")
    credit = serializers.CharField(required=False, help_text="pictures only")
    licence = serializers.CharField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needed = "alt" if attrs["relation"] == "pictures" else "title"
        if not attrs.get(needed):
            raise serializers.ValidationError({needed: self.error_messages["required"]})
        code = attrs.get("licence")
        if code and not Term.objects.filter(scheme="licence", code=code).exists():
            raise serializers.ValidationError({"licence": code}, code="unknown")
        return attrs

    def parts(self) -> dict[str, Any]:
        """What `attach_file` takes."""
        found = dict(self.validated_data)
        relation, file = found.pop("relation"), found.pop("file")
        own = ROWS[relation]
        values = {name: value for name, value in found.items() if name in own}
        return {"relation": relation, "file": file, "values": values}


class TermsField(serializers.ListField):
    """Codes of a vocabulary."""

    def __init__(self, *, scheme: str, **options: Any) -> None:
        super().__init__(child=serializers.CharField(max_length=40), **options)
        self.scheme = scheme

    def to_internal_value(self, data: Any) -> Any:
        codes = set(super().to_internal_value(data))
        found = list(Term.objects.filter(scheme=self.scheme, code__in=codes))
        unknown = codes - {term.code for term in found}
        if unknown:
            raise serializers.ValidationError(
                f"{self.scheme}: {', '.join(sorted(unknown))}", code="unknown"
            )
        return found


class RowsField(serializers.ListField):
    """Rows in their order; `key` names a row that is there already."""

    def __init__(self, *, columns: tuple[str, ...], **options: Any) -> None:
        super().__init__(child=serializers.DictField(), max_length=40, **options)
        self.columns = columns

    def to_internal_value(self, data: Any) -> Any:
        rows: list[dict[str, Any]] = super().to_internal_value(data)
        for row in rows:
            if unknown := set(row) - {*self.columns, "key"}:
                raise serializers.ValidationError(", ".join(sorted(unknown)), code="unknown")
            if key := row.get("key"):
                row["key"] = serializers.UUIDField(format="hex").to_internal_value(key).hex
            if day := row.get("measured_on"):
                row["measured_on"] = serializers.DateField().to_internal_value(day)
        return rows


def draft_as_data(page: PracticePage, *, situation: str) -> Mapping[str, Any]:
    """The latest version of a text, with the marks that a later write sends back as ``loaded``."""
    draft = page.get_latest_revision_as_object()
    names = WORDS if page.is_translation else WRITTEN
    return {
        "key": str(page.translation_key),
        "language": page.locale.language_code,
        "city": page.city.slug if page.city else None,
        "is_translation": page.is_translation,
        "is_public": page.live,
        "state": situation,
        "changed_at": page.latest_revision_created_at,
        "values": values_of(draft, names),
        "loaded": {name: fingerprint(draft, [name]) for name in names},
    }
