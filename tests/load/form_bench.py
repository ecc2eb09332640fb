"""How long a page of the guided form takes to save on the demo's content, beside Wagtail's own
saving of a version of the same page; run by hand:

python tests/load/form_bench.py
"""

import os
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

ROUNDS = 120
OFFICER = "officer@amman.example"


def wagtail_saves(stored: Any) -> float:
    """Milliseconds of Wagtail's own new version of the page, without a request around it."""
    stored.refresh_from_db()
    page = stored.get_latest_revision_as_object()
    began = time.perf_counter()
    page.save_revision(log_action=True)
    return (time.perf_counter() - began) * 1000


def form_saves(client: Any, address: str, number: int) -> float:
    """Milliseconds of one autosave, from the request to its answer."""
    page = client.get(address).content.decode()
    found = re.search(r'name="loaded" value="(\w+)"', page)
    assert found is not None
    values = {"loaded": found.group(1), "context": f"حاجة {number}"}
    began = time.perf_counter()
    assert client.post(address, values, headers={"X-Autosave": "1"}).status_code == 200
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Save in turn, so that other work of the machine weighs on both; print p95 and the ratio."""
    import django

    django.setup()

    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from core.accounts.models import User
    from knowledge.library.models import PracticePage
    from tests import databases

    with databases.kept_alive("bench"):
        databases.use("bench")
        databases.fill_schema()
        call_command("load_convention")
        call_command("load_demo_people")
        officer = User.objects.get(email=OFFICER)
        client = Client()
        client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = PracticePage.objects.filter(city__slug="amman", is_translation=False).first()
        assert page is not None
        args = [page.translation_key, page.locale.language_code, "need"]
        address = reverse("desk:step", args=args)
        pairs = [
            (form_saves(client, address, number), wagtail_saves(page)) for number in range(ROUNDS)
        ][10:]
        ours, peers = (sorted(times) for times in zip(*pairs, strict=True))
        p95 = ours[int(len(ours) * 0.95)]
        ratio = statistics.median(ours) / statistics.median(peers)
        print(
            f"save a page: median {statistics.median(ours):.0f} ms, p95 {p95:.0f} ms, "
            f"{ratio:.1f} × Wagtail's save_revision"
        )


if __name__ == "__main__":
    main()
