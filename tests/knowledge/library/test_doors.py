"""Who opens which door of the CMS: one table."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.factories.library import review_of

OWN = {"amman_officer", "amman_focal_point"}
STRANGERS = {"tunis_officer", "newcomer", "reviewer", "visitor"}
EVERYBODY = sorted(OWN | STRANGERS | {"secretariat"})


def on_the_desk(name, page):
    return reverse(f"desk:{name}", args=[page.translation_key, page.locale.language_code])


READS = {
    "edit": (
        lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "history": (
        lambda page: reverse("wagtailadmin_pages:history", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "delete": (lambda page: reverse("wagtailadmin_pages:delete", args=[page.pk]), set()),
    "our text": (lambda page: on_the_desk("text", page), OWN | {"secretariat"}),
    "move": (lambda page: reverse("wagtailadmin_pages:move", args=[page.pk]), set()),
    "copy": (lambda page: reverse("wagtailadmin_pages:copy", args=[page.pk]), set()),
    "unpublish": (lambda page: reverse("wagtailadmin_pages:unpublish", args=[page.pk]), set()),
    "privacy": (lambda page: reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), set()),
    "view draft": (
        lambda page: reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        OWN | {"secretariat"},
    ),
    "our page": (lambda page: on_the_desk("overview", page), OWN | {"secretariat"}),
    "add": (
        lambda page: reverse(
            "wagtailadmin_pages:add", args=["library", "practicepage", page.get_parent().pk]
        ),
        OWN,
    ),
    "add image": (lambda page: reverse("wagtailimages:add"), OWN | {"secretariat"}),
    "what waits": (
        lambda page: reverse("desk:reviews"),
        {"amman_focal_point", "reviewer", "secretariat"},
    ),
    "localize": (
        lambda page: reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        set(),
    ),
}


@pytest.mark.parametrize("door", READS)
def test_a_door_opens_only_to_whom_the_table_names(draft, client_of, persona, door):
    address, allowed = READS[door]
    for who in EVERYBODY:
        answer = client_of(persona(who)).get(address(draft))
        assert (answer.status_code == 200) == (who in allowed), (who, answer.status_code)


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
    assert "محو أمية الكبار" in listed(client_of(amman_officer), reverse("desk:mine"))


def test_a_stranger_translates_nothing(draft, client_of, tunis_officer):
    Locale.objects.get_or_create(language_code="en")
    client = client_of(tunis_officer)
    values = {"verb": "translate", "language": "en"}
    assert client.post(on_the_desk("act", draft), values).status_code == 404
    assert type(draft).objects.count() == 1


def test_nobody_gets_a_group(draft, amman_officer, secretariat):
    assert not amman_officer.groups.exists()
    assert not secretariat.groups.exists()


def test_a_person_without_a_role_does_not_enter(library, client_of, newcomer):
    answer = client_of(newcomer).get(reverse("wagtailadmin_home"), follow=False)
    assert answer.status_code in (302, 403)


WRITES = {
    "bulk delete": lambda page: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
        {},
    ),
    "bulk move": lambda page: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}",
        {"chooser": page.get_parent().get_parent().pk},
    ),
    "bulk unpublish": lambda page: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        + f"?id={page.pk}",
        {},
    ),
    "lock": lambda page: (reverse("wagtailadmin_pages:lock", args=[page.pk]), {}),
    "delete": lambda page: (reverse("wagtailadmin_pages:delete", args=[page.pk]), {}),
    "unpublish": lambda page: (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
    "edit": lambda page: (reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "x"}),
    "withdraw": lambda page: (on_the_desk("act", page), {"verb": "withdraw"}),
    "archive": lambda page: (on_the_desk("act", page), {"verb": "archive"}),
    "check": lambda page: (
        reverse("desk:review", args=[review_of(page).public_id]),
        {"verb": "call_back"},
    ),
    "api delete": lambda page: (
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]),
        {},
    ),
    "api unpublish": lambda page: (
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "unpublish"]),
        {},
    ),
}


@pytest.mark.parametrize("door", WRITES)
def test_no_stranger_and_no_operator_changes_a_practice(published, client_of, persona, door):
    before = type(published).objects.filter(pk=published.pk).values().get()
    for who in sorted(STRANGERS | {"operator"}):
        client = client_of(persona(who))
        client.raise_request_exception = False
        address, data = WRITES[door](published)
        assert client.post(address, data).status_code < 500, who
        after = type(published).objects.filter(pk=published.pk).values().get()
        assert after == before, who


def test_a_stranger_sees_no_version_of_a_draft(draft, client_of, tunis_officer):
    revision = draft.latest_revision_id
    client = client_of(tunis_officer)
    for address in (
        reverse("wagtailadmin_pages:revisions_view", args=[draft.pk, revision]),
        reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[draft.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:usage", args=[draft.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404), address


def test_images_of_another_city_are_not_offered(draft, client_of, branch, tunis, tunis_officer):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image as Picture
    from wagtail.images import get_image_model
    from wagtail.models import Collection

    branch(tunis)
    import io

    data = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(data, "PNG")
    image = get_image_model().objects.create(
        title="صورة عمّان",
        file=SimpleUploadedFile("a.png", data.getvalue(), "image/png"),
        collection=Collection.objects.get(name="city:amman"),
    )
    client = client_of(tunis_officer)
    assert "صورة عمّان" not in client.get(reverse("wagtailimages:index")).content.decode()
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code in (302, 403, 404)
    chooser = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "صورة عمّان" not in chooser
