"""The pages of ideas for projects, as each person sees them."""

import pytest

from projects.concepts.models import Call, ConceptNote, Interest


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_visitor_sees_what_looks_for_partners_and_no_button(client, open_concept):
    text = page(client, "/en/projects/")
    assert open_concept.title in text
    assert "Write a concept note" not in text
    text = page(client, f"/en/projects/concepts/{open_concept.public_id}/")
    assert "Sign in first." in text


def test_a_draft_is_not_there_for_others(client_of, concept, medina_focal_point, amman_officer):
    address = f"/ar/projects/concepts/{concept.public_id}/"
    assert client_of(medina_focal_point).get(address).status_code == 404
    assert client_of(amman_officer).get(address).status_code == 200


def test_an_officer_begins_and_writes_a_note(client_of, amman, amman_officer):
    client = client_of(amman_officer)
    began = client.post("/ar/projects/concepts/new/", {"title": "بيوت التعلم"})
    note = ConceptNote.objects.get()
    assert began.url.endswith(f"/{note.public_id}/edit/")
    data = {
        "title": "بيوت التعلم",
        "kind": "development",
        "language": "ar",
        "starts_on": "٢٠٢٧-٠١-١٥",
        "months": "18",
        "summary": "نص",
        "wanted-0-profile": "مدينة ساحلية",
        "wanted-0-number": "2",
        "sdgs": ["4"],
        "revision": "1",
    }
    saved = client.post(began.url, data)
    assert saved.status_code == 302
    note.refresh_from_db()
    assert (str(note.starts_on), note.months, note.summary) == ("2027-01-15", 18, "نص")
    assert [(row.profile, row.number) for row in note.wanted.all()] == [("مدينة ساحلية", 2)]
    stale = client.post(began.url, {**data, "summary": "آخر"})
    assert stale.status_code == 409
    assert "آخر" in stale.content.decode()
    assert "نص" in stale.content.decode()


@pytest.mark.parametrize(
    ("day", "stored"),
    [("15/01/2027", "2027-01-15"), ("٠٦/٠٨/١٤٤٨", "2027-01-14"), ("99/99/2027", "")],
)
def test_days_are_read_in_the_digits_and_the_calendar_people_write(
    client_of, concept, amman_officer, day, stored
):
    data = {
        "title": "x", "kind": "development", "language": "ar", "starts_on": day,
        "revision": str(concept.revision), "summary": "يبقى",
    }  # fmt: skip
    answer = client_of(amman_officer).post(f"/ar/projects/concepts/{concept.public_id}/edit/", data)
    concept.refresh_from_db()
    if stored:
        assert str(concept.starts_on) == stored
    else:
        assert answer.status_code == 422
        assert "يبقى" in answer.content.decode()


def test_the_whole_way_by_buttons(
    client_of, concept, amman_focal_point, medina_focal_point, medina, secretariat
):
    lead, office, other = (
        client_of(amman_focal_point), client_of(secretariat), client_of(medina_focal_point)
    )  # fmt: skip
    here = f"/ar/projects/concepts/{concept.public_id}/"
    lead.post(f"{here}act/", {"verb": "concept.submit"})
    assert concept.title in page(office, "/ar/projects/?show=decide")
    office.post(f"{here}act/", {"verb": "concept.check"})
    office.post(f"{here}act/", {"verb": "concept.open", "words": ""})
    wrong = other.post(here, {"city": medina.pk, "role": "", "brings": "خبرة"})
    assert wrong.status_code == 422
    assert "خبرة" in wrong.content.decode()
    other.post(here, {"city": medina.pk, "role": "شريك", "brings": "خبرة"})
    interest = Interest.objects.get()
    assert "خبرة" in page(lead, here)
    lead.post(f"/ar/projects/interests/{interest.public_id}/act/", {"verb": "interest.accept"})
    lead.post(f"{here}act/", {"verb": "concept.form"})
    begun = lead.post(f"{here}act/", {"verb": "concept.become_project"})
    assert "/ar/projects/" in begun.url
    assert "HAY" in page(other, begun.url)
    assert page(other, "/ar/projects/?show=mine").count("HAY") >= 1


def test_an_unknown_button_is_not_found_and_a_refused_one_is_403(
    client_of, open_concept, medina_focal_point
):
    client = client_of(medina_focal_point)
    here = f"/ar/projects/concepts/{open_concept.public_id}/act/"
    assert client.post(here, {"verb": "concept.fly"}).status_code == 404
    assert client.post(here, {"verb": "concept.withdraw"}).status_code == 403


def test_the_secretariat_makes_opens_and_closes_a_call(client_of, client, secretariat):
    office = client_of(secretariat)
    data = {
        "title-ar": "دعوة للأفكار", "title-en": "", "title-fr": "", "text-ar": "نص", "text-en": "",
        "text-fr": "", "opens_on": "2026-01-01", "closes_on": "2036-12-31", "minimum_cities": "3",
        "minimum_countries": "2",
    }  # fmt: skip
    made = office.post("/ar/projects/calls/new/", data)
    assert made.status_code == 302
    call = Call.objects.get()
    here = f"/ar/projects/calls/{call.public_id}/"
    assert client.get(here).status_code == 404
    office.post(f"{here}act/", {"verb": "call.open"})
    assert "دعوة للأفكار" in page(client, here)
    assert "دعوة للأفكار" in page(client, "/fr/projects/")
    office.post(f"{here}act/", {"verb": "call.close"})
    assert "دعوة للأفكار" not in page(client, "/fr/projects/")


def test_the_list_needs_few_queries(
    client_of, open_concept, medina_focal_point, django_assert_max_num_queries
):
    client = client_of(medina_focal_point)
    page(client, "/ar/projects/?show=open")
    with django_assert_max_num_queries(20):
        page(client, "/ar/projects/?show=open")


def test_the_weights_are_explained(client):
    assert "Another country" in page(client, "/en/projects/matching/")
