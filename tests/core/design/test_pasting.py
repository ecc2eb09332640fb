"""Pasted markup becomes plain text at every door, and what is plain stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.design.pasting import cleaned
from knowledge.library.actions import write_practice
from knowledge.library.models import PracticePage

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
<body><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class=MsoNormal dir=RTL style='text-align:
right'><span lang=AR-SA>تعقد المدينة&nbsp;دروسًا <b>مسائية</b>.<o:p></o:p></span></p>
<ul><li class=MsoListParagraph>للنساء</li><li>لكبار السن</li></ul>
<table><tr><td>85</td><td>قارئًا</td></tr></table></body></html>"""
PLAIN = "تعقد المدينة دروسًا مسائية.\n– للنساء\n– لكبار السن\n85 قارئًا"


def test_a_text_from_a_word_processor_keeps_its_words_and_lines():
    assert cleaned(WORD) == PLAIN


@pytest.mark.parametrize(
    "text", ["5 < 7 و 9 > 8", "a <b", "العمر <18 سنة", "x <- y -> z", "R&D & more", "1 &lt; 2"]
)
def test_signs_that_are_no_markup_stay(text):
    assert cleaned(text) == text


def test_a_script_leaves_nothing():
    assert cleaned("<p>نص</p><script>alert(1)</script><p onclick=x>آخر</p>") == "نص\nآخر"


@given(st.text(alphabet=st.sampled_from("ab <>/p=!-&;\n\r\u00a0\u200fم ً"), max_size=80))
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned(text)
    if "<" not in once:
        assert cleaned(once) == once
    assert not {"\r", "\u00a0"} & set(once)


def test_programs_and_sheets_bring_plain_text_too(amman_officer, draft):
    rows = {"building_blocks": [{"title": "<b>جزء</b>", "text": WORD}]}
    values = {"description": WORD}
    write_practice(actor=amman_officer, practice=draft, values=values, rows=rows)
    stored = PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert "<" not in stored.description
    assert stored.description.startswith("تعقد المدينة دروسًا مسائية.")
    [block] = stored.building_blocks.all()
    assert (block.title, "<" in block.text) == ("جزء", False)
