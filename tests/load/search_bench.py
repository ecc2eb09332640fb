"""Speed, size and memory of search over made practices, all systems in one run; run by hand:

python tests/load/search_bench.py [number of practices, default 10000]

With ELASTICSEARCH_URL set, Elasticsearch is measured as well, beside the same texts behind its own
analyzers: the ratio of the two is what counts, not the times of this machine.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from search.analysis.languages import LANGUAGES
from search.engines.protocol import Document, SearchEngine, Words
from search.engines.tantivy import TantivyEngine
from search.querying.request import SearchRequest
from search.querying.run import FACETS, search

PRACTICES = ROOT / "knowledge" / "library" / "convention" / "practices"
JUDGED = ROOT / "tests" / "search" / "quality" / "judged.json"
QUERIES = 300
BATCH = 500
# Rounds of all questions before and while it counts: a Java machine compiles what it runs often, so that
# its first hundreds of answers tell nothing of a server that has run for an hour.
WARM_UP, ROUNDS = 4, 3


def made(count: int, chance: random.Random) -> list[Document]:
    """Practices of sentences that real ones consist of, with facets like theirs."""
    real = [json.loads(path.read_text("utf-8")) for path in sorted(PRACTICES.glob("P*.json"))]
    sentences: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for data in real:
        for lang in LANGUAGES:
            for text in data[lang].values():
                sentences[lang] += [part.strip() for part in text.split(". ") if len(part) > 20]
    documents = []
    for number in range(count):
        like = chance.choice(real)
        documents.append(
            Document(
                key=f"k{number}",
                version=1,
                kind="practice",
                words={
                    lang: Words(
                        title=" ".join(chance.choice(sentences[lang]).split()[:8]),
                        body=". ".join(chance.choices(sentences[lang], k=8)),
                    )
                    for lang in LANGUAGES
                },
                facets={
                    "theme": like["themes"],
                    "sdg": like["sdgs"],
                    "key_feature": like["key_features"],
                    "objective": like["objectives"],
                    "target_group": like["target_groups"],
                    "city": [f"city-{number % 200}"],
                    "country": [f"c{number % 22}"],
                    "level": ["initiative"],
                    "period": [str(2000 + number % 26)],
                },
                payload={"title": "x" * 200},
            )
        )
    return documents


def questions(chance: random.Random) -> list[SearchRequest]:
    """Judged Arabic questions, a third of them under one filter, a third under another."""
    judged = [
        query for query in json.loads(JUDGED.read_text("utf-8"))["queries"] if query["lang"] == "ar"
    ]
    return [
        SearchRequest(
            lang="ar",
            text=chance.choice(judged)["text"],
            filters=chance.choice([{}, {"theme": ("INC",)}, {"country": ("c3",)}]),
        )
        for _ in range(QUERIES)
    ]


def timed(
    asked: Sequence[SearchRequest], *systems: Callable[[SearchRequest], object]
) -> list[list[float]]:
    """Milliseconds of each question by each system, sorted; after a warm-up the systems take turns, each
    of them as often the first."""
    for request in list(asked) * WARM_UP:
        for ask in systems:
            ask(request)
    walls: list[list[float]] = [[] for _ in systems]
    for number, request in enumerate(list(asked) * ROUNDS):
        for place in range(len(systems)):
            turn = (number + place) % len(systems)
            began = time.perf_counter()
            systems[turn](request)
            walls[turn].append((time.perf_counter() - began) * 1000)
    return [sorted(kept) for kept in walls]


def told(name: str, walls: Sequence[float]) -> None:
    print(f"  {name:<36} p50 {statistics.median(walls):7.2f} ms   p95 {p95(walls):7.2f} ms")


def p95(walls: Sequence[float]) -> float:
    return walls[int(len(walls) * 0.95)]


def written(engine: SearchEngine, documents: Sequence[Document]) -> float:
    """Documents a second, in batches of BATCH."""
    engine.prepare("bench")
    engine.switch("bench")
    began = time.perf_counter()
    for batch in batched(documents, BATCH):
        engine.write(batch)
    return len(documents) / (time.perf_counter() - began)


def memory_of_reading(folder: Path, asked: Sequence[SearchRequest]) -> float:
    """Megabytes by which a process grows that opens the embedded index and answers everything."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_grown, folder, asked).result()


def _grown(folder: Path, asked: Sequence[SearchRequest]) -> float:
    before = resident()
    engine = TantivyEngine(folder)
    for request in asked:
        search(request, engine=engine)
    return (resident() - before) / 1e6


def resident() -> int:
    """Bytes that this process holds for itself; pages of the index on disk are the system's to take back."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("This system does not tell what a process holds for itself.")


def main(count: int) -> None:
    """Print what each system needs for the same documents and the same questions."""
    chance = random.Random(7)
    documents = made(count, chance)
    asked = questions(chance)
    text = sum(
        len(said.title.encode()) + len(said.body.encode())
        for document in documents
        for said in document.words.values()
    )
    print(
        f"{count} practices in {len(LANGUAGES)} languages ({text / 1e6:.0f} MB of text), "
        f"{len(FACETS)} facets, {QUERIES} questions"
    )
    with tempfile.TemporaryDirectory() as folder:
        engine = TantivyEngine(Path(folder) / "index")
        speed = written(engine, documents)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        grown = memory_of_reading(Path(folder) / "index", asked)
        print(
            f"embedded: {speed:.0f} documents a second; index {size / 1e6:.0f} MB, "
            f"{size / text:.2f} times the text; a reading process grows {grown:.0f} MB"
        )
        processor = time.process_time()
        [walls] = timed(asked, lambda r: search(r, engine=engine))
        told("embedded, the whole page", walls)
        used = (time.process_time() - processor) * 1000 / (QUERIES * (WARM_UP + ROUNDS))
        print(f"  {'':<36} processor {used:.2f} ms a question")
    if url := os.environ.get("ELASTICSEARCH_URL"):
        elasticsearch(url, documents, asked, text=text)


def elasticsearch(
    url: str, documents: Sequence[Document], asked: Sequence[SearchRequest], *, text: int
) -> None:
    """The same on Elasticsearch, in turn with the stock analyzers."""
    from search.engines.elastic import ElasticEngine
    from search.engines.elastic.stock import StockIndex
    from search.engines.protocol import Query

    engine = ElasticEngine(url, prefix="bench", read_timeout=30)
    forgetful = ElasticEngine(url, prefix="bench", read_timeout=30, remembering=0)
    stock = StockIndex(url, index="bench-stock")
    engine.remove()
    try:
        speed = written(engine, documents)
        stock.make(())
        began = time.perf_counter()
        for batch in batched(documents, BATCH):
            stock.add(batch)
        stock_speed = len(documents) / (time.perf_counter() - began)
        size, stock_size = stock.size_of(engine.prefix), stock.size_of(stock.index)
        print(
            f"Elasticsearch: {speed:.0f} documents a second, {speed / stock_speed:.2f} times the stock mapping's; "
            f"index {size / 1e6:.0f} MB, {size / text:.2f} times the text, {size / stock_size:.2f} times the stock index"
        )

        def one_list(request: SearchRequest) -> Query:
            return Query(
                lang="ar",
                text=request.text,
                filters=request.filters,
                facets=FACETS,
                limit=12,
                fragments=True,
            )

        def ours(request: SearchRequest) -> object:
            return engine.search(one_list(request))

        def unknown(request: SearchRequest) -> object:
            return forgetful.search(one_list(request))

        def theirs(request: SearchRequest) -> object:
            return stock.search(one_list(request))

        mine, cold, other, page = timed(
            asked, ours, unknown, theirs, lambda r: search(r, engine=engine)
        )
        told("the stock mapping, one list", other)
        for name, walls in (("one list", mine), ("one list, words never asked", cold)):
            told(f"Elasticsearch, {name}", walls)
            print(
                f"  {'':<36} ours / stock: p50 {statistics.median(walls) / statistics.median(other):.2f}, "
                f"p95 {p95(walls) / p95(other):.2f}"
            )
        told("Elasticsearch, the whole page", page)
    finally:
        engine.remove()
        stock.drop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
