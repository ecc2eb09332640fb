import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import fold, fold_with_places
from search.analysis.names import name_keys
from search.analysis.stems import stem, stems
from search.analysis.tokens import tokens, words
from search.analysis.trigrams import trigrams_of_query, trigrams_of_words

ANY = st.text(max_size=200)
LANG = st.sampled_from(["ar", "en", "fr"])


@given(text=ANY)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(text=st.text(alphabet=st.characters(), max_size=50))
def test_folding_never_fails_and_leads_back(text):
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(folded) == len(places)
    assert all(0 <= place < len(text) for place in places)


@given(text=ANY, lang=LANG)
def test_tokens_are_the_words_with_their_places(text, lang):
    found = tokens(text, lang)
    assert [token.text for token in found] == words(text, lang)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)


@given(text=ANY, lang=LANG)
def test_stems_and_pieces_never_fail(text, lang):
    stems(text, lang)
    assert all(len(piece) == 3 for piece in trigrams_of_words(text, lang))
    assert all(len(piece) == 3 for piece in trigrams_of_query(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الامية", "الأمية"),
        ("مدرسه", "مدرسة"),
        ("مَدْرَسَةٌ", "مدرسة"),
        ("مدرســـة", "مدرسة"),
        ("الأمیة", "الأمية"),
        ("ﻣﺪﺭﺳﺔ", "مدرسة"),
        ("٢٠٢٨", "2028"),
        ("۲۰۲۸", "2028"),
        ("مستشفى", "مستشفي"),
        ("ÉNERGIE", "energie"),
        ("œuvre", "oeuvre"),
        ("م\u200fدرسة", "مدرسة"),
    ],
)
def test_spellings_of_a_word_are_one(typed, meant):
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المدرسة", "مدرسة"),
        ("والمدارس", "مدرسة"),
        ("للمدن", "مدينة"),
        ("بالمدينة", "المدن"),
        ("برامجها", "برنامج"),
        ("النساء", "امرأة"),
        ("المياه", "ماء"),
        ("الشركاء", "شريك"),
    ],
)
def test_forms_of_an_arabic_word_share_a_stem(one, other):
    assert stem(fold(one), "ar") == stem(fold(other), "ar")


def test_a_word_that_begins_with_waw_keeps_it():
    assert stem(fold("وزارة"), "ar") == stem(fold("الوزارة"), "ar")
    assert stem(fold("وزارة"), "ar") != stem(fold("زيارة"), "ar")


def test_french_articles_and_english_possessives_fall_away():
    assert words("l’énergie d'aujourd", "fr")[0] == "energie"
    assert words("the city's plan", "en") == ["the", "city", "plan"]


@pytest.mark.parametrize(
    ("arabic", "latin"), [("مراكش", "marrakech"), ("عمان", "amman"), ("دبي", "dubai")]
)
def test_a_name_has_one_key_in_both_scripts(arabic, latin):
    assert set(name_keys(fold(arabic))) & set(name_keys(fold(latin)))
