import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.spelling import Spelling, spelling_of
from search.analysis.synonyms import TABLE, Thesaurus, thesaurus

WORDS = spelling_of(
    [
        ("ar", "محو الأمية في المدينة. محو الأمية للكبار وحدائق الحي"),
        ("en", "Adult literacy in the city, gardens and schools"),
        ("fr", "L’alphabétisation des adultes, les écoles"),
    ]
)


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("ar", "محو الأميذ", "محو الأمية"),
        ("ar", "محوالأمية", "محو الأمية"),
        ("ar", "حدايق الحي", None),
        ("en", "Adult litercy", "Adult literacy"),
        ("en", "adult literacy", None),
        ("en", "gardesn of zzzzzz", "gardens of zzzzzz"),
        ("fr", "alphabetisation", None),
        ("fr", "ecole adulttes", "ecole adultes"),
        ("en", "", None),
        ("en", "2024", None),
    ],
)
def test_only_unknown_words_are_put_right(lang, typed, meant):
    assert WORDS.corrected(typed, lang) == meant


def test_without_words_nothing_is_corrected():
    assert Spelling().corrected("litercy", "en") is None


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    for lang in ("ar", "en", "fr"):
        assert WORDS.corrected(text, lang) != text


@pytest.mark.parametrize("lang", TABLE)
def test_each_word_of_a_group_leads_to_the_others(lang):
    for group in TABLE[lang]:
        for word in group:
            others = thesaurus().others(f"x {word} y", lang)
            assert set(others) & (set(group) - {word}), word


def test_a_phrase_is_not_found_in_half():
    known = Thesaurus({"en": (("city council", "municipality"),)})
    assert known.others("city", "en") == ()
    assert known.others("the city councils of Jordan", "en") == ("municipality",)
