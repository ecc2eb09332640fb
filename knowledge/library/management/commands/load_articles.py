"""Publish the help pages that come with the software, in every language."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.access.rules import SYSTEM
from knowledge.library.actions import ArticleRecord, import_article, open_library

FILE = Path(__file__).parents[2] / "help" / "articles.json"


class Command(BaseCommand):
    help = "Publishes the help pages that come with the software; what is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        open_library(actor=SYSTEM)
        count = 0
        for data in json.loads(FILE.read_text(encoding="utf-8")):
            body = [(name, words) for name, words in data.pop("body")]
            found = ArticleRecord(**data, body=body)
            count += import_article(actor=SYSTEM, found=found) is not None
        self.stdout.write(f"{count} help pages were published")
