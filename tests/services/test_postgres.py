"""The main work on PostgreSQL: migrated from nothing, loaded, indexed, drained by two workers."""

import threading

import pytest
from django.db import connection, transaction

from core.access.rules import SYSTEM
from core.cities.facts import CityChanged
from core.journal import drain, facts
from core.journal.actions import record
from core.journal.models import Delivery
from knowledge.library.queries import public_originals

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _really_postgres():
    assert connection.vendor == "postgresql"


def test_the_convention_is_loaded_indexed_and_found(client, django_capture_on_commit_callbacks):
    import os

    from django.core.management import call_command
    from wagtail.models import Locale

    from core.vocabularies.filling import fill_terms
    from search.documents.kinds import kind_of
    from search.indexing.rebuilding import rebuild
    from search.installed import installed_engine

    with open(os.devnull, "w") as nowhere:
        from django.apps import apps

        fill_terms(apps)
        Locale.objects.get_or_create(language_code="ar")
        call_command("load_convention", stdout=nowhere)
        call_command("load_convention", stdout=nowhere)
    assert public_originals().count() == 29
    assert rebuild(engine=installed_engine()) > 29
    practices = [key for key in installed_engine().versions() if kind_of(key) == "practice"]
    assert len(practices) == 29
    answer = client.get("/ar/library/?q=الامية&theme=LIT")
    assert answer.context["results"].total == 1
    assert client.get("/ar/cities/").status_code == 200


@pytest.mark.parametrize("is_batched", [False, True])
def test_workers_deliver_each_entry_once(monkeypatch, is_batched):
    calls = []
    lock = threading.Lock()

    def listen(entries):
        with lock:
            calls.extend(entry.pk for entry in entries)

    handler = facts.Handler(listen, is_atomic=not is_batched, is_batched=is_batched)
    monkeypatch.setitem(facts._handlers, "CityChanged", {"tests.listen": handler})
    with transaction.atomic():
        for _ in range(40):
            record(CityChanged(1), stream="city:1", actor=SYSTEM)

    def work():
        try:
            drain.drain_all()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(calls) == sorted(set(calls))
    assert len(calls) == 40
    assert not Delivery.objects.filter(done_at=None).exists()
