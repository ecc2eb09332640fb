"""Print how well a judged set is found, and what typing costs."""

import json
import tempfile
from itertools import permutations
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.cities import loading
from knowledge.library.loading.convention import files
from search.analysis.dictionary import learned
from search.analysis.languages import LANGUAGES
from search.engines.protocol import SearchEngine
from search.engines.tantivy import TantivyEngine
from search.indexing.vocabulary import known_texts
from search.quality.measure import across, index_convention, judged_from, measure

JUDGED = Path(__file__).resolve().parents[3] / "tests" / "search" / "quality" / "judged.json"


def names_of_owners() -> dict[str, dict[str, str]]:
    """The names of cities and partner networks by slug, from the data files."""
    found: dict[str, dict[str, str]] = {}
    for name in ("cities", "partner_networks"):
        rows = json.loads((loading.DATA / f"{name}.json").read_text("utf-8"))[name]
        found |= {row["slug"]: row["names"] for row in rows}
    return found


def convention_engine(folder: Path) -> SearchEngine:
    """An engine over the convention's practices alone, made in `folder` without a database."""
    engine = TantivyEngine(folder)
    engine.prepare("quality")
    engine.switch("quality")
    texts = [json.loads(path.read_text("utf-8")) for path in files()]
    index_convention(texts, names=names_of_owners(), engine=engine)
    return engine


class Command(BaseCommand):
    help = "nDCG@10, loss per kind of typing and share of empty answers over a judged set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--judged", type=Path, default=JUDGED)

    def handle(self, *args: Any, **options: Any) -> None:
        queries = judged_from(options["judged"])
        with tempfile.TemporaryDirectory(prefix="jusoor-quality-") as folder:
            engine = convention_engine(Path(folder) / "index")
            for lang in LANGUAGES:
                self._print(measure(queries, lang=lang, engine=engine))
            engine.teach(learned(known_texts()))
            self.stdout.write("across languages, by the vocabularies alone:")
            for source, target in permutations(LANGUAGES, 2):
                mean = across(queries, source=source, target=target, engine=engine)
                self.stdout.write(f"  {source} → {target}  nDCG@10 {mean:.3f}")

    def _print(self, report: Any) -> None:
        self.stdout.write(
            f"{report.lang}: {report.queries} queries, nDCG@10 {report.ndcg:.3f}, "
            f"mean loss {report.mean_loss:.1%}, worst {report.worst_loss:.1%}, "
            f"empty {report.empty}"
        )
        for loss in report.losses:
            self.stdout.write(
                f"  {loss.kind:<24} {loss.queries:>3} queries  loss {loss.loss:>6.1%}  "
                f"empty {loss.empty}"
            )
