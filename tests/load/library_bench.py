"""Server time of the library page at 100 and at 10,000 practices, as a ratio; run by hand:

python tests/load/library_bench.py
"""

import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "tests" / "load")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from search.engines.tantivy import TantivyEngine  # noqa: E402
from tests import databases  # noqa: E402
from tests.load.search_bench import made  # noqa: E402

ADDRESSES = {
    "browse": "/ar/library/",
    "search": "/ar/library/?q=الطاقة الشمسية",
    "filter": "/ar/library/?q=التعلم&theme=INC&sort=date",
}
ROUNDS = 40


def shown(number: int) -> dict[str, object]:
    """What the index keeps of a practice for its card."""
    texts = {
        lang: {"title": f"{lang} {number}", "summary": "ملخص", "text": "نص " * 80, "url": "/"}
        for lang in ("ar", "en", "fr")
    }
    owner = {"slug": f"city-{number % 200}", "names": {"ar": "مدينة", "en": "City", "fr": "Ville"}}
    return {
        "shown": texts,
        "original": "ar",
        "owner": owner,
        "themes": ["INC"],
        "level": "initiative",
    }


def server_times(count: int) -> dict[str, float]:
    """Median milliseconds of each address with `count` practices."""
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_INDEX = Path(folder) / "index"
        engine = TantivyEngine(settings.SEARCH_INDEX)
        engine.prepare("bench")
        engine.switch("bench")
        documents = made(count, random.Random(7))
        filled = [replace(d, payload=shown(n)) for n, d in enumerate(documents)]
        for start in range(0, count, 2000):
            engine.write(filled[start : start + 2000])
        client = Client()
        medians = {}
        for name, address in ADDRESSES.items():
            for _ in range(5):
                client.get(address)
            walls = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                answer = client.get(address)
                walls.append((time.perf_counter() - began) * 1000)
                assert answer.status_code == 200
            medians[name] = statistics.median(walls)
        return medians


def main() -> None:
    """Print both sizes and their ratio."""
    with databases.kept_alive("bench"):
        databases.use("bench")
        databases.fill_schema()
        few, many = server_times(100), server_times(10_000)
    for name in ADDRESSES:
        ratio = many[name] / few[name]
        print(f"{name:<8} 100: {few[name]:6.1f} ms   10,000: {many[name]:6.1f} ms   {ratio:.2f} ×")


if __name__ == "__main__":
    main()
