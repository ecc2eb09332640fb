"""Bring a vocabulary of names in several languages, so that questions find texts of other languages."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.access.rules import SYSTEM
from search.actions import import_concepts
from search.analysis.languages import LANGUAGES
from search.engines.protocol import Unavailable
from search.indexing.writing import teach
from search.installed import installed_engine
from search.skos import Unreadable, read_vocabulary


class Command(BaseCommand):
    help = (
        "Take the names of a SKOS file (Turtle or RDF/XML) in Arabic, English and French; a second import "
        "from the same source replaces the first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", help="name of the vocabulary; the file's name by default")
        parser.add_argument("--check", action="store_true", help="read and report, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = read_vocabulary(options["file"])
        except Unreadable as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        counts = ", ".join(
            f"{lang} {sum(lang in names for names in found.concepts.values())}"
            for lang in LANGUAGES
        )
        self.stdout.write(
            f"concepts with names in two languages or more: {len(found.concepts)} ({counts})"
        )
        self.stdout.write(f"left out: {found.alone} in one language only, {found.unnamed} in none")
        self.stdout.write(f"names left out because they are too long: {found.too_long}")
        if options["check"]:
            return
        if not found.concepts:
            raise CommandError("Nothing to take.")
        source = (options["source"] or options["file"].stem)[:120]
        import_concepts(actor=SYSTEM, source=source, concepts=found.concepts)
        try:
            teach(engine=installed_engine())
        except Unavailable as away:
            self.stderr.write(f"kept; it is used from the next night on, because now: {away}")
        else:
            self.stdout.write("kept, and used from now on")
