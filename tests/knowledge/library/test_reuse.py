"""Another city adapts a practice, and readers learn what came of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.rules import Refused
from knowledge.library.actions import (
    confirm_contact,
    confirm_reuse,
    move_reuse,
    start_reuse,
    thank_source,
    write_reuse,
)
from knowledge.library.models import PracticeReuse, Stage

RESULT = "قرأ أربعون متعلمًا في الفصل الأول"


def page_of(client, practice):
    return client.get(practice.get_url()).content.decode()


def test_a_focal_point_starts_a_reuse_once(published, medina, medina_focal_point, journal_kinds):
    first = start_reuse(actor=medina_focal_point, practice=published, city=medina)
    again = start_reuse(actor=medina_focal_point, practice=published, city=medina)
    assert first == again
    assert journal_kinds() == ["ReuseStarted"]


@pytest.mark.parametrize(
    "who", ["amman_focal_point", "medina_officer", "reviewer", "secretariat", "newcomer", "visitor"]
)
def test_others_do_not_start_one(published, medina, persona, who):
    with pytest.raises(Refused):
        start_reuse(actor=persona(who), practice=published, city=medina)


def test_nobody_starts_one_for_a_city_that_is_not_theirs(published, tunis, medina_focal_point):
    with pytest.raises(Refused):
        start_reuse(actor=medina_focal_point, practice=published, city=tunis)


def test_a_draft_is_not_adapted(draft, medina, medina_focal_point):
    with pytest.raises(Refused):
        start_reuse(actor=medina_focal_point, practice=draft, city=medina)


def test_adapting_waits_for_the_contact(reuse, medina_focal_point, amman_focal_point):
    move_reuse(actor=medina_focal_point, reuse=reuse, move="reuse.understand")
    with pytest.raises(Refused):
        move_reuse(actor=medina_focal_point, reuse=reuse, move="reuse.adapt")
    confirm_contact(actor=amman_focal_point, reuse=reuse)
    move_reuse(actor=medina_focal_point, reuse=reuse, move="reuse.adapt")
    reuse.refresh_from_db()
    assert reuse.stage == Stage.ADAPTING


def test_readers_see_the_result_once_both_sides_confirmed(
    client, published, reuse_in_touch, medina_officer, medina_focal_point, amman_focal_point
):
    reuse = reuse_in_touch
    write_reuse(actor=medina_officer, reuse=reuse, values={"result": RESULT})
    assert "المدينة المنورة" in page_of(client, published)
    confirm_reuse(actor=medina_focal_point, reuse=reuse, side="adopter")
    assert RESULT not in page_of(client, published)
    confirm_reuse(actor=amman_focal_point, reuse=reuse, side="source")
    assert RESULT in page_of(client, published)
    write_reuse(actor=medina_officer, reuse=reuse, values={"result": "نتيجة أخرى"})
    assert "نتيجة أخرى" not in page_of(client, published)


def test_an_unanswered_interest_is_not_shown_to_readers(client, published, reuse):
    assert "المدينة المنورة" not in page_of(client, published)


def test_a_stopped_reuse_leaves_the_public_page(
    client, published, reuse_in_touch, medina_focal_point
):
    move_reuse(actor=medina_focal_point, reuse=reuse_in_touch, move="reuse.stop")
    assert "المدينة المنورة" not in page_of(client, published)


def test_nothing_is_confirmed_before_something_is_written(reuse_in_touch, medina_focal_point):
    with pytest.raises(ValidationError):
        confirm_reuse(actor=medina_focal_point, reuse=reuse_in_touch, side="adopter")


def test_unknown_questions_parts_and_long_answers_are_refused(reuse, medina_officer):
    for values in (
        {"checklist": {"unknown": "x"}},
        {"checklist": {"need": "x" * 1201}},
        {"blocks": ["0" * 32]},
        {"result": "x" * 1201},
    ):
        with pytest.raises(ValidationError):
            write_reuse(actor=medina_officer, reuse=reuse, values=values)
    assert PracticeReuse.objects.get(pk=reuse.pk).checklist == {}


def test_thanks_and_confirmations_are_recorded_once(
    reuse_in_touch, medina_focal_point, amman_focal_point, journal_kinds
):
    for _time in range(2):
        thank_source(actor=medina_focal_point, reuse=reuse_in_touch)
        confirm_contact(actor=amman_focal_point, reuse=reuse_in_touch)
    assert journal_kinds() == ["ReuseThanked"]


def test_the_pages_lead_from_the_practice_to_the_result(
    client_of, published, medina_focal_point, amman_focal_point, amman, medina
):
    taker, giver = client_of(medina_focal_point), client_of(amman_focal_point)
    adapt = reverse("desk:adapt", args=[published.translation_key])
    assert adapt in page_of(taker, published)
    answer = taker.post(adapt, {"city": medina.pk}, follow=True)
    reuse = PracticeReuse.objects.get()
    address = reverse("desk:reuse", args=[reuse.public_id])
    assert answer.redirect_chain[-1][0] == address
    assert taker.get(adapt).status_code == 302
    assert address in giver.get("/ar/library/mine/").content.decode()
    act = reverse("desk:reuse_act", args=[reuse.public_id])
    giver.post(act, {"verb": "confirm_contact"})
    taker.post(address, {"answer-need": "حاجة قائمة", "result": RESULT})
    reuse.refresh_from_db()
    assert (reuse.checklist, reuse.result) == ({"need": "حاجة قائمة"}, RESULT)
    assert "حاجة قائمة" in giver.get(address).content.decode()
    giver.post(act, {"verb": "confirm_as_source"})
    taker.post(act, {"verb": "confirm_as_adopter"})
    taker.post(act, {"verb": "thank"})
    assert RESULT in page_of(giver, published)
    for city in (amman, medina):
        assert "محو أمية الكبار" in giver.get(city.get_absolute_url()).content.decode()


def test_a_text_over_the_limit_stays_on_the_page(client_of, reuse, medina_officer):
    address = reverse("desk:reuse", args=[reuse.public_id])
    answer = client_of(medina_officer).post(address, {"lessons": "ك" * 1201})
    assert answer.status_code == 422
    assert "ك" * 1201 in answer.content.decode()


@pytest.mark.parametrize("who", ["tunis_officer", "newcomer", "reviewer"])
def test_a_stranger_does_not_find_a_reuse(client_of, persona, reuse, who):
    client = client_of(persona(who))
    address = reverse("desk:reuse", args=[reuse.public_id])
    assert client.get(address).status_code == 404
    assert client.post(f"{address}act/", {"verb": "thank"}).status_code == 404


@pytest.mark.parametrize("who", ["medina_officer", "amman_focal_point", "newcomer"])
def test_whoever_may_not_start_reads_why(client_of, persona, published, who):
    adapt = reverse("desk:adapt", args=[published.translation_key])
    client = client_of(persona(who))
    assert "notice-warning" in client.get(adapt).content.decode()
    assert client.post(adapt, {}).status_code == 403


def test_the_api_tells_the_account_only_when_both_confirmed(
    client, published, reuse_in_touch, medina_focal_point, amman_focal_point
):
    def told():
        [found] = client.get("/api/v1/practices").json()["results"]
        return found["reuses"]

    write_reuse(actor=medina_focal_point, reuse=reuse_in_touch, values={"result": RESULT})
    assert told() == [{"city": "medina", "stage": "interest"}]
    confirm_reuse(actor=medina_focal_point, reuse=reuse_in_touch, side="adopter")
    confirm_reuse(actor=amman_focal_point, reuse=reuse_in_touch, side="source")
    assert told()[0]["result"] == RESULT
