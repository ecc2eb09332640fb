import pytest
from django.apps import apps

from core.vocabularies.filling import fill_terms
from core.vocabularies.models import Term
from core.vocabularies.terms import LANGUAGES, SCHEMES, label, term, terms


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_term_has_words_in_three_languages(scheme):
    found = terms(scheme)
    assert found
    assert len({each.code for each in found}) == len(found)
    for each in found:
        assert set(each.labels) == set(LANGUAGES)
        assert all(each.labels.values()), each.code
        assert each.labels["ar"] != each.labels["en"], each.code
        assert each.parent is None or term(scheme, each.parent), each.code


def test_the_objectives_are_linked_one_to_one():
    objectives = terms("objective")
    assert [each.code for each in objectives] == [f"O{n}" for n in range(1, 18)]
    arabic = [each.code for each in objectives if each.texts["ar"]]
    assert len(arabic) == 15
    assert all(each.texts["en"] and each.texts["fr"] for each in objectives)


def test_filling_twice_changes_nothing(db):
    before = list(Term.objects.values_list("pk", "scheme", "code", "order"))
    assert len(before) == sum(len(terms(scheme)) for scheme in SCHEMES)
    fill_terms(apps)
    assert list(Term.objects.values_list("pk", "scheme", "code", "order")) == before


def test_an_unknown_code_is_shown_as_it_is():
    assert label("sdg", "99") == "99"
    assert label("sdg", "4", "fr") == "Éducation de qualité"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_declaration_shows_both_texts_with_their_direction(db, client, language):
    page = client.get(f"/{language}/declaration/").content.decode()
    for number in range(1, 18):
        assert f'id="O{number}"' in page
    assert page.count('lang="ar" dir="rtl"') >= 15
    assert page.count('lang="en" dir="ltr"') >= 17
