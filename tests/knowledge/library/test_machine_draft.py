"""A machine drafts a translation where one is plugged in; its readers are always told."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail_localize.machine_translators.dummy import DummyTranslator

from core.access.rules import Refused
from knowledge.library.actions import draft_by_machine, translate_practice, write_practice
from knowledge.library.models import PracticePage
from tests.factories.library import translated


class Silent(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        raise TimeoutError


class Talkative(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        return {s: type(s).from_plaintext("word " * 1000) for s in strings}


@pytest.fixture
def plug(settings):
    def plugged(machine=DummyTranslator):
        name = f"{machine.__module__}.{machine.__qualname__}"
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": name}

    return plugged


@pytest.fixture
def english(published, amman_officer):
    return translate_practice(actor=amman_officer, practice=published, language="en")


def latest(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def at(page, name="overview"):
    return reverse(f"desk:{name}", args=[page.translation_key, page.locale.language_code])


def test_without_a_plug_there_is_no_button_and_no_draft(english, amman_officer, client_of):
    page = client_of(amman_officer).get(at(english)).content.decode()
    assert 'value="machine"' not in page
    with pytest.raises(ValidationError):
        draft_by_machine(actor=amman_officer, practice=english)


def test_a_draft_fills_what_nobody_translated_and_is_marked(
    english, amman_officer, client_of, plug
):
    plug()
    client = client_of(amman_officer)
    assert 'value="machine"' in client.get(at(english)).content.decode()
    assert client.post(at(english, "act"), {"verb": "machine"}).status_code == 302
    draft = latest(english)
    assert draft.description == " ".join(reversed(english.original.description.split(" ")))
    assert draft.machine_draft_by
    assert draft.city == english.original.city
    page = client.get(at(english)).content.decode()
    assert str(draft.machine_draft_by) in page
    assert 'value="machine"' not in page


def test_words_that_a_person_wrote_stay(published, amman_officer, plug):
    english = translated(actor=amman_officer, practice=published)
    plug()
    draft_by_machine(actor=amman_officer, practice=english)
    assert latest(english).description.startswith("Evening classes")


def test_readers_are_told_for_as_long_as_it_stands(english, amman_officer, publish, plug, client):
    plug()
    draft_by_machine(actor=amman_officer, practice=english)
    # One word stands in the other language as it stood: a person has to look at it.
    with pytest.raises(ValidationError):
        publish(PracticePage.objects.get(pk=english.pk))
    write_practice(actor=amman_officer, practice=english, values={"beneficiaries": "Adults"})
    public = publish(PracticePage.objects.get(pk=english.pk))
    page = client.get(public.get_url()).content.decode()
    assert "A machine (" in page


def test_a_machine_that_is_silent_leaves_everything_as_it_was(
    english, amman_officer, client_of, plug
):
    plug(Silent)
    before = latest(english).description
    client = client_of(amman_officer)
    assert client.post(at(english, "act"), {"verb": "machine"}, follow=True).status_code == 200
    assert (latest(english).description, latest(english).machine_draft_by) == (before, "")


def test_what_is_too_long_for_its_field_is_left_to_people(english, amman_officer, plug):
    plug(Talkative)
    before = latest(english).summary
    draft_by_machine(actor=amman_officer, practice=english)
    assert latest(english).summary == before


def test_a_program_asks_for_a_machine_draft_too(english, amman_officer, client_of, plug):
    plug()
    client = client_of(amman_officer)
    path = f"/api/v1/drafts/{english.translation_key}/en/machine"
    assert client.post(path).status_code == 200
    assert latest(english).machine_draft_by


def test_strangers_let_no_machine_write(english, tunis_officer, plug):
    plug()
    with pytest.raises(Refused):
        draft_by_machine(actor=tunis_officer, practice=english)


def test_an_original_is_not_drafted_by_a_machine(draft, amman_officer, plug):
    plug()
    with pytest.raises(ValidationError):
        draft_by_machine(actor=amman_officer, practice=draft)
