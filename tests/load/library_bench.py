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

import django

django.setup()

from django.conf import settings
from django.test import Client

from search.engines.tantivy import TantivyEngine
from tests import databases
from tests.load.search_bench import made

ADDRESSES = {
    "browse": "/ar/library/",
    "search": "/ar/library/?q=الطاقة الشمسية",
    "filter": "/ar/library/?theme=INC",
}
ROUNDS = 80


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


def filled(folder: Path, count: int) -> Path:
    """An index of `count` practices in `folder`."""
    engine = TantivyEngine(folder)
    engine.prepare("bench")
    engine.switch("bench")
    documents = made(count, random.Random(7))
    for start in range(0, count, 2000):
        part = documents[start : start + 2000]
        engine.write([replace(d, payload=shown(start + n)) for n, d in enumerate(part)])
    return folder


def server_time(client: Client, folder: Path, address: str) -> float:
    """Milliseconds of one answer over the index in `folder`."""
    settings.SEARCH_INDEX = folder
    began = time.perf_counter()
    assert client.get(address).status_code == 200
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Ask both sizes in turn, so that other work of the machine weighs on both; print the ratio."""
    with tempfile.TemporaryDirectory() as parent, databases.kept_alive("bench"):
        databases.use("bench")
        databases.fill_schema()
        few = filled(Path(parent) / "few", 100)
        many = filled(Path(parent) / "many", 10_000)
        client = Client()
        for name, address in ADDRESSES.items():
            pairs = [
                (server_time(client, few, address), server_time(client, many, address))
                for _ in range(ROUNDS)
            ][5:]
            small, large = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = large / small
            print(f"{name:<8} 100: {small:6.1f} ms   10,000: {large:6.1f} ms   {ratio:.2f} ×")


if __name__ == "__main__":
    main()
