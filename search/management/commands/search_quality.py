"""Print how well a judged set is found, and what typing costs, for one system beside the others."""

import os
import secrets
import tempfile
from itertools import permutations
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.analysis.dictionary import learned
from search.analysis.languages import LANGUAGES
from search.analysis.lessons import Lessons
from search.engines.protocol import Query, SearchEngine
from search.engines.tantivy import TantivyEngine
from search.indexing.vocabulary import known_texts
from search.quality.completion import completed, title_documents
from search.quality.convention import documents, filled, own_words
from search.quality.measure import (
    DEPTH,
    Ask,
    Judged,
    Report,
    across,
    answers_of,
    interval,
    judged_from,
    measure,
)
from search.quality.wagtail import NotLoaded, wagtail_answers

JUDGED = Path(__file__).resolve().parents[3] / "tests" / "search" / "quality" / "judged.json"
LONGEST_TITLE = 100
EMBEDDED, ELASTIC = "Jusoor, embedded", "Jusoor, Elasticsearch"
STOCK, WAGTAIL = "stock analyzers", "Wagtail, database"


class Command(BaseCommand):
    help = (
        "nDCG@10, loss per kind of typing and share of empty answers over a judged set: Jusoor on both engines, "
        "Elasticsearch's own analyzers, Wagtail's database search. Elasticsearch is taken from ELASTICSEARCH_URL; "
        "Wagtail needs a database with the convention's practices."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--judged", type=Path, default=JUDGED)
        parser.add_argument("--kinds", action="store_true", help="one line for each kind of typing")

    def handle(self, *args: Any, **options: Any) -> None:
        queries = judged_from(options["judged"])
        url = os.environ.get("ELASTICSEARCH_URL", "")
        with tempfile.TemporaryDirectory(prefix="jusoor-quality-") as folder:
            engines: dict[str, SearchEngine] = {
                EMBEDDED: filled(TantivyEngine(Path(folder) / "index"))
            }
            asks: dict[str, Ask] = {}
            stock = elastic = None
            if url:
                # Only here: the package is an extra that a site without Elasticsearch does not install.
                from search.engines.elastic import ElasticEngine
                from search.engines.elastic.stock import StockIndex

                prefix = f"quality-{secrets.token_hex(4)}"
                elastic = ElasticEngine(url, prefix=prefix, read_timeout=10)
                engines[ELASTIC] = filled(elastic)
                stock = StockIndex(url, index=f"{prefix}-stock")
                stock.make(documents())
                asks[STOCK] = _stock_answers(stock)
            else:
                self.stdout.write("ELASTICSEARCH_URL is not set: Elasticsearch is left out.")
            try:
                asks[WAGTAIL] = wagtail_answers()
            except NotLoaded:
                self.stdout.write("load_convention has not run here: Wagtail is left out.")
            try:
                self._compare(queries, engines, asks, with_kinds=options["kinds"])
                self._across(queries, engines)
                self._completion(engines)
            finally:
                if stock is not None:
                    stock.drop()
                if elastic is not None:
                    elastic.remove()

    def _compare(
        self,
        queries: list[Judged],
        engines: dict[str, SearchEngine],
        asks: dict[str, Ask],
        *,
        with_kinds: bool,
    ) -> None:
        asks = {name: answers_of(engine) for name, engine in engines.items()} | asks
        for lang in LANGUAGES:
            reports = {name: measure(queries, lang=lang, ask=ask) for name, ask in asks.items()}
            ours = reports[EMBEDDED]
            self.stdout.write(f"\n{lang}: {ours.queries} queries")
            self.stdout.write(f"  {'':<24} nDCG@10  as typed  mean loss  worst  no answer")
            for name, report in reports.items():
                self.stdout.write(
                    f"  {name:<24} {report.ndcg:7.3f}  {report.as_typed:8.3f}  "
                    f"{report.mean_loss:9.1%}  {report.worst_loss:5.1%}  {report.no_answer:9.2%}"
                    f"{_lead(ours, report, name)}"
                )
            if with_kinds:
                self._kinds(reports)

    def _kinds(self, reports: dict[str, Report]) -> None:
        """nDCG@10 of each kind of typing, the systems beside each other."""
        self.stdout.write(f"  {'kind of typing':<24} queries  " + "  ".join(reports))
        for at, kind in enumerate(reports[EMBEDDED].typed):
            scores = "  ".join(
                f"{report.typed[at].ndcg:.3f} ({report.typed[at].empty} empty)".ljust(len(name))
                for name, report in reports.items()
            )
            self.stdout.write(f"  {kind.kind:<24} {kind.queries:>7}  {scores}")

    def _completion(self, engines: dict[str, SearchEngine]) -> None:
        """Titles of the library and names that the platform knows, half typed."""
        self.stdout.write("\nhalf-typed titles (hit in the first 10; the same typed cleanly):")
        for lang in LANGUAGES:
            labels = [said[lang] for said in known_texts() if len(said[lang]) < LONGEST_TITLE]
            titles = [*(each.words[lang].title for each in documents()), *labels]
            listed = title_documents(titles, lang=lang)
            for name, engine in engines.items():
                engine.prepare("titles")
                engine.switch("titles")
                engine.write(listed, into=("titles",))
                said = "; ".join(
                    f"{each.kind} {each.hit:.3f} ({each.clean:.3f})"
                    for each in completed(listed, lang=lang, engine=engine)
                )
                self.stdout.write(f"  {lang} {len(listed)} titles, {name}: {said}")
                engine.switch("quality")
                engine.discard("titles")

    def _across(self, queries: list[Judged], engines: dict[str, SearchEngine]) -> None:
        self.stdout.write("\nacross languages, by the vocabularies alone (nDCG@10):")
        lessons = Lessons(learned(known_texts()), own_words())
        for engine in engines.values():
            engine.teach(lessons)
        for source, target in permutations(LANGUAGES, 2):
            means = "  ".join(
                f"{name} {across(queries, source=source, target=target, engine=engine):.3f}"
                for name, engine in engines.items()
            )
            self.stdout.write(f"  {source} → {target}  {means}")


def _stock_answers(stock: Any) -> Ask:
    return lambda text, lang: stock.search(Query(lang=lang, text=text, limit=DEPTH))


def _lead(ours: Report, other: Report, name: str) -> str:
    """How far we are ahead, in points with the 95 % interval, clean and as typed."""
    if name in (EMBEDDED, ELASTIC):
        return ""
    clean = interval(ours.clean, other.clean)
    mine = [score for kind in ours.typed for score in kind.after]
    theirs = [score for kind in other.typed for score in kind.after]
    typed = interval(mine, theirs)
    return (
        f"   ours ahead by {100 * (ours.ndcg - other.ndcg):+.1f} "
        f"({100 * clean[0]:+.1f} … {100 * clean[1]:+.1f}); as typed "
        f"{100 * (ours.as_typed - other.as_typed):+.1f} "
        f"({100 * typed[0]:+.1f} … {100 * typed[1]:+.1f})"
    )
