"""A city writes a concept note and hands it in."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from core.access.checking import Stale
from core.access.rules import Refused, visible
from projects.concepts.actions import begin_concept, move_concept, write_call, write_concept
from projects.concepts.models import ConceptNote, ConceptState
from projects.concepts.policy import missing
from tests.factories.projects import NOTE, refetched


def test_an_officer_begins_a_note_with_its_title_alone(amman, amman_officer, journal_kinds):
    note = begin_concept(actor=amman_officer, city=amman, values={"title": "بيوت تعلم"})
    assert (note.state, note.made_by) == (ConceptState.DRAFT, amman_officer)
    assert journal_kinds() == ["ConceptBegun"]
    assert set(missing(note)) >= {"summary", "objectives", "wanted"}


def test_somebody_of_another_city_cannot_begin_it(amman, medina_officer, journal_kinds):
    with pytest.raises(Refused, match="أشخاص من مدينة"):
        begin_concept(actor=medina_officer, city=amman, values={"title": "x"})
    assert journal_kinds() == []


def test_a_note_begins_from_a_practice_with_its_terms(published, medina, medina_officer):
    key = published.translation_key
    note = begin_concept(
        actor=medina_officer, city=medina, values={"title": "ننقلها"}, practice=key
    )
    assert note.practices == [str(key)]
    assert note.kind == "transfer"
    goals = {term.code for term in published.sdgs.all()}
    assert {term.code for term in note.sdgs.all()} == goals
    assert goals


def test_a_text_that_is_too_long_is_refused_and_nothing_is_written(concept, amman_officer):
    with pytest.raises(ValidationError) as caught:
        write_concept(actor=amman_officer, concept=concept, values={"acronym": "A" * 16})
    assert "acronym" in caught.value.message_dict
    assert refetched(concept).acronym == NOTE["acronym"]


def test_pasted_markup_becomes_plain_text(concept, amman_officer):
    values = {"summary": "<p>مدن <b>تتعلم</b></p>"}
    written = write_concept(actor=amman_officer, concept=concept, values=values)
    assert written.summary == "مدن تتعلم"


def test_a_second_writer_gets_what_is_stored_instead_of_overwriting(
    concept, amman_officer, amman_focal_point
):
    read = concept.revision
    write_concept(actor=amman_officer, concept=concept, values={"title": "الأول"}, revision=read)
    with pytest.raises(Stale) as caught:
        write_concept(
            actor=amman_focal_point, concept=concept, values={"title": "الثاني"}, revision=read
        )
    assert caught.value.thing.title == "الأول"
    assert refetched(concept).title == "الأول"


def test_a_draft_is_seen_by_its_city_alone(concept, persona):
    sees = {
        who
        for who in ("amman_officer", "medina_focal_point", "secretariat", "visitor", "reviewer")
        if visible(persona(who), ConceptNote.objects.all()).exists()
    }
    assert sees == {"amman_officer"}


def test_an_incomplete_note_cannot_be_handed_in(concept, amman_focal_point):
    write_concept(actor=amman_focal_point, concept=concept, values={"summary": ""})
    with pytest.raises(Refused):
        move_concept(actor=amman_focal_point, concept=concept, move="concept.submit")


def test_handing_in_freezes_it_and_changes_can_be_asked(
    concept, amman_focal_point, amman_officer, secretariat, journal_kinds
):
    move_concept(actor=amman_focal_point, concept=concept, move="concept.submit")
    with pytest.raises(Refused):
        write_concept(actor=amman_officer, concept=concept, values={"title": "x"})
    with pytest.raises(ValidationError):
        move_concept(actor=secretariat, concept=concept, move="concept.ask_changes")
    move_concept(
        actor=secretariat, concept=concept, move="concept.ask_changes", words="من هم المستفيدون؟"
    )
    written = write_concept(actor=amman_officer, concept=concept, values={"title": "أوضح"})
    assert (written.state, written.reason) == ("changes_asked", "من هم المستفيدون؟")
    assert journal_kinds() == ["ConceptMoved", "ConceptMoved", "ConceptWritten"]


def test_a_closed_call_takes_no_note(concept, amman_focal_point, secretariat):
    values = {
        "titles": {"ar": "دعوة قديمة"},
        "opens_on": datetime.date(2020, 1, 1),
        "closes_on": datetime.date(2020, 2, 1),
    }
    call = write_call(actor=secretariat, values=values)
    with pytest.raises(ValidationError):
        write_concept(actor=amman_focal_point, concept=concept, values={"call": call})


@pytest.mark.parametrize(
    "wrong",
    [
        {"titles": {}},
        {"titles": {"de": "Aufruf"}},
        {"closes_on": datetime.date(2025, 1, 1)},
        {"minimum_cities": 1},
        {"titles": {"ar": "ا" * 201}},
    ],
)
def test_a_call_that_makes_no_sense_is_refused(secretariat, wrong):
    good = {
        "titles": {"ar": "دعوة"},
        "opens_on": datetime.date(2026, 1, 1),
        "closes_on": datetime.date(2026, 2, 1),
    }
    with pytest.raises(ValidationError):
        write_call(actor=secretariat, values={**good, **wrong})
