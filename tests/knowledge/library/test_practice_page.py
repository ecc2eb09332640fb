"""What the page of a practice shows, with everything that a record can hold."""

import json
import re
from datetime import date

import pytest

from knowledge.library.actions import write_practice
from knowledge.library.models import (
    BuildingBlock,
    EvidenceRow,
    Material,
    PracticePage,
    ResourceRow,
)
from tests.factories.library import drafted, terms, translated


@pytest.fixture
def full(amman, branch, amman_officer, publish):
    """A practice with rows of every kind, a period, tags and an English translation."""
    practice = drafted(actor=amman_officer, branch=branch(amman))
    values = {
        "themes": terms("theme", "LIT"),
        "objectives": terms("objective", "O11"),
        "target_groups": terms("target_group", "adults"),
        "starts_on": date(2022, 3, 1),
        "is_ongoing": True,
        "cost": "low",
        "partnering": "looking",
        "evidence": [
            EvidenceRow(
                words="متعلمون",
                figure="120",
                baseline="40",
                source="سجل",
                measured_on=date(2024, 5, 2),
            )
        ],
        "resources": [ResourceRow(kind="staff", quantity="3", words="معلمات")],
        "building_blocks": [BuildingBlock(title="دليل المعلم", text="كيف يبدأ الدرس")],
        "materials": [
            Material(title="المنهج", address="https://example.org/m", licence="CC-BY-4.0")
        ],
    }
    write_practice(actor=amman_officer, practice=practice, values=values)
    return publish(practice)


@pytest.fixture
def english(full, amman_officer, publish):
    page = translated(actor=amman_officer, practice=full, description="Evening classes")
    return publish(page)


def text_of(client, page):
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_facts_and_rows_are_shown(client, full):
    page = text_of(client, full)
    for shown in (
        "1 آذار/مارس 2022",
        "مستمرة",
        "منخفضة",
        "تبحث عن شركاء",
        "الكبار",
        "متعلمون",
        "<bdi>120</bdi>",
        "<bdi>40</bdi>",
        "2 أيار/مايو 2024",
        "كوادر",
        "معلمات",
        "دليل المعلم",
        'href="https://example.org/m"',
        "أول نتيجة مقيسة",
        "/ar/declaration/#O11",
        "?theme=LIT",
    ):
        assert shown in page, shown


def test_a_building_block_has_the_same_anchor_in_every_language(client, full, english):
    (block,) = full.building_blocks.all()
    for page in (full, english):
        text = text_of(client, page)
        assert f'id="{block.anchor}"' in text
        assert f'href="#{block.anchor}"' in text


def test_a_translation_shows_the_facts_of_its_original(client, full, english):
    page = text_of(client, english)
    for shown in (
        "Evening classes",
        "1 March 2022",
        "<bdi>120</bdi>",
        "Looking for partners",
        "Adults",
    ):
        assert shown in page, shown
    assert re.search(r"العربية</a> <span class=\"hint\">\(original\)", page)


def test_figures_of_a_translation_follow_the_original(
    client, full, english, amman_officer, publish
):
    row = full.evidence.first()
    row.figure = "150"
    write_practice(actor=amman_officer, practice=full, values={"evidence": [row]})
    publish(full)
    page = text_of(client, english)
    assert "<bdi>150</bdi>" in page
    assert "<bdi>120</bdi>" not in page
    assert "earlier version of the original" in page


def test_machines_read_the_practice_too(client, full):
    page = text_of(client, full)
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(script[1])
    assert data["headline"] == full.title
    assert data["inLanguage"] == "ar"
    assert data["author"]["name"] == "عمّان"
    assert data["license"].startswith("https://creativecommons.org/")
    assert '<link rel="canonical" href="http://testserver/ar/library/amman/' in page


def test_a_title_cannot_break_out_of_the_machine_readable_part(client, full):
    PracticePage.objects.filter(pk=full.pk).update(title="</script><script>alert(1)</script>")
    assert "<script>alert" not in text_of(client, full)


def test_the_source_is_named_and_can_be_cited(client, full):
    page = text_of(client, full)
    citation = re.search(r'id="citation"[^>]*>(.*?)</p>', page, re.S)[1]
    for part in ("عمّان", full.title, "http://testserver/ar/library/practice/"):
        assert part in citation


def test_similar_practices_are_those_that_share_most(full, convention_like, client):
    page = text_of(client, full)
    assert "ممارسات مشابهة" in page
    assert "ممارسة رقم 7" in page


@pytest.fixture
def convention_like(many, medina):
    many(medina, 1, start=7)


def test_digits_of_the_page_follow_the_reader(client, full):
    client.cookies["numerals"] = "arab"
    page = text_of(client, full)
    assert "١ آذار/مارس ٢٠٢٢" in page
    assert "<bdi>١٢٠</bdi>" in page
