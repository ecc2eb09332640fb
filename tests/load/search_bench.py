"""Speed and size of the embedded engine over made practices; run by hand:

python tests/load/search_bench.py [number of practices, default 10000]
"""

import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from search.analysis.languages import LANGUAGES  # noqa: E402
from search.engines.protocol import Document, Words  # noqa: E402
from search.engines.tantivy import TantivyEngine  # noqa: E402
from search.querying.request import SearchRequest  # noqa: E402
from search.querying.run import FACETS, search  # noqa: E402

PRACTICES = ROOT / "knowledge" / "library" / "convention" / "practices"
JUDGED = ROOT / "tests" / "search" / "quality" / "judged.json"
QUERIES = 300


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


def main(count: int) -> None:
    """Print writing time, index size, and time of a query with facets, snippets left out."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        engine = TantivyEngine(Path(folder) / "index")
        engine.prepare("bench")
        engine.switch("bench")
        documents = made(count, chance)
        began = time.perf_counter()
        for start in range(0, count, 2000):
            engine.write(documents[start : start + 2000])
        wrote = time.perf_counter() - began
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        text = sum(
            len(said.title.encode()) + len(said.body.encode())
            for document in documents
            for said in document.words.values()
        )
        judged = [
            query
            for query in json.loads(JUDGED.read_text("utf-8"))["queries"]
            if query["lang"] == "ar"
        ]
        requests = [
            SearchRequest(
                lang="ar",
                text=chance.choice(judged)["text"],
                filters=chance.choice([{}, {"theme": ("INC",)}, {"country": ("c3",)}]),
            )
            for _ in range(QUERIES)
        ]
        for request in requests[:20]:
            search(request, engine=engine)
        walls = []
        processor = time.process_time()
        for request in requests:
            began = time.perf_counter()
            search(request, engine=engine)
            walls.append((time.perf_counter() - began) * 1000)
        used = (time.process_time() - processor) * 1000 / QUERIES
        walls.sort()
        print(f"{count} practices in {len(LANGUAGES)} languages, {len(FACETS)} facets")
        print(
            f"written in {wrote:.1f} s; index {size / text:.2f} times the text ({size / 1e6:.0f} MB)"
        )
        print(
            f"processor {used:.2f} ms a query; "
            f"p50 {statistics.median(walls):.2f} ms, p95 {walls[int(QUERIES * 0.95)]:.2f} ms"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
