import pytest

from core.access.rules import SYSTEM
from core.cities.actions import register_city
from core.journal.drain import drain_all
from knowledge.library.actions import (
    confirm_contact,
    move_reuse,
    start_reuse,
    withdraw_practice,
    write_practice,
)
from knowledge.library.models import PracticePage
from search.documents.kinds import kind_of, version_now
from search.documents.practice import practice_documents
from search.engines.protocol import Query
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from tests.factories.library import translated


@pytest.fixture
def index(db):
    rebuild(engine=installed_engine())
    return installed_engine()


def keys(text, lang="ar"):
    asked = Query(lang=lang, text=text, kinds=["practice"])
    return installed_engine().search(asked).keys


def practices():
    return [key for key in installed_engine().versions() if kind_of(key) == "practice"]


def test_publishing_reaches_the_index_through_the_journal(index, submitted, through):
    through(submitted)
    assert keys("محو الأمية") == ()
    drain_all()
    assert keys("محو الأمية") == (str(submitted.translation_key),)


def test_a_new_version_replaces_the_old_one(index, published, amman_officer, publish):
    drain_all()
    write_practice(actor=amman_officer, practice=published, values={"title": "حدائق المدينة"})
    publish(published)
    drain_all()
    assert keys("حدائق") == (str(published.translation_key),)
    assert practices() == [str(published.translation_key)]


def test_withdrawing_takes_it_out(index, published, secretariat):
    drain_all()
    withdraw_practice(actor=secretariat, practice=published)
    drain_all()
    assert keys("محو الأمية") == ()


def test_a_translation_joins_the_same_document(index, published, amman_officer, publish):
    english = translated(actor=amman_officer, practice=published)
    publish(english)
    drain_all()
    assert keys("literacy", "en") == (str(published.translation_key),)
    assert practices() == [str(published.translation_key)]


def test_a_renamed_city_reaches_the_index(index, published, amman):
    drain_all()
    facts = {"names": {"ar": "عمّان الكبرى", "en": "Greater Amman", "fr": "Amman"}}
    register_city(actor=SYSTEM, slug="amman", facts=facts)
    drain_all()
    hit = installed_engine().search(Query(lang="ar", kinds=["practice"])).hits[0]
    assert hit.payload["owner"]["names"]["ar"] == "عمّان الكبرى"


def test_an_older_state_never_overwrites_a_newer_one(index, published):
    drain_all()
    newer = version_now()
    (document,) = practice_documents([published.translation_key], version=newer - 1)
    written = installed_engine().write([document])
    assert written.outdated == (str(published.translation_key),)


def test_a_rebuild_holds_the_same_as_the_followed_index(index, published):
    drain_all()
    followed = installed_engine().versions().keys()
    rebuild(engine=installed_engine())
    assert installed_engine().versions().keys() == followed
    assert {key for key in followed if kind_of(key) == "practice"} == {
        str(published.translation_key)
    }


def test_without_an_index_the_first_delivery_makes_it(published):
    drain_all()
    assert keys("محو الأمية") == (str(published.translation_key),)


def test_a_moved_practice_is_found_at_its_new_address(index, published, branch, medina):
    drain_all()
    published.move(branch(medina), pos="last-child")
    drain_all()
    hit = installed_engine().search(Query(lang="ar", text="محو الأمية", kinds=["practice"])).hits[0]
    assert hit.payload["shown"]["ar"]["url"].startswith("/ar/library/medina/")


def test_a_practice_that_the_cms_unpublishes_by_itself_leaves_the_index(index, published):
    drain_all()
    PracticePage.objects.get(pk=published.pk).unpublish()
    drain_all()
    assert keys("محو الأمية") == ()


def test_the_library_is_filtered_by_how_far_other_cities_are(
    index, client, published, medina, medina_focal_point, amman_focal_point
):
    reuse = start_reuse(actor=medina_focal_point, practice=published, city=medina)
    drain_all()
    reused = {"reuse": ["understanding"]}
    assert installed_engine().search(Query(lang="ar", text="", filters=reused)).keys == ()
    confirm_contact(actor=amman_focal_point, reuse=reuse)
    move_reuse(actor=medina_focal_point, reuse=reuse, move="reuse.understand")
    drain_all()
    [key] = installed_engine().search(Query(lang="ar", text="", filters=reused)).keys
    assert key == str(published.translation_key)
    page = client.get("/ar/library/?reuse=understanding").content.decode()
    assert "محو أمية الكبار" in page
    assert "أخذت بها مدن أخرى" in page
    move_reuse(actor=medina_focal_point, reuse=reuse, move="reuse.stop")
    drain_all()
    assert installed_engine().search(Query(lang="ar", text="", filters=reused)).keys == ()
