"""Readers say what a practice is worth to them; what should not be there is reported and decided."""

import pytest
from django.core.exceptions import ValidationError

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from core.journal.drain import drain_all
from core.notifications.models import Note
from knowledge.library.actions import (
    appeal_report,
    decide_report,
    file_report,
    submit_practice,
    write_practice,
    write_voice,
)
from knowledge.library.models import (
    PracticePage,
    PracticeStanding,
    Report,
    ReportState,
    State,
    Voice,
)
from tests.cast import person
from tests.factories.library import translated


@pytest.fixture
def voice(published, medina_officer):
    return write_voice(actor=medina_officer, practice=published, is_useful=True, missing="كم تكلّف؟")


@pytest.fixture
def report(published, medina_officer):
    return file_report(
        actor=medina_officer, practice=published, reason="wrong", words="الرقم غير صحيح"
    )


@pytest.fixture
def second_secretary(db):
    return person("second-secretary", office="secretariat")


def decide(report, actor, verb, reason="لأن"):
    decide_report(actor=actor, report=report, move=f"report.{verb}", reason=reason)
    report.refresh_from_db()


def live(published):
    return PracticePage.objects.get(pk=published.pk).live


def test_a_word_is_read_by_the_city_and_counted_for_everybody(
    voice, published, client, client_of, amman_officer, journal_kinds
):
    page = client.get(published.get_url()).content.decode()
    assert "وجدها قارئ واحد مفيدة لمدينته" in page
    assert "كم تكلّف؟" not in page
    desk = client_of(amman_officer).get(f"/ar/library/draft/{published.translation_key}/ar/")
    assert "كم تكلّف؟" in desk.content.decode()
    assert "medina-officer" in desk.content.decode()


def test_saying_it_again_replaces_it(voice, published, medina_officer):
    write_voice(actor=medina_officer, practice=published, is_useful=False)
    [kept] = Voice.objects.all()
    assert (kept.is_useful, kept.missing) == (False, "")


def test_nobody_praises_their_own_citys_practice(published, amman_officer, visitor):
    for actor in (amman_officer, visitor):
        with pytest.raises(Refused):
            write_voice(actor=actor, practice=published, is_useful=True)


def test_words_over_the_limit_are_refused(published, medina_officer):
    with pytest.raises(ValidationError):
        write_voice(actor=medina_officer, practice=published, is_useful=True, missing="ك" * 801)


def test_the_focal_point_is_told_of_a_word(voice, amman_focal_point):
    drain_all()
    assert Note.objects.filter(person=amman_focal_point, kind="voices").count() == 1


def test_a_report_is_decided_with_a_reason_and_the_reporter_is_told(
    report, secretariat, medina_officer, amman_focal_point, published, journal_kinds
):
    drain_all()
    assert Note.objects.filter(person=secretariat, kind="reports").count() == 1
    with pytest.raises(ValidationError):
        decide(report, secretariat, "dismiss", reason=" ")
    decide(report, secretariat, "dismiss")
    drain_all()
    assert report.state == ReportState.DISMISSED
    assert live(published)
    assert Note.objects.filter(person=medina_officer, kind="reports").count() == 1
    assert not Note.objects.filter(person=amman_focal_point, kind="reports").exists()
    assert not Note.objects.filter(person=secretariat, kind="reports", read_at=None).exists()
    assert journal_kinds()[-1] == "ReportDecided"


def test_what_is_upheld_is_hidden_in_every_language_and_stays_stored(
    published, amman_officer, publish, medina_officer, secretariat, amman_focal_point, client
):
    english = publish(translated(actor=amman_officer, practice=published))
    write_practice(actor=amman_officer, practice=published, values={"summary": "آخر"})
    submit_practice(actor=amman_officer, practice=published)
    filed = file_report(actor=medina_officer, practice=published, reason="private", words="اسم شخص")
    decide(filed, secretariat, "uphold", reason="فيها اسم شخص")
    assert not PracticePage.objects.filter(live=True).exists()
    assert client.get(published.get_url()).status_code == 404
    assert client.get(english.get_url()).status_code == 404
    assert PracticeStanding.objects.get().state == State.HIDDEN
    assert PracticePage.objects.get(pk=published.pk).title == published.title
    assert not published.reviews.filter(stage="city").exists()
    drain_all()
    assert Note.objects.filter(person=amman_focal_point, kind="reports").count() == 1


def test_an_appeal_is_read_by_somebody_else_and_shows_exactly_what_was_hidden(
    published, amman_officer, publish, report, secretariat, second_secretary, amman_focal_point
):
    english = publish(translated(actor=amman_officer, practice=published))
    before = {page.pk: page.live_revision_id for page in PracticePage.objects.filter(live=True)}
    decide(report, secretariat, "uphold")
    with pytest.raises(Refused):
        appeal_report(actor=amman_officer, report=report, words="بل هو صحيح")
    appeal_report(actor=amman_focal_point, report=report, words="هذا المصدر")
    report.refresh_from_db()
    with pytest.raises(Refused):
        decide(report, secretariat, "overturn")
    decide(report, second_secretary, "overturn")
    assert report.state == ReportState.DISMISSED
    after = {page.pk: page.live_revision_id for page in PracticePage.objects.filter(live=True)}
    assert after == before
    assert english.pk in after
    assert PracticeStanding.objects.get().hidden == {}


def test_an_appeal_that_fails_ends_there(report, secretariat, amman_focal_point, published):
    decide(report, secretariat, "uphold")
    appeal_report(actor=amman_focal_point, report=report, words="أرجو النظر")
    report.refresh_from_db()
    decide(report, secretariat, "confirm")
    assert report.state == ReportState.CLOSED
    with pytest.raises(WrongState):
        appeal_report(actor=amman_focal_point, report=report, words="مرة أخرى")
    assert not live(published)


def test_a_hidden_practice_can_come_back_through_the_checks(
    report, secretariat, published, amman_officer, publish
):
    decide(report, secretariat, "uphold")
    write_practice(actor=amman_officer, practice=published, values={"summary": "بلا أسماء"})
    assert publish(published).live
    assert PracticeStanding.objects.get().state == State.PUBLISHED


def test_a_word_is_hidden_and_its_writer_may_appeal(
    voice, published, amman_focal_point, amman_officer, medina_officer, secretariat, client_of
):
    filed = file_report(
        actor=amman_focal_point, practice=published, reason="hurtful", words="مسيء", voice=voice
    )
    decide(filed, secretariat, "uphold")
    desk = client_of(amman_officer).get(f"/ar/library/draft/{published.translation_key}/ar/")
    assert "كم تكلّف؟" not in desk.content.decode()
    assert live(published)
    assert Voice.objects.get().missing == "كم تكلّف؟"
    with pytest.raises(Refused):
        appeal_report(actor=amman_focal_point, report=filed, words="x")
    appeal_report(actor=medina_officer, report=filed, words="سؤال فقط")


@pytest.mark.parametrize(
    "who", ["amman_officer", "amman_focal_point", "reviewer", "newcomer", "operator", "visitor"]
)
def test_only_the_secretariat_decides(report, persona, who):
    for verb in ("dismiss", "uphold"):
        with pytest.raises(Refused):
            decide(report, persona(who), verb)
    assert Report.objects.get().state == ReportState.OPEN


def test_nobody_decides_on_their_own_report(published, secretariat):
    filed = file_report(actor=secretariat, practice=published, reason="other", words="خطأ")
    with pytest.raises(Refused):
        decide(filed, secretariat, "dismiss")


def test_reporting_again_is_the_same_report(report, published, medina_officer):
    again = file_report(actor=medina_officer, practice=published, reason="other", words="مرة أخرى")
    assert again.pk == report.pk


def test_the_pages_of_a_report(
    published, client_of, medina_officer, secretariat, amman_focal_point, tunis_officer
):
    reader, secretary = client_of(medina_officer), client_of(secretariat)
    form = f"/ar/library/practice/{published.translation_key}/report/"
    assert reader.get(form).status_code == 200
    wrong = reader.post(form, {"words": "كلام بلا سبب"})
    assert wrong.status_code == 422
    assert "كلام بلا سبب" in wrong.content.decode()
    here = reader.post(form, {"reason": "wrong", "words": "الرقم"})["Location"]
    assert "الرقم" in secretary.get("/ar/library/reports/").content.decode()
    assert client_of(amman_focal_point).get(here).status_code == 404
    assert client_of(tunis_officer).get(here).status_code == 404
    assert reader.get("/ar/library/reports/").status_code == 403
    secretary.post(here, {"verb": "uphold", "reason": "صحيح"})
    page = client_of(amman_focal_point).get(here).content.decode()
    assert "الرقم" in page
    assert "medina-officer" not in page
    client_of(amman_focal_point).post(here, {"verb": "appeal", "reason": "المصدر مرفق"})
    assert "المصدر مرفق" in secretary.get(f"{here}").content.decode()


def test_a_reader_says_it_on_the_page(published, client_of, medina_officer, client):
    address = f"/ar/library/practice/{published.translation_key}/voice/"
    assert client.post(address, {"useful": "yes"}).status_code == 302
    assert not Voice.objects.exists()
    reader = client_of(medina_officer)
    reader.post(address, {"useful": "yes", "missing": "الكلفة"})
    page = reader.get(published.get_url()).content.decode()
    assert "الكلفة" in page
    assert "قلتَ: مفيدة لمدينتي" in page
