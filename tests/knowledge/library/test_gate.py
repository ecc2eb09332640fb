"""Every way to publish that Wagtail knows ends at the gate: a draft stays a draft."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Page

from knowledge.library.models import PracticePage, PublicationRefused, trusted_import

PEOPLE = ("amman_focal_point", "operator")


def is_live(page):
    return PracticePage.objects.get(pk=page.pk).live


def editor_publish(client, page):
    data = {
        "title": page.title,
        "summary": page.summary,
        "context": page.context,
        "description": page.description,
        "beneficiaries": page.beneficiaries,
        "kind": "practice",
        "cost": "unknown",
        "partnering": "open",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for rows in ("evidence", "resources", "building_blocks", "materials"):
        data |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def bulk_publish(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={page.pk}", {"include_descendants": "1"})


def api_publish(client, page):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    return client.post(address, {}, content_type="application/json")


def api_copy(client, page):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"])
    return client.post(address, {"keep_live": True}, content_type="application/json")


def api_alias(client, page):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "create_alias"])
    return client.post(address, {}, content_type="application/json")


def copy_form(client, page):
    parent = page.get_parent()
    data = {
        "new_title": "copy",
        "new_slug": "copy",
        "new_parent_page": parent.pk,
        "publish_copies": "1",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


DOORS = [editor_publish, bulk_publish, api_publish, api_copy, api_alias, copy_form]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_of_the_cms_publishes(draft, client_of, persona, who, door):
    client = client_of(persona(who))
    client.raise_request_exception = False
    answer = door(client, draft)
    assert answer.status_code < 500
    assert not is_live(draft)
    assert not PracticePage.objects.filter(live=True).exists()


def test_no_code_path_publishes_an_unapproved_revision(draft, amman_focal_point, operator):
    with pytest.raises(PublicationRefused):
        draft.latest_revision.publish(skip_permission_checks=True)
    for person in (amman_focal_point, operator):
        with pytest.raises((PublishPermissionError, PublicationRefused)):
            draft.latest_revision.publish(user=person)
    draft.refresh_from_db()
    draft.live = True
    with pytest.raises(PublicationRefused):
        draft.save()
    assert not is_live(draft)


def test_a_planned_date_does_not_open_the_gate(draft):
    page = PracticePage.objects.get(pk=draft.pk)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled", verbosity=0)
    assert not is_live(draft)
    assert revision.pk


def test_a_new_live_page_is_refused_unless_it_comes_from_a_trusted_import(branch, amman):
    def made(slug):
        return PracticePage(title="t", slug=slug, city=amman, live=True)

    with pytest.raises(PublicationRefused):
        branch(amman).add_child(instance=made("one"))
    with trusted_import():
        branch(amman).add_child(instance=made("two"))
    assert Page.objects.get(slug="two").live


def test_a_public_practice_can_be_saved_again(published):
    page = PracticePage.objects.get(pk=published.pk)
    page.save()
    assert is_live(page)


def test_autosave_never_overwrites_what_somebody_relies_on(published, amman_officer):
    page = PracticePage.objects.get(pk=published.pk)
    public = page.live_revision
    page.summary = "محاولة"
    made = page.save_revision(user=amman_officer, overwrite_revision=public)
    assert made.pk != public.pk
    again = PracticePage.objects.get(pk=page.pk)
    again.summary = "أخرى"
    assert again.save_revision(user=amman_officer, overwrite_revision=made).pk == made.pk
