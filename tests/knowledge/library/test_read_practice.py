from django.urls import reverse
from django.utils.translation import override

from knowledge.library.queries import url_for
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from tests.factories.library import translated


def address(key, language):
    with override(language):
        return reverse("practices:read", args=[key])


def test_an_untranslated_practice_is_read_in_the_original_between_the_readers_words(
    published, client
):
    answer = client.get(address(published.translation_key, "fr"))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert '<html lang="fr" dir="ltr">' in page
    assert f'lang="ar" dir="rtl">{published.title}' in page
    assert "n’est pas encore traduite" in page


def test_a_translated_practice_is_read_at_its_own_address(
    published, client, amman_officer, publish
):
    english = translated(actor=amman_officer, practice=published)
    publish(english)
    answer = client.get(address(published.translation_key, "en"))
    assert answer["location"] == english.get_url()


def test_the_language_switch_of_a_practice_leads_nowhere_empty(published, client):
    page = client.get(published.get_url()).content.decode()
    for language in ("en", "fr"):
        there = url_for(published.translation_key, language=language, texts={})
        assert there in page
        assert client.get(there).status_code == 200


def test_a_result_keeps_the_readers_language(published, client):
    rebuild(engine=installed_engine())
    context = client.get("/fr/library/").context
    assert context["cards"][0].url == address(published.translation_key, "fr")
    assert context["cards"][0].language == "ar"


def test_an_unknown_practice_is_a_404(db, client):
    assert client.get(address("00000000-0000-0000-0000-000000000000", "ar")).status_code == 404


def test_a_draft_is_not_read(draft, client):
    assert client.get(address(draft.translation_key, "ar")).status_code == 404
