import threading
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from core.access.rules import SYSTEM
from core.cities.actions import register_city
from core.cities.facts import CityChanged
from core.cities.models import City
from core.journal.actions import record
from core.journal.drain import drain_all
from core.journal.models import Delivery, Entry
from search import checks, installed
from search.actions import count_question
from search.documents.kinds import documents, every_key, version_now
from search.engines.protocol import Dropped, Health, Query, Unavailable, Words, Written
from search.engines.tantivy import TantivyEngine
from search.indexing import rebuilding
from search.indexing.following import Follower
from search.indexing.rebuilding import NotSwitched, rebuild, roll_back
from search.indexing.writing import mend
from search.installed import installed_engine
from tests.factories.library import translated


@pytest.fixture
def index(published):
    rebuild(engine=installed_engine())
    return installed_engine()


def rename(name):
    names = {"ar": name, "en": "Amman", "fr": "Amman"}
    register_city(actor=SYSTEM, slug="amman", facts={"names": names})


def cities(engine, text):
    return engine.search(Query(lang="ar", text=text, kinds=["city"])).keys


def test_the_former_index_is_kept_follows_and_comes_back_at_once(index):
    first = index.health().index
    rebuild(engine=index)
    second = index.health()
    assert second.index != first
    assert second.building == (first,)
    assert second.index.startswith(index.settings_hash())
    rename("عمّان الكبرى")
    drain_all()
    assert roll_back(engine=index) == first
    assert cities(index, "الكبرى") == ("city:amman",)
    rebuild(engine=index)
    assert first in index.health().building
    assert len(index.health().building) == 1


def test_what_a_former_index_missed_is_mended_before_it_is_used(index):
    rebuild(engine=index)
    [former] = index.health().building
    index.write([], [Dropped(key="city:amman", version=version_now())], into=[former])
    assert "city:amman" not in index.versions(index=former)
    roll_back(engine=index)
    assert set(index.versions()) == set(every_key())


def test_without_a_former_index_there_is_no_way_back(index):
    with pytest.raises(CommandError, match="No former index"):
        call_command("rebuild_search", "--roll-back")
    call_command("rebuild_search", stdout=StringIO())
    call_command("rebuild_search", "--drop-former", stdout=StringIO())
    with pytest.raises(CommandError, match="No former index"):
        call_command("rebuild_search", "--roll-back")


def test_an_index_that_lacks_documents_or_finds_nothing_is_not_used(index, monkeypatch):
    before = index.health().index
    monkeypatch.setattr(rebuilding, "fill", lambda **kwargs: [])
    monkeypatch.setattr(rebuilding, "mend", lambda **kwargs: None)
    with pytest.raises(NotSwitched, match="missing"):
        rebuild(engine=index)
    with pytest.raises(CommandError, match="stays in use"):
        call_command("rebuild_search", stdout=StringIO())
    assert index.health().index == before


def test_a_new_index_that_no_longer_answers_what_readers_ask_is_not_used(index, monkeypatch):
    count_question(text="محو الأمية", lang="ar", is_answered=True)
    before = index.health().index
    made = rebuilding.fill

    def without_words(*, engine, into, tell=None):
        for key in made(engine=engine, into=into):
            [document] = documents([key], version=version_now())
            words = {"ar": Words(title="ث ث ث")}
            engine.write([replace(document, words=words)], into=[into])

    monkeypatch.setattr(rebuilding, "fill", without_words)
    monkeypatch.setattr(rebuilding, "mend", lambda **kwargs: None)
    with pytest.raises(NotSwitched, match="only 0 of"):
        rebuild(engine=index)
    monkeypatch.setattr(rebuilding, "_titles", lambda *args: {})
    with pytest.raises(NotSwitched, match="still have answers"):
        rebuild(engine=index)
    assert index.health().index == before


def test_a_comparison_writes_only_what_differs(index, published, amman_officer, publish):
    assert (mend(engine=index).written, mend(engine=index).dropped) == (0, 0)
    City.objects.filter(slug="amman").update(names={"ar": "عمّان الجديدة"})
    publish(translated(actor=amman_officer, practice=published))
    mended = mend(engine=index)
    assert mended.written >= 2
    assert cities(index, "الجديدة") == ("city:amman",)
    assert mend(engine=index).written == 0


def test_a_follower_goes_by_its_own_cursor_whatever_was_delivered(published, tmp_path):
    local = TantivyEngine(tmp_path / "local")
    follower = Follower(local, cursor=tmp_path / "local" / "cursor.json")
    follower.start()
    assert set(local.versions()) == set(every_key())
    rename("عمّان الكبرى")
    Delivery.objects.update(done_at=timezone.now())
    assert follower.step() > 0
    assert cities(local, "الكبرى") == ("city:amman",)
    assert follower.step() == 0
    again = Follower(local, cursor=tmp_path / "local" / "cursor.json")
    again.start()
    again.step()
    assert again.step() == 0


def test_an_entry_that_appears_behind_the_cursor_is_not_missed(published, tmp_path):
    local = TantivyEngine(tmp_path / "local")
    follower = Follower(local, cursor=tmp_path / "local" / "cursor.json")
    follower.start()
    amman = City.objects.get(slug="amman")
    with transaction.atomic():
        late = record(CityChanged(amman.pk), stream="city:late", actor=SYSTEM)
        later = record(CityChanged(amman.pk), stream="city:late", actor=SYSTEM)
    Entry.objects.filter(pk=late.pk).update(happened_at=timezone.now() - timedelta(days=1))
    follower.step()
    Entry.objects.filter(pk=late.pk).update(happened_at=timezone.now())
    City.objects.filter(pk=amman.pk).update(names={"ar": "عمّان المتأخرة"})
    follower._seen.discard(late.pk)
    assert late.pk < later.pk
    assert follower.step() == 1
    assert cities(local, "المتأخرة") == ("city:amman",)


class AwayThenBack:
    """Takes no writes at first."""

    is_away = True

    def write(self, put, drop=(), *, into=None):
        if self.is_away:
            raise Unavailable("away")
        return Written(put=tuple(each.key for each in put))

    def health(self):
        return Health(is_reachable=True, is_current=False, index="x")


def test_deliveries_wait_for_an_engine_that_is_away_and_go_on_by_themselves(published, monkeypatch):
    engine = AwayThenBack()
    monkeypatch.setattr("search.handlers.installed_engine", lambda: engine)
    rename("عمّان الكبرى")
    drain_all()
    waiting = Delivery.objects.filter(handler="search.handlers.index_changes", done_at=None)
    assert waiting.exists()
    assert set(waiting.values_list("error", "parked_at")) == {("away", None)}
    engine.is_away = False
    waiting.update(next_at=timezone.now())
    drain_all()
    assert not waiting.exists()


def test_an_index_with_other_settings_is_a_warning_that_names_the_command(index, monkeypatch):
    assert checks.search_index(None, databases=["default"]) == []
    monkeypatch.setattr(installed, "installed_engine", AwayThenBack)
    [warning] = checks.search_index(None, databases=["default"])
    assert "rebuild_search" in warning.msg


def test_web_and_worker_log_an_outdated_index_at_their_start(index, monkeypatch, caplog):
    from config.celery import TellOfSearch, app

    assert TellOfSearch in app.steps["worker"]
    monkeypatch.setattr(installed, "installed_engine", AwayThenBack)
    for start in (installed.tell_warnings, lambda: TellOfSearch.start(None, None)):
        caplog.clear()
        start()
        for thread in threading.enumerate():
            if thread.name == "search warnings":
                thread.join()
        assert "rebuild_search" in caplog.text


def test_an_operator_reads_how_search_is(index):
    said = StringIO()
    call_command("search_health", stdout=said)
    assert "practice: 1 of 1" in said.getvalue()
    assert "given up: 0" in said.getvalue()
    rename("عمّان")
    Delivery.objects.filter(handler="search.handlers.index_changes").update(
        parked_at=timezone.now(), done_at=None
    )
    with pytest.raises(CommandError, match="given up"):
        call_command("search_health", stdout=StringIO())


def test_a_poisoned_document_is_parked_and_shown_and_the_rest_go_on(index, monkeypatch, capsys):
    from search.documents import city

    drain_all()
    made = city._document

    def poisoned(row, *, version):
        if row.slug == "amman":
            raise ValueError("poison")
        return made(row, version=version)

    monkeypatch.setattr(city, "_document", poisoned)
    rename("عمّان الكبرى")
    register_city(
        actor=SYSTEM,
        slug="nouadhibou",
        facts={"names": {"ar": "نواذيبو"}, "country": "MR", "latitude": 20, "longitude": -17},
    )
    for _ in range(7):
        drain_all()
        Delivery.objects.filter(done_at=None, parked_at=None).update(next_at=timezone.now())
    assert cities(index, "نواذيبو") == ("city:nouadhibou",)
    assert Delivery.objects.exclude(parked_at=None).count() == 1
    call_command("journal")
    assert "poison" in capsys.readouterr().out
    monkeypatch.setattr(city, "_document", made)
    call_command("journal", "--retry")
    Delivery.objects.filter(done_at=None).update(next_at=timezone.now())
    drain_all()
    assert cities(index, "الكبرى") == ("city:amman",)
