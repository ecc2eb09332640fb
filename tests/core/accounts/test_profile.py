import pytest
from wagtail.users.models import UserProfile

from core.access.rules import Refused
from core.accounts.actions import update_profile


def test_a_person_chooses_language_and_digits(client_of, amman_officer, journal_kinds):
    client = client_of(amman_officer)
    answer = client.post(
        "/ar/account/profile/",
        {"display_name": "منى", "language": "fr", "numerals": "arab"},
    )
    assert answer["location"] == "/fr/account/profile/"
    amman_officer.refresh_from_db()
    assert (amman_officer.language, amman_officer.numerals) == ("fr", "arab")
    assert UserProfile.objects.get(user=amman_officer).preferred_language == "fr"
    assert journal_kinds() == ["ProfileChanged"]


def test_a_mistake_loses_nothing(client_of, amman_officer):
    answer = client_of(amman_officer).post(
        "/ar/account/profile/", {"display_name": "", "language": "fr", "numerals": "arab"}
    )
    assert answer.status_code == 422
    assert 'value="fr" selected' in answer.content.decode()


def test_nobody_changes_another(amman_officer, medina_officer):
    with pytest.raises(Refused):
        update_profile(
            actor=medina_officer,
            user=amman_officer,
            display_name="x",
            language="ar",
            numerals="latn",
        )


def test_a_visitor_is_sent_to_the_door(client, db):
    assert "/account/login/" in client.get("/ar/account/profile/")["location"]


def test_the_cms_has_no_second_place_for_the_same_choices(client_of, amman_officer):
    answer = client_of(amman_officer).get("/cms/account/")
    assert answer["location"] == "/ar/account/profile/"
