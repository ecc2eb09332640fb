"""A request from the first sentence to what became of it, by actions and on the pages."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.access.checking import Stale
from core.access.lifecycle import WrongState
from core.access.rules import Refused
from core.journal.models import Entry
from projects.concepts.actions import begin_concept
from projects.support import actions
from projects.support.models import AdviceState, PeerRequest, PeerState, RequestState
from tests.factories.projects import refetched
from tests.factories.support import ASK, TERMS, moved


def here(request, rest="", language="ar"):
    return f"/{language}/support/{request.public_id}/{rest}"


def test_a_talk_goes_the_whole_way(
    held, amman, medina, amman_focal_point, medina_focal_point, medina_officer, project
):
    advice = [
        actions.add_advice(
            actor=medina_officer,
            request=held,
            city=medina,
            values={"text": text, "why": "جرّبناه", "effort": "small"},
        )
        for text in ("ابدأوا بحي واحد", "أشركوا المتقاعدين", "لا تستأجروا مبنى")
    ]
    with pytest.raises(Refused):
        actions.decide_advice(actor=amman_focal_point, advice=advice[0], move="advice.accept")
    moved(medina_officer, held, "advise")
    with pytest.raises(Refused, match="recommendation|توصية"):
        moved(amman_focal_point, held, "plan")
    day = timezone.localdate() + timedelta(days=60)
    actions.decide_advice(
        actor=amman_focal_point, advice=advice[0], move="advice.accept", due_on=day
    )
    with pytest.raises(ValidationError):
        actions.decide_advice(actor=amman_focal_point, advice=advice[1], move="advice.adapt")
    actions.decide_advice(
        actor=amman_focal_point, advice=advice[1], move="advice.adapt", words="مع طلبة الجامعة"
    )
    actions.decide_advice(
        actor=amman_focal_point, advice=advice[2], move="advice.leave", words="عندنا مبنى"
    )
    moved(amman_focal_point, held, "plan")
    one = actions.make_task(actor=amman_focal_point, advice=advice[0], project=project)
    again = actions.make_task(actor=amman_focal_point, advice=advice[0], project=project)
    assert one.task_id == again.task_id
    assert one.task.title == "ابدأوا بحي واحد"
    assert one.task.due_on == day
    with pytest.raises(Refused):
        actions.make_task(actor=amman_focal_point, advice=advice[2], project=project)
    actions.give_feedback(actor=amman_focal_point, request=held, city=amman, text="شكرًا لكم")
    actions.give_feedback(actor=medina_focal_point, request=held, city=medina, text="تعلمنا أيضًا")
    actions.summarise(actor=amman_focal_point, request=held, summary="بيت واحد أولًا.")
    done = moved(amman_focal_point, held, "follow_up", "close")
    assert done.state == RequestState.CLOSED
    kinds = set(Entry.objects.filter(stream__name=done.stream).values_list("kind", flat=True))
    assert {"RequestBegun", "RequestMoved", "PeerMoved", "RecommendationGiven",
            "RecommendationDecided", "FeedbackGiven", "RequestPrepared"} <= kinds  # fmt: skip


def test_a_question_goes_the_light_way(question, amman_focal_point, medina, medina_officer):
    assert question.state == RequestState.MATCHING
    with pytest.raises(Refused):
        moved(amman_focal_point, question, "thank")
    actions.answer_question(
        actor=medina_officer, request=question, city=medina, text="نحو عشرين ألفًا"
    )
    assert moved(amman_focal_point, question, "thank").state == RequestState.CLOSED
    with pytest.raises(Refused):
        actions.answer_question(actor=medina_officer, request=question, city=medina, text="x")


def test_formats_go_their_own_way(asked, amman, amman_focal_point):
    with pytest.raises(Refused):
        moved(amman_focal_point, asked, "ask")
    bare = actions.begin_request(actor=amman_focal_point, city=amman, values={"title": "سؤال"})
    with pytest.raises(Refused):
        moved(amman_focal_point, bare, "submit")
    with pytest.raises(Refused):  # it has no topic yet
        moved(amman_focal_point, bare, "ask")


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"questions": ["1", "2", "3", "4"]},
        {"questions": ["x" * 301]},
        {"format": "party"},
        {"openness": "nobody"},
        {"earliest_on": "2027-05-02", "latest_on": "2027-05-01"},
        {"latest_on": "2020-01-01"},
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(asked, amman_focal_point, values):
    from datetime import date

    values = {k: date.fromisoformat(v) if k.endswith("_on") else v for k, v in values.items()}
    with pytest.raises(ValidationError):
        actions.write_request(actor=amman_focal_point, request=asked, values=values)
    assert refetched(asked).title == ASK["title"]


def test_two_writers_of_a_draft_do_not_overwrite_each_other(asked, amman_focal_point):
    actions.write_request(
        actor=amman_focal_point, request=asked, values={"tried": "أ"}, revision=asked.revision
    )
    with pytest.raises(Stale):
        actions.write_request(
            actor=amman_focal_point, request=asked, values={"tried": "ب"}, revision=asked.revision
        )


def test_days_overlap_nowhere_and_lie_ahead(helped, amman_focal_point):
    starts = timezone.now() + timedelta(days=3)
    actions.add_session(
        actor=amman_focal_point, request=helped, values={"starts_at": starts, "minutes": 60}
    )
    for bad in (starts + timedelta(minutes=30), starts - timedelta(minutes=90),
                timezone.now() - timedelta(hours=1)):  # fmt: skip
        with pytest.raises(ValidationError):
            actions.add_session(actor=amman_focal_point, request=helped, values={"starts_at": bad})
    actions.add_session(
        actor=amman_focal_point,
        request=helped,
        values={"starts_at": starts + timedelta(minutes=60), "minutes": 15},
    )
    assert helped.sessions.count() == 2


def test_no_day_is_agreed_without_terms(helped, amman_focal_point):
    with pytest.raises(Refused):
        moved(amman_focal_point, helped, "schedule")
    actions.prepare(actor=amman_focal_point, request=helped, values=TERMS)
    with pytest.raises(Refused):
        moved(amman_focal_point, helped, "schedule")


def test_when_the_last_helper_goes_the_request_looks_again(
    helped, peer, medina_focal_point, tunis, amman_focal_point
):
    peer = refetched(peer)
    actions.move_peer(actor=medina_focal_point, peer=peer, move="peer.decline", words="تعذّر")
    assert refetched(helped).state == RequestState.MATCHING
    assert refetched(peer).state == PeerState.DECLINED


def test_a_review_needs_two_cities(
    amman, amman_focal_point, secretariat, medina, medina_focal_point
):
    made = actions.begin_request(
        actor=amman_focal_point, city=amman, values={**ASK, "format": "review"}
    )
    moved(amman_focal_point, made, "submit")
    made = moved(secretariat, made, "scope", "look")
    peer = actions.invite(actor=amman_focal_point, request=made, city=medina)
    actions.move_peer(actor=medina_focal_point, peer=peer, move="peer.accept")
    with pytest.raises(Refused):
        moved(amman_focal_point, made, "match")


def test_a_city_is_asked_once_and_never_itself(open_request, amman, medina, amman_focal_point):
    first = actions.invite(actor=amman_focal_point, request=open_request, city=medina)
    assert actions.invite(actor=amman_focal_point, request=open_request, city=medina) == first
    with pytest.raises(ValidationError):
        actions.invite(actor=amman_focal_point, request=open_request, city=amman)
    actions.move_peer(actor=amman_focal_point, peer=first, move="peer.take_back")
    again = actions.invite(actor=amman_focal_point, request=open_request, city=medina)
    assert again.state == PeerState.INVITED


def test_the_secretariat_declines_with_words_and_the_city_takes_it_up_again(
    asked, amman_focal_point, secretariat
):
    moved(amman_focal_point, asked, "submit")
    with pytest.raises(ValidationError):
        moved(secretariat, asked, "decline")
    actions.move_request(
        actor=secretariat, request=asked, move="request.decline", words="سؤال يجيب عنه الدليل"
    )
    assert moved(amman_focal_point, asked, "resume").state == RequestState.DRAFT
    with pytest.raises(WrongState):
        moved(amman_focal_point, asked, "close")


def test_a_concept_note_begins_from_a_request(
    client_of, open_request, amman, amman_focal_point, tunis, tunis_officer
):
    client = client_of(amman_focal_point)
    page = client.get(here(open_request)).content.decode()
    address = f"/ar/projects/concepts/new/?request={open_request.public_id}"
    assert address in page
    assert open_request.title in client.get(address).content.decode()
    note = begin_concept(
        actor=amman_focal_point, city=amman, values={}, request=open_request.public_id
    )
    assert note.title == open_request.title
    assert note.issue == open_request.challenge
    assert [term.code for term in note.themes.all()] == ["INC"]
    assert here(open_request) in client.get(note.get_absolute_url()).content.decode()
    PeerRequest.objects.update(openness="chosen")
    with pytest.raises(ValidationError):
        begin_concept(
            actor=tunis_officer, city=tunis, values={"title": "x"}, request=open_request.public_id
        )


def test_the_pages_lead_through(
    client_of, amman, amman_focal_point, medina, medina_focal_point, secretariat
):
    host, helper, desk = map(client_of, (amman_focal_point, medina_focal_point, secretariat))
    assert "لم تسأل" in host.get("/ar/support/?show=mine").content.decode()
    made = host.post(
        "/ar/support/new/",
        {
            "title": ASK["title"],
            "theme": "INC",
            "language": "ar",
            "format": "talk",
            "city": amman.pk,
        },
    )
    assert made.status_code == 302, made.content.decode()[-2000:]
    request = PeerRequest.objects.get()
    form = {
        **{k: ASK[k] for k in ("title", "language", "format", "challenge", "use", "themes")},
        "question-0": "من يديره؟",
        "openness": "network",
        "revision": request.revision,
    }
    assert host.post(here(request, "edit/"), {**form, "latest_on": "1999-01-01"}).status_code == 422
    assert host.post(here(request, "edit/"), form).status_code == 302
    for client, verb in ((host, "submit"), (desk, "scope"), (desk, "look")):
        assert client.post(here(request, "act/"), {"verb": f"request.{verb}"}).status_code == 302
    assert refetched(request).state == RequestState.MATCHING
    page = host.get(here(request)).content.decode()
    assert 'value="medina"' in page
    assert host.post(here(request, "cities/"), {"verb": "ask", "city": "medina"}).status_code == 302
    assert ASK["title"] in helper.get("/ar/support/?show=asked").content.decode()
    answer = {"verb": "peer.accept", "city": "medina", "words": "نعم"}
    assert helper.post(here(request, "cities/"), answer).status_code == 302
    assert host.post(here(request, "act/"), {"verb": "request.match"}).status_code == 302
    assert host.post(here(request, "prepare/"), TERMS).status_code == 302
    past = {"verb": "add", "day": "2020-01-01", "clock": "10:00", "minutes": 60, "place": "هنا"}
    refused = host.post(here(request, "sessions/"), past)
    assert refused.status_code == 422
    assert "هنا" in refused.content.decode()
    day = str(timezone.localdate() + timedelta(days=9))
    assert host.post(here(request, "sessions/"), {**past, "day": day}).status_code == 302
    for language in ("ar", "en", "fr"):
        for client in (host, helper, desk):
            assert client.get(here(request, language=language)).status_code == 200
    assert host.post(here(request, "act/"), {"verb": "request.schedule"}).status_code == 302
    request.sessions.update(starts_at=timezone.now() - timedelta(hours=3))
    host.post(here(request, "act/"), {"verb": "request.hold"})
    recommended = {"verb": "add", "text": "ابدأوا صغارًا", "effort": "small", "city": medina.pk}
    assert helper.post(here(request, "advice/"), {**recommended, "text": ""}).status_code == 422
    assert helper.post(here(request, "advice/"), recommended).status_code == 302
    helper.post(here(request, "act/"), {"verb": "request.advise"})
    one = request.advice.get()
    decide = {"verb": "advice.accept", "advice": one.public_id, "words": "", "due_on": ""}
    assert host.post(here(request, "advice/"), decide).status_code == 302
    assert refetched(one).state == AdviceState.ACCEPTED
    host.post(here(request, "act/"), {"verb": "request.plan"})
    host.post(here(request, "words/"), {"verb": "feedback", "city": "amman", "text": "شكرًا"})
    host.post(here(request, "words/"), {"verb": "summary", "text": "خلاصة"})
    page = helper.get(here(request)).content.decode()
    assert "شكرًا" in page
    assert "خلاصة" in page


def test_a_city_that_was_not_asked_can_help_all_the_same(
    client_of, open_request, tunis, amman, amman_focal_point, medina, medina_focal_point,
    medina_officer, secretariat,
):  # fmt: skip
    moved(secretariat, open_request, "find_none")
    client = client_of(medina_focal_point)
    assert 'value="volunteer"' in client.get(here(open_request)).content.decode()
    ask = {"verb": "volunteer", "city": "medina", "words": "نستطيع"}
    assert client_of(medina_officer).post(here(open_request, "cities/"), ask).status_code == 403
    assert client.post(here(open_request, "cities/"), ask).status_code == 302
    peer = open_request.peers.get()
    assert (peer.city, peer.state, peer.words) == (medina, PeerState.ACCEPTED, "نستطيع")
    assert client.post(here(open_request, "cities/"), ask).status_code == 403
    with pytest.raises(Refused):
        actions.volunteer(actor=amman_focal_point, request=open_request, city=amman)
    with pytest.raises(Refused):
        actions.volunteer(actor=medina_focal_point, request=open_request, city=tunis)
    assert moved(amman_focal_point, open_request, "match").state == RequestState.MATCHED
