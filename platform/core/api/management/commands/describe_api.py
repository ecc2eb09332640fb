"""Write the description of the API (OpenAPI) into docs/openapi.json."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator


def description() -> str:
    """The description as it is committed: English, sorted, with line ends."""
    from django.urls import get_resolver

    patterns = [
        pattern
        for pattern in get_resolver(settings.ROOT_URLCONF).url_patterns
        if str(pattern.pattern) == "api/v1/"
    ]
    with override("en"):
        schema = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
        return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"


class Command(BaseCommand):
    help = "Write docs/openapi.json from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(__file__).resolve().parents[5] / "docs" / "openapi.json"
        path.write_text(description(), encoding="utf-8")
        self.stdout.write(str(path))
