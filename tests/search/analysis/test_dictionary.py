from hypothesis import given
from hypothesis import strategies as st

from search.analysis.dictionary import aligned, learned
from search.analysis.lessons import Lessons
from search.analysis.stems import stems

TEXTS = [
    {"ar": "محو الأمية", "en": "literacy", "fr": "alphabétisation"},
    {"ar": "محو الأمية للكبار", "en": "adult literacy", "fr": "alphabétisation des adultes"},
    {"ar": "تعليم الكبار", "en": "adult education", "fr": "éducation des adultes"},
    {"ar": "التعليم الجيد", "en": "quality education", "fr": "éducation de qualité"},
]


def stem_of(word, lang):
    return stems(word, lang)[0]


def test_words_that_occur_together_become_translations():
    dictionary = learned(TEXTS)
    found = dictionary.translations(stem_of("الكبار", "ar"), source="ar", target="en")
    assert found[0][0] == stem_of("adult", "en")
    back = dictionary.translations(stem_of("éducation", "fr"), source="fr", target="ar")
    assert back[0][0] == stem_of("تعليم", "ar")


def test_an_unknown_word_has_no_translation():
    assert learned(TEXTS).translations("zzz", source="ar", target="en") == []


def test_a_dictionary_survives_its_file():
    dictionary = learned(TEXTS)
    assert Lessons.loaded(Lessons(dictionary).dumped()) == Lessons(dictionary)


def test_texts_are_paired_line_by_line_when_they_have_equally_many():
    assert aligned({"ar": "أ\nب", "en": "a\nb"}) == [
        {"ar": "أ", "en": "a"},
        {"ar": "ب", "en": "b"},
    ]
    whole = {"ar": "أ\nب", "en": "a"}
    assert aligned(whole) == [whole]


@given(
    st.lists(
        st.fixed_dictionaries({"ar": st.text(max_size=40), "en": st.text(max_size=40)}), max_size=6
    )
)
def test_any_texts_can_be_learned_from(texts):
    learned(texts)
