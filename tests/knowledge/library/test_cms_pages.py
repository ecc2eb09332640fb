"""Our own pages in the CMS: what each person reads there, and that nothing leads nowhere."""

import pytest
from django.urls import reverse

from knowledge.library.actions import (
    submit_practice,
    write_practice,
)
from knowledge.library.models import PracticePage, PracticeStanding
from tests.factories.library import translated


def page_of(practice):
    return reverse("library_practice", args=[practice.pk])


def decide(client, practice, verb, **values):
    address = reverse("library_decide", args=[practice.pk])
    return client.post(address, {"verb": verb, **values}, follow=True)


@pytest.mark.parametrize("who", ["newcomer", "reviewer"])
def test_whom_the_cms_does_not_let_in_reads_why(client_of, persona, who):
    answer = client_of(persona(who)).get("/cms/", follow=True)
    assert answer.status_code == 403
    assert "أمانة الشبكة" in answer.content.decode()


def test_a_visitor_is_led_to_the_sign_in_and_back(db, client):
    answer = client.get("/cms/practices/", follow=True)
    assert answer.redirect_chain[-1][0] == "/ar/account/login/?next=/cms/practices/"


@pytest.mark.parametrize(
    ("who", "is_shown"), [("reviewer", False), ("newcomer", False), ("amman_officer", True)]
)
def test_the_profile_leads_to_the_cms_only_whom_it_lets_in(client_of, persona, who, is_shown):
    page = client_of(persona(who)).get("/ar/account/profile/").content.decode()
    assert ('href="/cms/"' in page) == is_shown


@pytest.mark.parametrize("who", ["amman_officer", "amman_focal_point", "secretariat"])
def test_a_submitted_text_can_be_read_by_its_city_and_by_the_secretariat(
    submitted, client_of, persona, who
):
    client = client_of(persona(who))
    address = reverse("library_text", args=[submitted.pk])
    assert address in client.get(page_of(submitted)).content.decode()
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "دروس مسائية في مدرسة الحي" in text
    assert "التعليم الجيد" in text


def test_the_version_that_was_handed_over_is_read_not_a_later_one(
    submitted, client_of, secretariat
):
    later = PracticePage.objects.get(pk=submitted.pk)
    later.description = "نص تسلل بعد التسليم"
    later.save_revision()
    address = reverse("library_text", args=[submitted.pk])
    text = client_of(secretariat).get(address).content.decode()
    assert "دروس مسائية" in text
    assert "تسلل" not in text


@pytest.mark.parametrize("who", ["tunis_officer", "newcomer", "reviewer", "visitor"])
def test_nobody_else_reads_a_text_that_is_not_public(submitted, client_of, persona, who):
    answer = client_of(persona(who)).get(reverse("library_text", args=[submitted.pk]), follow=True)
    assert "دروس مسائية" not in answer.content.decode()


def test_what_is_missing_is_said_in_one_sentence(draft, client_of, amman_officer):
    write_practice(actor=amman_officer, practice=draft, values={"context": "", "description": ""})
    answer = decide(client_of(amman_officer), draft, "submit")
    (message,) = [str(message) for message in answer.context["messages"]]
    assert "السياق والحاجة" in message
    assert "ما يُنفَّذ" in message


def test_a_text_is_not_given_back_without_a_reason(submitted, client_of, secretariat):
    answer = decide(client_of(secretariat), submitted, "decline", reason=" ")
    (message,) = [str(message) for message in answer.context["messages"]]
    assert "اذكر" in message
    assert submitted.standing.state == "submitted"


def test_a_draft_is_thrown_away_by_its_city_with_its_standing(
    draft, client_of, amman_officer, tunis_officer, journal_kinds
):
    decide(client_of(tunis_officer), draft, "delete")
    assert PracticePage.objects.filter(pk=draft.pk).exists()
    decide(client_of(amman_officer), draft, "delete")
    assert not PracticePage.objects.exists()
    assert not PracticeStanding.objects.exists()
    assert journal_kinds()[-1] == "PracticeDeleted"


def test_what_was_public_is_not_thrown_away(published, client_of, amman_officer):
    answer = decide(client_of(amman_officer), published, "delete")
    assert answer.status_code == 403
    assert PracticePage.objects.filter(pk=published.pk).exists()


def test_the_secretariat_finds_drafts_of_translations_and_publishes_them(
    published, client_of, amman_officer, secretariat
):
    english = translated(actor=amman_officer, practice=published)
    client = client_of(secretariat)
    assert page_of(english) in client.get(reverse("library_waiting")).content.decode()
    decide(client, english, "publish")
    assert PracticePage.objects.get(pk=english.pk).live
    assert page_of(english) not in client.get(reverse("library_waiting")).content.decode()


def test_pressing_publish_twice_says_that_it_is_done(submitted, client_of, secretariat):
    client = client_of(secretariat)
    assert decide(client, submitted, "publish").status_code == 200
    assert decide(client, submitted, "publish").status_code == 409


def test_the_lists_need_the_same_queries_for_more_practices(
    branch, amman, amman_officer, secretariat, client_of
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.library import drafted

    clients = {
        "library_practices": client_of(amman_officer),
        "library_waiting": client_of(secretariat),
    }

    def counts():
        found = []
        for name, client in clients.items():
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(name))
            found.append(len(caught))
        return found

    def hand_over(count):
        for number in range(count):
            practice = drafted(actor=amman_officer, branch=branch(amman), title=f"ممارسة {number}")
            submit_practice(actor=amman_officer, practice=practice)

    hand_over(2)
    few = counts()
    hand_over(4)
    assert counts() == few
