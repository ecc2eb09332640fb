"""Who opens which door of the CMS: one table."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

OWN = {"amman_officer", "amman_focal_point"}
STRANGERS = {"tunis_officer", "newcomer", "reviewer", "visitor"}
EVERYBODY = sorted(OWN | STRANGERS | {"secretariat"})

READS = {
    "edit": (
        lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "history": (
        lambda page: reverse("wagtailadmin_pages:history", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "delete": (lambda page: reverse("wagtailadmin_pages:delete", args=[page.pk]), OWN),
    "move": (lambda page: reverse("wagtailadmin_pages:move", args=[page.pk]), set()),
    "copy": (lambda page: reverse("wagtailadmin_pages:copy", args=[page.pk]), set()),
    "unpublish": (lambda page: reverse("wagtailadmin_pages:unpublish", args=[page.pk]), set()),
    "privacy": (lambda page: reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), set()),
    "view draft": (
        lambda page: reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "our page": (
        lambda page: reverse("library_practice", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "add": (
        lambda page: reverse(
            "wagtailadmin_pages:add", args=["library", "practicepage", page.get_parent().pk]
        ),
        OWN,
    ),
    "add image": (lambda page: reverse("wagtailimages:add"), OWN | {"secretariat"}),
    "waiting": (lambda page: reverse("library_waiting"), {"secretariat"}),
    "localize": (
        lambda page: reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        set(),
    ),
}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("door", READS)
def test_a_door_opens_only_to_whom_the_table_names(draft, client_of, persona, who, door):
    address, allowed = READS[door]
    answer = client_of(persona(who)).get(address(draft))
    assert (answer.status_code == 200) == (who in allowed), answer.status_code


def listed(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("who", sorted(STRANGERS - {"visitor"}))
def test_a_stranger_finds_a_draft_in_no_list(draft, client_of, persona, who):
    client = client_of(persona(who))
    parent = draft.get_parent().pk
    for address in (
        reverse("wagtailadmin_explore", args=[parent]),
        reverse("wagtailadmin_pages:search") + "?q=محو",
        reverse("wagtailadmin_choose_page_child", args=[parent]),
        reverse("wagtailadmin_choose_page_search") + "?q=محو",
        reverse("wagtailadmin_api:pages:listing") + "?child_of=" + str(parent),
    ):
        assert "محو أمية الكبار" not in listed(client, address), address


def test_an_officer_sees_the_drafts_of_the_city(draft, client_of, amman_officer):
    assert "محو أمية الكبار" in listed(client_of(amman_officer), reverse("library_practices"))


def test_a_stranger_translates_nothing(draft, client_of, tunis_officer):
    Locale.objects.get_or_create(language_code="en")
    client = client_of(tunis_officer)
    answer = client.post(reverse("library_translate", args=[draft.pk, "en"]))
    assert answer.status_code in (302, 403)
    assert type(draft).objects.count() == 1


def test_nobody_gets_a_group(draft, amman_officer, secretariat):
    assert not amman_officer.groups.exists()
    assert not secretariat.groups.exists()


def test_a_person_without_a_role_does_not_enter(library, client_of, newcomer):
    answer = client_of(newcomer).get(reverse("wagtailadmin_home"), follow=False)
    assert answer.status_code in (302, 403)
