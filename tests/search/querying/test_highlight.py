import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.querying.highlight import asked_stems, marked, snippet

LANG = st.sampled_from(["ar", "en", "fr"])


def plain(marked_text):
    return html.unescape(re.sub(r"</?mark>", "", marked_text))


@given(text=st.text(max_size=200), query=st.text(max_size=30), lang=LANG)
def test_taking_the_marks_out_gives_the_text(text, query, lang):
    assert plain(marked(text, asked_stems(query, lang), lang)) == text


@given(text=st.text(max_size=400), query=st.text(max_size=30), lang=LANG)
def test_a_snippet_is_a_piece_of_the_text_and_safe(text, query, lang):
    piece = snippet(text, asked_stems(query, lang), lang)
    inside = re.sub(r"</?mark>", "", piece)
    assert "<" not in inside
    assert html.unescape(inside).strip("…") in text or inside == ""


def test_whole_words_are_marked_with_their_vowel_signs():
    text = "في مَدْرَسَةِ الحي"
    assert marked(text, asked_stems("مدرسه", "ar"), "ar") == "في <mark>مَدْرَسَةِ</mark> الحي"


def test_html_of_a_text_is_shown_not_run():
    text = "<script>alert(1)</script> حديقة"
    assert "<script>" not in marked(text, asked_stems("حديقة", "ar"), "ar")


def test_stop_words_are_not_marked_beside_words_of_content():
    assert "<mark>في" not in marked("في المدينة", asked_stems("في المدينة", "ar"), "ar")


def test_a_long_text_is_cut_around_the_place():
    text = "كلام " * 200 + "محو الأمية هنا. " + "كلام " * 200
    piece = snippet(text, asked_stems("الأمية", "ar"), "ar")
    assert "<mark>الأمية</mark>" in piece
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert len(plain(piece)) < 260
