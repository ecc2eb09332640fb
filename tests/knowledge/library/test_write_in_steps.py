"""The guided form: one thing a page, nothing lost, nothing overwritten in silence."""

import re

import pytest
from django.urls import reverse

from knowledge.library.actions import (
    call_back_practice,
    submit_practice,
    translate_practice,
)
from knowledge.library.desk.steps import STEPS
from knowledge.library.models import PracticePage, ReviewStage
from tests.factories.library import review_of


def at(practice, step, name="step"):
    args = [practice.translation_key, practice.locale.language_code]
    return reverse(f"desk:{name}", args=[*args, step] if step else args)


def loaded(answer):
    return re.search(r'name="loaded" value="(\w+)"', answer.content.decode()).group(1)


def latest(practice):
    return PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()


@pytest.fixture
def officer(client_of, amman_officer):
    return client_of(amman_officer)


def test_an_officer_begins_with_a_name_in_any_language(officer, amman, branch):
    for language, title in (("ar", "حدائق التعلّم"), ("en", "Learning gardens"), ("fr", "Jardins")):
        branch(amman, language)
        values = {"title": title, "language": language, "city": "amman"}
        answer = officer.post("/ar/library/share/", values)
        assert answer.status_code == 302
        page = PracticePage.objects.get(title=title)
        assert page.locale.language_code == language
        assert not page.live
        assert answer["Location"] == at(page, "title")


def test_a_name_is_asked_for_and_what_was_chosen_stays(officer, amman, branch):
    branch(amman)
    answer = officer.post("/ar/library/share/", {"title": " ", "language": "fr", "city": "amman"})
    assert answer.status_code == 422
    assert re.search(r'value="fr"[^>]*checked', answer.content.decode())


@pytest.mark.parametrize("who", ["newcomer", "reviewer", "secretariat"])
def test_whoever_has_no_city_reads_why_they_cannot_share(client_of, persona, who, library):
    answer = client_of(persona(who)).get("/ar/library/share/")
    assert answer.status_code == 403
    assert "مدينتك" in answer.content.decode()


def test_a_visitor_is_led_to_the_sign_in(client, library):
    assert client.get("/ar/library/share/").status_code == 302


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_page_opens_and_saves_what_it_shows(officer, draft, language):
    for code in (step.code for step in STEPS):
        address = f"/{language}/" + at(draft, code).split("/", 2)[2]
        answer = officer.get(address)
        assert answer.status_code == 200, code
        values = {"loaded": loaded(answer), "title": "محو أمية الكبار", "kind": "lesson"}
        values |= {"cost": "low", "partnering": "looking", "rows": "2"}
        assert officer.post(address, values).status_code == 302, code


def test_a_page_writes_its_own_parts_and_leads_to_the_next(officer, draft):
    address = at(draft, "need")
    values = {"loaded": loaded(officer.get(address)), "context": "  حاجة أخرى\r\nسطر ثان "}
    answer = officer.post(address, values)
    assert answer["Location"] == at(draft, "what")
    assert latest(draft).context == "حاجة أخرى\nسطر ثان"
    assert latest(draft).summary == "قراءة للكبار في المكتبات"


def test_rows_are_added_changed_and_removed(officer, draft):
    address = at(draft, "results")
    answer = officer.get(address)
    key = re.search(r'name="row-0-key" value="(\w+)"', answer.content.decode()).group(1)
    row = {"row-0-key": key, "row-0-words": "متعلمون", "row-0-figure": "120"}
    values = {"loaded": loaded(answer), "rows": "2", **row, "row-0-measured_on": "2026-03-01"}
    officer.post(address, values)
    [first] = latest(draft).evidence.all()
    assert (first.words, first.figure, first.translation_key.hex) == ("متعلمون", "120", key)
    answer = officer.get(address)
    values = {**values, "loaded": loaded(answer), "row-0-figure": "130"}
    officer.post(address, values)
    [again] = latest(draft).evidence.all()
    assert (again.figure, again.translation_key.hex) == ("130", key)
    officer.post(address, {"loaded": loaded(officer.get(address)), "rows": "1", "row-0-key": key})
    assert list(latest(draft).evidence.all()) == []


def test_a_row_without_its_figure_is_refused_and_kept(officer, draft):
    address = at(draft, "results")
    values = {"loaded": loaded(officer.get(address)), "rows": "1", "row-0-words": "متعلمون كثر"}
    answer = officer.post(address, values)
    assert answer.status_code == 422
    assert "متعلمون كثر" in answer.content.decode()


def test_a_text_over_the_limit_stays_and_says_by_how_much(officer, draft):
    address = at(draft, "need")
    text = "ك" * 1207
    answer = officer.post(address, {"loaded": loaded(officer.get(address)), "context": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert text in page
    assert "7" in re.search(r'class="field-errors".*?</div>', page, re.S).group(0)
    assert latest(draft).context == "حاجة إلى محو الأمية"


def test_a_stale_page_shows_both_texts_and_overwrites_nothing(
    officer, client_of, amman_focal_point, draft
):
    address = at(draft, "need")
    mine = loaded(officer.get(address))
    other = client_of(amman_focal_point)
    other.post(address, {"loaded": loaded(other.get(address)), "context": "نص المنسّقة"})
    answer = officer.post(address, {"loaded": mine, "context": "نص المسؤول"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "نص المنسّقة" in page
    assert "نص المسؤول" in page
    assert "amman-focal" in page
    assert latest(draft).context == "نص المنسّقة"
    officer.post(address, {"loaded": loaded(answer), "context": "نص المسؤول"})
    assert latest(draft).context == "نص المسؤول"


def test_two_people_on_different_pages_do_not_meet(officer, client_of, amman_focal_point, draft):
    mine = loaded(officer.get(at(draft, "need")))
    other = client_of(amman_focal_point)
    address = at(draft, "what")
    other.post(address, {"loaded": loaded(other.get(address)), "description": "خطوات"})
    officer.post(at(draft, "need"), {"loaded": mine, "context": "حاجة"})
    assert (latest(draft).context, latest(draft).description) == ("حاجة", "خطوات")


def test_autosave_answers_briefly(officer, draft):
    address = at(draft, "need")
    quiet = {"headers": {"X-Autosave": "1"}}
    first = loaded(officer.get(address))
    answer = officer.post(address, {"loaded": first, "context": "جديد"}, **quiet)
    assert answer.status_code == 200
    assert answer.json()["loaded"] == loaded(officer.get(address)) != first
    long = officer.post(
        address, {"loaded": answer.json()["loaded"], "context": "ك" * 1201}, **quiet
    )
    assert long.status_code == 422
    assert set(long.json()["errors"]) == {"context"}
    assert officer.post(address, {"loaded": first, "context": "قديم"}, **quiet).status_code == 409


def test_saving_again_in_one_sitting_makes_no_new_version(officer, draft):
    before = draft.revisions.count()
    for text in ("أ", "ب", "ج"):
        address = at(draft, "need")
        officer.post(address, {"loaded": loaded(officer.get(address)), "context": text})
    assert draft.revisions.count() == before


def test_a_submitted_text_is_frozen_and_the_typed_text_stays(officer, draft, amman_officer):
    address = at(draft, "need")
    mine = loaded(officer.get(address))
    submit_practice(actor=amman_officer, practice=draft)
    answer = officer.post(address, {"loaded": mine, "context": "كتبته للتو"})
    assert answer.status_code == 403
    assert "كتبته للتو" in answer.content.decode()
    assert latest(draft).context == "حاجة إلى محو الأمية"


def test_an_approved_version_is_never_written_over(officer, published, amman_officer):
    live = published.live_revision_id
    address = at(published, "need")
    officer.post(address, {"loaded": loaded(officer.get(address)), "context": "بعد النشر"})
    page = PracticePage.objects.get(pk=published.pk)
    assert page.live_revision_id == live != page.latest_revision_id
    assert page.context == "حاجة إلى محو الأمية"


@pytest.mark.parametrize("who", ["tunis_officer", "medina_focal_point", "newcomer", "reviewer"])
def test_a_stranger_does_not_find_a_draft(client_of, persona, draft, who):
    client = client_of(persona(who))
    for address in (at(draft, "need"), at(draft, "", "overview"), at(draft, "", "text")):
        assert client.get(address).status_code == 404
    assert client.post(at(draft, "", "act"), {"verb": "submit"}).status_code == 404


def test_the_overview_says_what_is_missing_and_hands_over(officer, draft, amman_officer):
    overview = at(draft, "", "overview")
    address = at(draft, "what")
    officer.post(address, {"loaded": loaded(officer.get(address)), "description": ""})
    page = officer.get(overview).content.decode()
    assert page.count(f'href="{address}"') == 2
    assert re.search(r'value="submit"[^>]*disabled', page)
    officer.post(address, {"loaded": loaded(officer.get(address)), "description": "خطوات"})
    assert not re.search(r'value="submit"[^>]*disabled', officer.get(overview).content.decode())
    officer.post(at(draft, "", "act"), {"verb": "submit"})
    assert review_of(draft).stage == ReviewStage.CITY
    assert "disabled" not in re.search(
        r'<button[^>]*value="call_back"[^>]*>', officer.get(overview).content.decode()
    ).group(0)
    call_back_practice(actor=amman_officer, review=review_of(draft))


def test_a_draft_is_thrown_away(officer, draft):
    answer = officer.post(at(draft, "", "act"), {"verb": "delete"})
    assert answer["Location"] == reverse("desk:mine")
    assert not PracticePage.objects.filter(pk=draft.pk).exists()


def test_my_practices_are_listed_by_state_in_few_queries(
    officer, draft, branch, amman, amman_officer, through, django_assert_max_num_queries
):
    from tests.factories.library import drafted

    for number in range(6):
        page = drafted(actor=amman_officer, branch=branch(amman), title=f"ممارسة {number}")
        if number > 2:
            submit_practice(actor=amman_officer, practice=page)
        if number > 4:
            through(page)
    with django_assert_max_num_queries(15):
        page = officer.get("/ar/library/mine/").content.decode()
    assert page.count('class="desk-title"') == 7
    assert page.count("<section") == 3


def test_a_page_that_came_back_with_errors_still_overwrites_nothing(
    officer, client_of, amman_focal_point, draft
):
    address = at(draft, "need")
    mine = loaded(officer.get(address))
    other = client_of(amman_focal_point)
    other.post(address, {"loaded": loaded(other.get(address)), "context": "نص المنسّقة"})
    long = officer.post(address, {"loaded": mine, "context": "ك" * 1201})
    assert long.status_code == 422
    short = officer.post(address, {"loaded": loaded(long), "context": "نص المسؤول"})
    assert short.status_code == 409
    assert latest(draft).context == "نص المنسّقة"


def test_rows_left_blank_in_a_translation_are_not_shown_as_empty_rows(
    officer, draft, amman_officer, publish
):
    block = {"row-0-key": "a" * 32, "row-0-title": "حلقة قراءة", "row-0-text": "ساعة كل مساء"}
    address = at(draft, "parts")
    officer.post(address, {"loaded": loaded(officer.get(address)), "rows": "1", **block})
    publish(draft)
    english = translate_practice(actor=amman_officer, practice=draft, language="en")
    address = at(english, "parts")
    officer.post(address, {"loaded": loaded(officer.get(address)), "row-0-key": "a" * 32})
    assert list(latest(english).building_blocks.all()) == []
    written = {
        "row-0-key": "a" * 32,
        "row-0-title": "Reading circle",
        "row-0-text": "An hour every evening",
    }
    officer.post(address, {"loaded": loaded(officer.get(address)), **written})
    [row] = latest(english).building_blocks.all()
    assert (row.title, row.translation_key.hex) == ("Reading circle", "a" * 32)
