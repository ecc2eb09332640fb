"""The live line: join, hear in order, catch up, leave, be refused; floods and rubbish hurt nobody else."""

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import TestCase

from config.sockets import with_sockets
from core.cities.actions import end_membership
from core.live.consumers import (
    ANONYMOUS,
    FLOOD,
    LONGEST,
    MALFORMED,
    MOST_MESSAGES,
    MOST_TOPICS,
    REFUSED,
    TOO_LARGE,
)
from core.live.replay import MOST, missed
from projects.partnerships.actions import begin_project, describe_project, invite_city, move_partner
from tests.factories.projects import PLAN, partner
from tests.live.lines import Line, Socket


@sync_to_async
def done(act, /, **values):
    """Do it, and what follows its commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act(**values)


def told(story):
    """Run an asynchronous story within the test's own thread and database."""
    async_to_sync(story)()


def test_whoever_follows_hears_of_each_change_in_order(project, medina_officer, amman_officer):
    async def story():
        line = await Line(medina_officer).open()
        joined = await line.join(project.stream)
        start = joined["position"]
        for title in ("أول", "ثان"):
            await done(
                describe_project, actor=amman_officer, project=project, values={"title": title}
            )
        first, second = await line.receive_json_from(), await line.receive_json_from()
        assert first == {"topic": project.stream, "position": start + 1, "kind": "ProjectDescribed"}
        assert second["position"] == start + 2
        assert await line.receive_nothing()
        await line.disconnect()

    told(story)


@pytest.mark.parametrize("who", ["tunis_officer", "newcomer"])
def test_a_stranger_is_refused_and_hears_nothing(project, persona, who, amman_officer):
    person = persona(who)

    async def story():
        line = await Line(person).open()
        assert await line.join(project.stream) == {"refused": project.stream}
        await done(describe_project, actor=amman_officer, project=project, values={"title": "سر"})
        assert await line.receive_nothing()
        await line.disconnect()

    told(story)


@pytest.mark.parametrize("name", ["project:x", "city:1", "", "project:", "x" * 500, "practice:1"])
def test_what_is_no_topic_is_refused(project, medina_officer, name):
    async def story():
        line = await Line(medina_officer).open()
        assert await line.join(name) == {"refused": name}
        await line.disconnect()

    told(story)


def test_a_visitor_is_closed_with_a_code(db, visitor):
    async def story():
        line = Line(visitor)
        await line.connect()
        assert await line.closed_with() == ANONYMOUS

    told(story)


def test_coming_back_replays_what_was_missed(project, medina_officer, amman_officer):
    async def story():
        line = await Line(medina_officer).open()
        position = (await line.join(project.stream))["position"]
        await line.disconnect()
        for title in ("أول", "ثان"):
            await done(
                describe_project, actor=amman_officer, project=project, values={"title": title}
            )
        again = await Line(medina_officer).open()
        assert (await again.join(project.stream, position=position))["position"] == position + 2
        assert await again.kinds(2) == ["ProjectDescribed", "ProjectDescribed"]
        assert await again.receive_nothing()
        await again.disconnect()

    told(story)


def test_who_missed_too_much_or_knows_the_future_reads_anew(project, medina_officer):
    from core.journal.models import Stream

    Stream.objects.filter(name=project.stream).update(position=500)
    assert missed(project.stream, since=500 - MOST - 1).is_too_much
    assert missed(project.stream, since=501).is_too_much
    assert not missed(project.stream, since=500).is_too_much

    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream, position=1)
        assert "refetch" in await line.receive_json_from()
        await line.disconnect()

    told(story)


def test_a_message_that_was_lost_is_read_from_the_journal(project, medina_officer, amman_officer):
    """The first change is never told; the second arrives with the first before it."""

    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream)
        await sync_to_async(describe_project)(
            actor=amman_officer, project=project, values={"title": "ضاعت"}
        )
        await done(describe_project, actor=amman_officer, project=project, values={"title": "وصلت"})
        assert await line.kinds(2) == ["ProjectDescribed", "ProjectDescribed"]
        await line.disconnect()

    told(story)


def test_what_another_process_wrote_is_found_by_looking(
    project, medina_officer, amman_officer, settings
):
    settings.LIVE_LOOK_EVERY = 0.05

    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream)
        await sync_to_async(describe_project)(
            actor=amman_officer, project=project, values={"title": "من عملية أخرى"}
        )
        assert (await line.receive_json_from(patience=3))["kind"] == "ProjectDescribed"
        await line.disconnect()

    told(story)


def test_leaving_the_project_closes_the_line_at_once(
    project, medina, medina_focal_point, medina_officer, amman_officer
):
    async def story():
        gone, stays = await Line(medina_officer).open(), await Line(amman_officer).open()
        await gone.join(project.stream)
        await stays.join(project.stream)
        await done(
            move_partner, actor=medina_focal_point, partner=await sync_to_async(partner)(project, medina),
            move="partner.leave",
        )  # fmt: skip
        assert await gone.closed_with() == REFUSED
        kinds = []
        while not await stays.receive_nothing(timeout=0.1):
            kinds.append((await stays.receive_json_from()).get("kind"))
        assert "PartnerMoved" in kinds
        await stays.disconnect()

    told(story)


def test_a_membership_that_ends_closes_the_line_at_once(
    project, medina, medina_officer, medina_focal_point
):
    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream)
        membership = await sync_to_async(medina_officer.memberships.get)(city=medina)
        await done(end_membership, actor=medina_focal_point, membership=membership)
        assert await line.closed_with() == REFUSED

    told(story)


def test_a_new_partner_may_join_as_soon_as_it_is_invited(
    project, tunis, tunis_officer, amman_officer
):
    async def story():
        line = await Line(tunis_officer).open()
        assert "refused" in await line.join(project.stream)
        await done(invite_city, actor=amman_officer, project=project, city=tunis)
        assert "joined" in await line.join(project.stream)
        await line.disconnect()

    told(story)


def test_people_see_who_is_here(project, medina_officer, amman_officer):
    async def story():
        one, other = await Line(amman_officer).open(), await Line(medina_officer).open()
        await one.join(project.stream)
        await other.join(project.stream)
        assert (await one.receive_json_from())["who"][0]["name"] == str(medina_officer)
        assert (await other.receive_json_from())["who"][0]["name"] == str(amman_officer)
        await one.disconnect()
        await other.disconnect()

    told(story)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("{", MALFORMED),
        ("[]", MALFORMED),
        ('{"join": 5}', MALFORMED),
        ('{"join": "project:x", "position": true}', MALFORMED),
        ('{"here": 1}', MALFORMED),
        ("[" * 1500, MALFORMED),
        ("x" * (LONGEST + 1), TOO_LARGE),
    ],
)
def test_rubbish_closes_one_line_and_hurts_nobody_else(
    project, medina_officer, amman_officer, sent, code
):
    async def story():
        bad, good = await Line(medina_officer).open(), await Line(amman_officer).open()
        await good.join(project.stream)
        await bad.send_to(text_data=sent)
        assert await bad.closed_with() == code
        await done(describe_project, actor=amman_officer, project=project, values={"title": "يصل"})
        assert await good.kinds(1) == ["ProjectDescribed"]
        await good.disconnect()

    told(story)


def test_bytes_are_not_spoken_here(project, medina_officer):
    async def story():
        line = await Line(medina_officer).open()
        await line.send_to(bytes_data=b"\x00\x01")
        assert await line.closed_with() == TOO_LARGE

    told(story)


def test_a_flood_closes_the_line(project, medina_officer):
    async def story():
        line = await Line(medina_officer).open()
        for _ in range(MOST_MESSAGES + 1):
            await line.send_json_to({"leave": "nothing"})
        assert await line.closed_with() == FLOOD

    told(story)


def test_nobody_follows_more_than_a_few_topics(amman, amman_focal_point):
    made = [
        begin_project(actor=amman_focal_point, lead_city=amman, values=PLAN)
        for _ in range(MOST_TOPICS + 1)
    ]

    async def story():
        line = await Line(amman_focal_point).open()
        for project in made[:MOST_TOPICS]:
            assert "joined" in await line.join(project.stream)
        assert "joined" in await line.join(made[0].stream)
        await line.send_json_to({"join": made[-1].stream})
        assert await line.closed_with() == FLOOD

    told(story)


def test_a_page_of_another_site_opens_no_socket(db, settings):
    settings.ALLOWED_HOSTS = ["jusoor.example"]

    async def story():
        for origin, may in ((b"https://jusoor.example", True), (b"https://evil.example", False)):
            headers = [(b"origin", origin), (b"host", b"jusoor.example")]
            line = Socket(with_sockets(None), headers=headers)
            connected = await line.connect()
            assert connected is may
            if may:
                assert await line.closed_with() == ANONYMOUS

    told(story)


def test_an_expired_login_closes_the_line(project, medina_officer):
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store.create()

    async def story():
        line = await Line(medina_officer, session=store).open()
        await line.join(project.stream)
        await sync_to_async(store.delete)()
        await line.send_json_to({"here": True})
        assert await line.closed_with() == ANONYMOUS

    told(story)


def test_a_person_who_is_switched_off_is_closed(project, medina_officer):
    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream)
        medina_officer.is_active = False
        await sync_to_async(medina_officer.save)()
        await line.send_json_to({"here": True})
        assert await line.closed_with() == ANONYMOUS

    told(story)
