"""Print how well a judged set is found, and what typing costs."""

import tempfile
from itertools import permutations
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.analysis.dictionary import learned
from search.analysis.languages import LANGUAGES
from search.indexing.vocabulary import known_texts
from search.quality.convention import convention_engine
from search.quality.measure import across, judged_from, measure

JUDGED = Path(__file__).resolve().parents[3] / "tests" / "search" / "quality" / "judged.json"


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
