"""Who is told of what, once, and never of their own act."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.access.rules import SYSTEM
from core.cities.actions import give_role
from core.journal.drain import drain_all
from core.notifications.actions import choose, mark_read, notify, unsubscribe
from core.notifications.kinds import kinds, lines
from core.notifications.letters import message, read_token, send_due, token
from core.notifications.models import Choice, Habits, Letter, Note, Pace
from core.notifications.timing import due_at, is_quiet
from knowledge.library.actions import (
    approve_for_city,
    confirm_contact,
    return_to_author,
    start_reuse,
    submit_practice,
)
from tests.cast import person
from tests.factories.library import advised, review_of


@pytest.fixture(autouse=True)
def _never_at_rest(db):
    """Nobody in these tests sleeps, whatever the clock says."""
    field = Habits._meta.get_field("quiet_from")
    until = Habits._meta.get_field("quiet_until")
    before = field.default, until.default
    field.default = until.default = time(0)
    yield
    field.default, until.default = before


def told(user):
    return [
        (note.kind, note.entry.kind) for note in Note.objects.filter(person=user).order_by("pk")
    ]


def sentences(user):
    notes = list(Note.objects.filter(person=user).select_related("entry").order_by("pk"))
    found = lines(notes, user, user.language)
    return [found[note.pk].sentence for note in notes if note.pk in found]


def test_each_step_of_a_check_tells_whom_it_concerns(
    draft, amman_officer, amman_focal_point, reviewer, secretariat, tunis_officer
):
    submit_practice(actor=amman_officer, practice=draft)
    drain_all()
    assert told(amman_focal_point) == [("text_waits", "PracticeSubmitted")]
    approve_for_city(actor=amman_focal_point, review=review_of(draft))
    advised(review=review_of(draft), reviewer=reviewer, secretariat=secretariat)
    drain_all()
    assert told(amman_officer) == [("text_answered", "PracticeApprovedByCity")]
    assert told(reviewer) == [("review_asked", "ReviewerAssigned")]
    assert told(secretariat) == [
        ("review_moves", "PracticeApprovedByCity"),
        ("review_moves", "AdviceGiven"),
    ]
    assert told(tunis_officer) == []
    assert sentences(reviewer) == ["يُطلب منك قراءة نص بصفتك مراجعًا"]
    assert not Note.objects.filter(kind__in=("text_waits", "review_asked"), read_at=None).exists()


def test_what_was_done_is_not_asked_for_any_more(
    submitted, amman, amman_officer, amman_focal_point
):
    second = person("second-focal", city=amman, role="focal_point")
    drain_all()
    assert Note.objects.filter(kind="text_waits", read_at=None).count() == 2
    approve_for_city(actor=second, review=review_of(submitted))
    drain_all()
    assert not Note.objects.filter(kind="text_waits", read_at=None).exists()
    Note.objects.filter(person=amman_officer).delete()
    assert send_due() == 0


def test_nobody_is_told_of_their_own_act(branch, amman, amman_focal_point):
    from tests.factories.library import drafted

    own = drafted(actor=amman_focal_point, branch=branch(amman))
    submit_practice(actor=amman_focal_point, practice=own)
    drain_all()
    assert not Note.objects.exists()


def test_a_fact_that_is_delivered_twice_tells_once(submitted, amman_focal_point):
    from core.journal.models import Delivery

    drain_all()
    Delivery.objects.update(done_at=None, next_at=timezone.now())
    drain_all()
    assert Note.objects.filter(person=amman_focal_point).count() == 1
    entry = Note.objects.get().entry
    assert notify("review_moves", to=[amman_focal_point], about=entry) == 0


def test_a_reuse_tells_the_other_city(published, medina, medina_focal_point, amman_focal_point):
    drain_all()
    Note.objects.all().delete()
    reuse = start_reuse(actor=medina_focal_point, practice=published, city=medina)
    drain_all()
    assert told(amman_focal_point) == [("reuse_moves", "ReuseStarted")]
    assert "المدينة المنورة" in sentences(amman_focal_point)[0]
    confirm_contact(actor=amman_focal_point, reuse=reuse)
    drain_all()
    assert told(medina_focal_point) == [("reuse_moves", "ReuseContactConfirmed")]


def test_a_note_is_not_told_to_whoever_may_no_longer_see_it(submitted, amman_focal_point):
    drain_all()
    amman_focal_point.memberships.update(is_active=False)
    amman_focal_point.__dict__.pop("_roles", None)
    assert sentences(amman_focal_point) == []
    assert send_due() == 0
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_a_letter_says_it_in_the_readers_language_and_direction(submitted, amman_focal_point):
    drain_all()
    assert send_due() == 1
    [letter] = mail.outbox
    assert letter.to == [amman_focal_point.email]
    assert "بانتظار" in letter.subject
    assert submitted.title in letter.body
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert '<html lang="ar" dir="rtl">' in html
    assert "/ar/library/review/" in html
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert send_due() == 0


def test_a_digest_groups_by_what_it_is_about(branch, amman, amman_officer, amman_focal_point):
    from tests.factories.library import drafted

    for number in range(3):
        page = drafted(actor=amman_officer, branch=branch(amman), title=f"ممارسة {number}")
        for _round in range(2):
            submit_practice(actor=amman_officer, practice=page)
            return_to_author(actor=amman_focal_point, review=review_of(page), reason="أكمل")
    drain_all()
    assert send_due() == 1
    [letter] = mail.outbox
    assert letter.to == [amman_officer.email]
    for number in range(3):
        assert letter.body.count(f"ممارسة {number}\n") == 1
    assert letter.body.count("- ") == 6
    assert "6" in letter.subject


def test_what_was_read_on_the_site_is_not_mailed(submitted, amman_focal_point):
    drain_all()
    mark_read(actor=amman_focal_point)
    assert send_due() == 0
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("pace", "hour", "expected"),
    [
        (Pace.AT_ONCE, 12, "2026-03-01 12:30"),
        (Pace.AT_ONCE, 22, "2026-03-02 07:00"),
        (Pace.AT_ONCE, 3, "2026-03-01 07:00"),
        (Pace.DAILY, 7, "2026-03-01 08:00"),
        (Pace.DAILY, 12, "2026-03-02 08:00"),
        (Pace.OFF, 12, None),
    ],
)
def test_when_a_note_is_due(pace, hour, expected):
    habits = Habits(zone="Africa/Tunis", quiet_from=time(21), quiet_until=time(7), daily_at=time(8))
    now = datetime(2026, 3, 1, hour - 1, 30, tzinfo=UTC)
    found = due_at(pace, habits, now=now)
    assert (found and found.strftime("%Y-%m-%d %H:%M")) == expected


def test_hours_of_rest_may_cross_midnight_or_not_be_there():
    night = Habits(quiet_from=time(22), quiet_until=time(6))
    assert is_quiet(time(23), night)
    assert is_quiet(time(5), night)
    assert not is_quiet(time(12), night)
    assert not is_quiet(time(12), Habits(quiet_from=time(9), quiet_until=time(9)))


def test_a_choice_holds_for_what_already_waits(submitted, amman_focal_point):
    drain_all()
    hours = {"zone": "Asia/Amman", "daily_at": time(8)}
    choose(actor=amman_focal_point, paces={"text_waits": "off"}, habits=hours)
    assert send_due() == 0
    assert Note.objects.get().due_at is None
    assert Choice.objects.get(kind="text_waits").pace == Pace.OFF


def test_one_click_ends_mail_of_a_kind_without_signing_in(submitted, amman_focal_point, client):
    drain_all()
    letter = Letter.objects.create(person=amman_focal_point, lease_until=timezone.now())
    Note.objects.update(letter=letter)
    header = message(letter).extra_headers["List-Unsubscribe"]
    address = header.strip("<>").removeprefix("http://localhost:8000")
    assert client.get(address).status_code == 200
    assert not Choice.objects.exists()
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Choice.objects.get().pace == Pace.OFF
    assert client.post(f"{address[:-2]}x/").status_code == 404


def test_a_link_ends_all_mail_too(amman_focal_point, submitted):
    drain_all()
    pk, code = read_token(token(amman_focal_point, "all"))
    assert (pk, code) == (amman_focal_point.pk, "all")
    unsubscribe(person=amman_focal_point, code="all")
    assert Choice.objects.filter(pace=Pace.OFF).count() == len(kinds())
    assert send_due() == 0


def test_a_server_that_refuses_is_tried_again_and_then_left_to_the_operator(
    submitted, amman_focal_point, monkeypatch
):
    from django.core.mail import EmailMultiAlternatives

    from core.notifications import letters as module

    def refuse(self, **kwargs):
        raise ConnectionRefusedError("no server")

    drain_all()
    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", refuse)
        assert send_due() == 0
        letter = Letter.objects.get()
        assert letter.attempts == 1
        assert "no server" in letter.error
        for _try in range(5):
            Letter.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
            assert send_due() == 0
        assert Letter.objects.get().failed_at is not None
        assert send_due() == 0
    from core.notifications.actions import retry_failed

    assert retry_failed() == 1
    assert module.send_due() == 1
    assert len(mail.outbox) == 1


def test_the_list_shows_what_is_new_and_opens_it(submitted, client_of, amman_focal_point):
    drain_all()
    client = client_of(amman_focal_point)
    page = client.get("/ar/news/").content.decode()
    assert submitted.title in page
    assert 'class="bell-count">1<' in page
    note = Note.objects.get()
    answer = client.get(f"/ar/news/{note.pk}/")
    assert "/library/review/" in answer["Location"]
    assert 'class="bell-count"' not in client.get("/ar/news/").content.decode()


def test_nobody_opens_the_note_of_somebody_else(
    submitted, client_of, amman_focal_point, tunis_officer
):
    drain_all()
    client = client_of(tunis_officer)
    assert client.get(f"/ar/news/{Note.objects.get().pk}/").status_code == 404


def test_the_list_needs_few_queries_at_any_size(
    branch, amman, amman_officer, amman_focal_point, client_of, django_assert_max_num_queries
):
    from tests.factories.library import drafted

    for number in range(12):
        page = drafted(actor=amman_officer, branch=branch(amman), title=f"ممارسة {number}")
        submit_practice(actor=amman_officer, practice=page)
    drain_all()
    client = client_of(amman_focal_point)
    with django_assert_max_num_queries(15):
        assert client.get("/ar/news/").content.decode().count("ممارسة ") >= 12


def test_choices_are_kept_and_wrong_ones_refused(client_of, amman_officer):
    client = client_of(amman_officer)
    sent = {f"pace-{one.code}": "daily" for one in kinds()}
    sent |= {"zone": "Africa/Tunis", "quiet_from": "22:00", "quiet_until": "06:30"}
    sent["daily_at"] = "09:15"
    assert client.post("/ar/news/choices/", sent).status_code == 302
    habits = Habits.objects.get(person=amman_officer)
    assert (habits.zone, habits.quiet_until) == ("Africa/Tunis", time(6, 30))
    assert set(Choice.objects.values_list("pace", flat=True)) == {Pace.DAILY}
    assert client.post("/ar/news/choices/", {**sent, "zone": "Mars"}).status_code == 422
    page = client.get("/fr/news/choices/").content.decode()
    assert "Tunis" in page


def test_a_person_of_two_roles_is_told_once(
    draft, amman, amman_officer, secretariat, amman_focal_point
):
    both = person("both", city=amman, role="focal_point", office="secretariat")
    give_role(actor=SYSTEM, user=both, city=amman, role="focal_point")
    submit_practice(actor=amman_officer, practice=draft)
    approve_for_city(actor=amman_focal_point, review=review_of(draft))
    drain_all()
    entries = Note.objects.filter(person=both).values_list("entry", flat=True)
    assert len(entries) == len(set(entries))
