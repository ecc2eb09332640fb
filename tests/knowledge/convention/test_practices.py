"""The files of the convention's practices are complete, tagged from the vocabularies, and typeset."""

import json
import re
from pathlib import Path

import pytest

from core.vocabularies.terms import term
from knowledge.library.models.practice import TAGS, WORDS

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "knowledge/library/convention"
FILES = sorted((FOLDER / "practices").glob("*.json"))
LANGUAGES = ("ar", "en", "fr")
CITIES = json.loads((ROOT / "platform/core/cities/data/cities.json").read_text("utf-8"))["cities"]
NETWORKS = json.loads((ROOT / "platform/core/cities/data/partner_networks.json").read_text("utf-8"))


def data_of(path):
    return json.loads(path.read_text("utf-8"))


def words_of(data, language):
    texts = [*data[language].values()]
    texts += [text for block in data["building_blocks"] for text in block[language].values()]
    return texts


def test_there_are_twenty_nine():
    assert [path.stem for path in FILES] == [f"P{number:02}" for number in range(1, 30)]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def practice(request):
    return data_of(request.param)


def test_every_word_stands_in_all_languages_or_in_none(practice):
    keys = [set(practice[language]) for language in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]
    assert keys[0] <= set(WORDS)
    assert {"title", "summary", "context", "description"} <= keys[0]
    for language in LANGUAGES:
        assert all(text.strip() for text in words_of(practice, language))


def test_texts_are_as_long_as_the_facts_carry(practice):
    for language in LANGUAGES:
        count = len(" ".join(words_of(practice, language)).split())
        assert 40 <= count <= 200, (language, count)
        assert len(practice[language]["title"]) <= 100
        assert len(practice[language]["summary"]) <= 250


def test_tags_are_terms_and_the_owner_is_known(practice):
    for field, scheme in TAGS.items():
        assert all(term(scheme, code) for code in practice[field]), field
    assert practice["themes"]
    assert practice["sdgs"]
    assert practice["key_features"]
    slugs = {row["slug"] for row in CITIES}
    networks = {row["slug"] for row in NETWORKS["partner_networks"]}
    assert practice.get("city") in slugs or practice.get("partner_network") in networks


def test_arabic_is_typeset_as_arabic(practice):
    for text in words_of(practice, "ar"):
        assert not re.search(r"[,;?]", text), text
        assert "ـ" not in text
        assert not re.search(r"[a-z]{3,}", text), text
        assert not re.search(r"[٠-٩]", text), text


def test_french_is_typeset_as_french(practice):
    for text in words_of(practice, "fr"):
        assert not re.search(r"(?<![\u202f\u00a0])[;!?»]", text), text
        assert not re.search(r"(?<![\u202f\u00a0\d]):", text), text
        assert not re.search(r"«(?![\u202f\u00a0])", text), text
        assert "'" not in text, text


def test_the_source_speaks_three_languages():
    source = data_of(FOLDER / "source.json")
    for name in ("event", "reported", "reconstructed", "sensitive"):
        assert set(source[name]) == set(LANGUAGES)


def test_reconstructed_reports_and_sensitive_ones_are_marked():
    found = {path.stem: data_of(path) for path in FILES}
    assert {code for code, data in found.items() if data["has_content_note"]} == {"P18"}
    assert {code for code, data in found.items() if data["is_reconstructed"]} == {
        "P10",
        "P21",
        "P27",
    }
