"""A day in the API: ISO in answers; in requests also as people write it."""

from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.design.dates import Unreadable, read_day


@extend_schema_field(OpenApiTypes.DATE)
class DayField(serializers.Field):
    """Reads ``2026-11-28``, ``28/11/2026``, Arabic digits and the Hijri calendar."""

    def to_internal_value(self, data: Any) -> date:
        if not isinstance(data, str) or len(data) > 40:
            raise serializers.ValidationError("2026-11-28")
        try:
            return read_day(data)
        except Unreadable as unreadable:
            raise serializers.ValidationError(str(unreadable)) from None

    def to_representation(self, value: date) -> str:
        return value.isoformat()
