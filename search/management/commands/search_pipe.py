"""JSON lines in, JSON lines out, on a temporary index."""

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.engines.tantivy import TantivyEngine
from search.indexing.vocabulary import known_texts
from search.pipe import serve


class Command(BaseCommand):
    help = (
        "Answer JSON lines from a temporary index: "
        '{"op":"index","docs":[{"id","lang","title","text","group"?}]}, '
        '{"op":"search","q","k","lang","target"?}, {"op":"suggest","q","k","lang"}.'
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=["tantivy"], default="tantivy")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
        with tempfile.TemporaryDirectory(prefix="jusoor-search-") as folder:
            engine = TantivyEngine(Path(folder) / "index")
            engine.prepare("pipe")
            engine.switch("pipe")
            serve(lines, self._write, engine=engine, known=known_texts())

    def _write(self, line: str) -> None:
        self.stdout.write(line, ending="")
        self.stdout.flush()
