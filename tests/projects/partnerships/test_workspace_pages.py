"""The pages of a workspace, as each person sees them."""

import pytest

from projects.partnerships.actions import begin_report, write_note
from projects.partnerships.models import Project
from tests.factories.projects import in_state, partner, refetched

PAGES = ("", "activity/", "members/", "note/", "plans/", "reports/")


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def here(project, rest="", language="ar"):
    return f"/{language}/projects/{project.public_id}/{rest}"


@pytest.mark.parametrize("rest", PAGES)
def test_every_page_opens_for_a_partner_and_for_nobody_else(
    client_of, project, medina_officer, tunis_officer, rest
):
    for language in ("ar", "en", "fr"):
        assert project.acronym in page(client_of(medina_officer), here(project, rest, language))
    assert client_of(tunis_officer).get(here(project, rest)).status_code == 404
    assert client_of(None).get(here(project, rest)).status_code == 302


def test_what_needs_me_is_at_the_top(client_of, project, amman_officer, medina_focal_point):
    write_note(actor=amman_officer, project=project, texts={"ar": "نص"})
    assert "Read the cooperation note" in page(
        client_of(medina_focal_point), here(project, "", "en")
    )
    assert "Nothing waits for you" in page(client_of(amman_officer), here(project, "", "en"))


def test_two_descriptions_at_once_show_both(client_of, project, amman_officer):
    client = client_of(amman_officer)
    data = {
        "acronym": "HAY", "title": "أول", "kind": "learning", "language": "ar",
        "visibility": "partners", "revision": "1",
    }  # fmt: skip
    assert client.post(here(project, "describe/"), data).status_code == 302
    second = client.post(here(project, "describe/"), {**data, "title": "ثان"})
    assert second.status_code == 409
    assert "أول" in second.content.decode()
    assert "ثان" in second.content.decode()
    again = client.post(here(project, "describe/"), {**data, "title": "ثان", "revision": "2"})
    assert again.status_code == 302
    wrong = client.post(
        here(project, "describe/"),
        {
            **data,
            "revision": "3",
            "title": "ا" * 201,
            "starts_on": "2027-01-02",
            "ends_on": "2026-01-01",
        },
    )
    assert wrong.status_code == 422


def test_a_city_is_invited_ticks_and_accepts_by_buttons(
    client_of, project, amman_focal_point, tunis, tunis_focal_point
):
    lead, other = client_of(amman_focal_point), client_of(tunis_focal_point)
    lead.post(here(project, "members/"), {"what": "invite", "city": tunis.pk, "role": "نشر"})
    row = partner(project, tunis)
    assert "say yes or no" in page(other, here(project, "", "en"))
    other.post(here(project, f"members/{row.public_id}/act/"), {"verb": "partner.accept"})
    other.post(here(project, "members/agree/"), {"verb": "tick", "city": "tunis"})
    assert partner(project, tunis).ticked_at is not None
    lead.post(here(project, "note/"), {"text-ar": "نعمل معًا", "text-en": "", "text-fr": ""})
    other.post(here(project, "note/accept/"), {"city": "tunis", "number": "1"})
    assert partner(project, tunis).accepted_note.number == 1
    assert "Tunis" in page(lead, here(project, "note/", "en"))


def test_leaving_leads_back_to_the_list(client_of, project, medina, medina_focal_point):
    row = partner(project, medina)
    client = client_of(medina_focal_point)
    left = client.post(here(project, f"members/{row.public_id}/act/"), {"verb": "partner.leave"})
    assert left.url == "/ar/projects/"


def test_an_organisation_is_added_and_removed(client_of, project, amman_officer):
    client = client_of(amman_officer)
    data = {"what": "associate", "name": "جامعة", "sector": "academia", "role": "قياس"}
    client.post(here(project, "members/"), data)
    one = project.associates.get()
    assert "جامعة" in page(client, here(project, "members/"))
    client.post(here(project, f"organisations/{one.public_id}/remove/"))
    assert not project.associates.exists()


def test_the_public_page_is_there_by_choice_and_once_registered(client, project):
    assert client.get(here(project, "public/")).status_code == 404
    Project.objects.update(visibility="public")
    assert client.get(here(project, "public/")).status_code == 404
    in_state(project, "running")
    assert project.title in page(client, here(project, "public/"))
    assert project.title in page(client, "/en/projects/?show=public")
    assert project.title in page(client, "/en/cities/amman/")


def test_a_report_is_written_and_both_texts_are_kept(client_of, project, amman_officer):
    running = in_state(project, "running")
    client = client_of(amman_officer)
    client.post(here(project, "reports/"), {"kind": "progress"})
    report = begin_report(actor=amman_officer, project=running, kind="progress")
    address = here(project, f"reports/{report.public_id}/")
    client.post(address, {"done": "دربنا", "revision": "1"})
    stale = client.post(address, {"done": "لا", "revision": "1"})
    assert stale.status_code == 409
    assert "دربنا" in stale.content.decode()
    client.post(address + "act/", {"verb": "project_report.submit"})
    assert refetched(report).state == "submitted"


def test_versions_are_compared_on_the_page(client_of, project, amman_officer, secretariat):
    office = client_of(secretariat)
    for title in ("أول", "ثان"):
        Project.objects.update(title=title, state="review")
        office.post(here(project, "act/"), {"verb": "project.register"})
    text = page(client_of(amman_officer), here(project, "plans/?from=1&to=2", "en"))
    assert "<del" in text
    assert "أول" in text
    assert page(office, here(project, "plans/?from=x&to=99"))


def test_the_overview_needs_few_queries(
    client_of, project, amman_officer, django_assert_max_num_queries
):
    client = client_of(amman_officer)
    page(client, here(project))
    with django_assert_max_num_queries(20):
        page(client, here(project))


def test_a_refused_move_is_told_and_a_foreign_button_not_found(client_of, project, medina_officer):
    client = client_of(medina_officer)
    assert client.post(here(project, "act/"), {"verb": "project.hand_in"}).status_code == 403
    assert client.post(here(project, "act/"), {"verb": "project.fly"}).status_code == 404
    assert client.get(here(project, "act/")).status_code == 405
