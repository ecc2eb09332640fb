import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.tantivy import TantivyEngine
from search.pipe import Pipe

ROOT = Path(__file__).resolve().parents[2]
DOCS = [
    {"id": "a-ar", "lang": "ar", "title": "محو الأمية", "text": "تعليم الكبار", "group": "a"},
    {"id": "a-en", "lang": "en", "title": "Literacy", "text": "adult learning", "group": "a"},
    {"id": "b-ar", "lang": "ar", "title": "حديقة", "text": "أشجار"},
]


@pytest.fixture
def pipe(tmp_path):
    engine = TantivyEngine(tmp_path / "index")
    engine.prepare("pipe")
    engine.switch("pipe")
    made = Pipe(engine)
    assert made.answer(json.dumps({"op": "index", "docs": DOCS})) == {"ok": True}
    return made


def ask(pipe, **line):
    return pipe.answer(json.dumps(line))


def test_it_finds_in_the_language_that_is_wanted(pipe):
    assert ask(pipe, op="search", q="الامية", k=5, lang="ar") == {"ids": ["a-ar"]}
    assert ask(pipe, op="search", q="literacy", k=5, lang="en", target="en") == {"ids": ["a-en"]}
    assert ask(pipe, op="suggest", q="lit", k=5, lang="en") == {"ids": ["a-en"]}


def test_a_text_can_be_sent_again(pipe):
    changed = {**DOCS[2], "title": "مدرسة", "text": ""}
    ask(pipe, op="index", docs=[changed])
    assert ask(pipe, op="search", q="حديقة", k=5, lang="ar")["ids"] == []
    assert ask(pipe, op="search", q="مدرسة", k=5, lang="ar")["ids"] == ["b-ar"]


BAD = [
    "",
    "nonsense",
    "[]",
    '{"op": "fly"}',
    '{"op": "search"}',
    '{"op": "search", "q": "x", "lang": "de"}',
    '{"op": "search", "q": "x", "lang": "ar", "k": 0}',
    '{"op": "index", "docs": [1]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_bad_line_is_answered_with_its_error(pipe, line):
    assert set(pipe.answer(line)) == {"error"}
    assert ask(pipe, op="search", q="الامية", k=5, lang="ar") == {"ids": ["a-ar"]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=100))
def test_any_question_is_answered(pipe, text):
    assert "ids" in ask(pipe, op="search", q=text, k=5, lang="ar")
    assert "ids" in ask(pipe, op="suggest", q=text, k=5, lang="ar")


def test_the_command_goes_on_after_a_bad_line():
    lines = [
        json.dumps({"op": "index", "docs": DOCS}),
        "{",
        '{"op":"search","q":"الامية","k":1,"lang":"ar"}',
    ]
    done = subprocess.run(
        [sys.executable, "platform/manage.py", "search_pipe", "--engine", "tantivy"],
        cwd=ROOT,
        input="\n".join(lines).encode(),
        capture_output=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"ok": True}
    assert "error" in answers[1]
    assert answers[2] == {"ids": ["a-ar"]}


def test_it_learns_other_languages_from_the_groups(pipe):
    more = [
        {"id": f"{n}-{lang}", "lang": lang, "title": title, "text": "", "group": str(n)}
        for n, titles in enumerate(
            [
                ("تعليم الكبار", "adult education"),
                ("تعليم الأطفال", "child education"),
                ("حديقة الأطفال", "child garden"),
            ]
        )
        for lang, title in zip(("ar", "en"), titles, strict=True)
    ]
    assert ask(pipe, op="index", docs=more) == {"ok": True}
    assert ask(pipe, op="search", q="حديقة", k=1, lang="ar", target="en") == {"ids": ["2-en"]}
