"""Rights at the socket: whoever may not is refused, and nothing of theirs is stored."""

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth.models import AnonymousUser

from config.sockets import with_sockets
from core.cities.actions import end_membership
from projects.documents import actions, presence, wire
from projects.documents.models import DocumentState, DocumentUpdate, Level
from projects.documents.rooms import rooms
from tests.factories.projects import in_state, refetched
from tests.live.lines import Socket
from tests.projects.documents.writers import Writer


def stored():
    return DocumentUpdate.objects.count()


@pytest.mark.parametrize(
    ("level", "mode"),
    [(Level.READ, "read"), (Level.COMMENT, "comment"), (Level.SUGGEST, "suggest")],
)
def test_whoever_only_reads_or_comments_stores_nothing(
    told, document, amman_officer, medina_officer, level, mode
):
    actions.share_document(actor=amman_officer, document=document, team_level=level)

    async def story():
        one = await Writer(medina_officer, document).open()
        assert one.hello["mode"] == mode
        await one.submit(one.put("لا"))
        await one.stored()
        return one.refusals, one.code

    refusals, code = told(story)
    assert (refusals[0][1], code) == (4403, 4403)
    assert stored() == 0


@pytest.mark.parametrize("who", ["tunis_officer", "newcomer", "reviewer"])
def test_a_stranger_learns_nothing_of_it(told, document, persona, who):
    person = persona(who)

    async def story():
        one = await Writer(person, document).open()
        return one.code, one.hello

    assert told(story) == (4404, None)


def test_nobody_writes_unsigned_or_in_an_unknown_document(told, document, amman_officer):
    async def story():
        one = await Writer(AnonymousUser(), document).open()
        unknown = refetched_with_other_id(document)
        two = await Writer(amman_officer, unknown).open()
        return one.code, two.code

    assert told(story) == (4401, 4404)


def refetched_with_other_id(document):
    import uuid

    document.public_id = uuid.uuid4()
    return document


def test_what_is_excluded_for_a_person_or_a_city_is_not_there(
    told, document, amman_officer, medina, medina_officer, medina_focal_point
):
    actions.share_document(actor=amman_officer, document=document, cities={medina: Level.NOTHING})
    actions.share_document(
        actor=amman_officer, document=document, people={medina_focal_point: Level.COMMENT}
    )

    async def story():
        one = await Writer(medina_officer, document).open()
        two = await Writer(medina_focal_point, document).open()
        mode = two.hello["mode"]
        await two.disconnect()
        return one.code, mode

    assert told(story) == (4404, "comment")


def test_whoever_leaves_the_city_while_typing_stores_nothing_more(
    told, document, amman_officer, amman_focal_point, medina_officer
):
    async def story():
        one = await Writer(amman_officer, document).open()
        two = await Writer(medina_officer, document).open()
        await one.write("قبل ")
        membership = await sync_to_async(amman_officer.memberships.get)()
        await sync_to_async(end_membership)(actor=amman_focal_point, membership=membership)
        await one.submit(one.put("بعد"))
        await one.stored()
        await two.quiet()
        await two.write("أخرى", block=1)
        await two.disconnect()
        return one.code, two.text

    code, text = told(story)
    assert code == 4403
    assert text == "قبل \nأخرى"
    assert stored() == 2


def test_a_text_that_is_put_up_while_somebody_types_stays_as_it_was(
    told, document, amman_officer, medina_officer
):
    async def story():
        one = await Writer(medina_officer, document).open()
        await one.write("متفق عليه")
        await sync_to_async(actions.move_document)(
            actor=amman_officer, document=document, move="document.offer"
        )
        await one.submit(one.put(" ثم زيادة"))
        await one.quiet(0.4)
        state = one.modes[-1]
        await one.disconnect()
        return state, one.refusals, one.acknowledged

    state, refusals, acknowledged = told(story)
    assert state == {"mode": "comment", "state": "offered"}
    assert [code for _n, code, _key in refusals] == [4422]
    assert acknowledged == 1
    assert stored() == 1


def test_who_may_write_again_is_told(told, document, amman_officer, medina_officer):
    actions.share_document(actor=amman_officer, document=document, team_level=Level.READ)

    async def story():
        one = await Writer(medina_officer, document).open()
        await sync_to_async(actions.share_document)(
            actor=amman_officer, document=document, team_level=Level.WRITE
        )
        room = next(iter(rooms().rooms.values()))
        await rooms().rights_changed(room)
        await one.quiet()
        await one.write("نعم")
        await one.disconnect()
        return one.modes[-1]["mode"]

    assert told(story) == "write"
    assert stored() == 1


def test_nobody_writes_as_somebody_else(told, document, amman_officer, medina_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        await one.write("كلام عمّان ")
        two = await Writer(medina_officer, document, doc=one.doc).open()
        await two.submit(two.put("باسم غيري"))
        await two.stored()
        three = await Writer(medina_officer, document).open()
        frame = presence.frame([(one.doc.client_id, 5, '{"cursor":{}}')])
        await three.send(frame)
        await three.quiet()
        await one.disconnect()
        return two.code, three.code

    assert told(story) == (4422, 4422)
    assert stored() == 1


@pytest.mark.parametrize("state", [DocumentState.AGREED, DocumentState.OFFERED])
def test_a_fixed_text_is_read_but_not_written(told, document, amman_officer, state):
    fixed = in_state(document, state)

    async def story():
        one = await Writer(amman_officer, fixed).open()
        mode = one.hello["mode"]
        await one.submit(one.put("لا"))
        await one.quiet()
        await one.disconnect()
        return mode, one.refusals[0][1]

    assert told(story) == ("comment", 4422)
    assert stored() == 0


def test_an_archived_text_is_closed(told, document, amman_officer):
    archived = in_state(document, DocumentState.ARCHIVED)

    async def story():
        return (await Writer(amman_officer, archived).open()).code

    assert told(story) == 4410
    assert refetched(document).head_seq == 1


def test_content_comes_by_submit_only(told, document, amman_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        await one.send(wire.sync(wire.UPDATE, one.put("من باب آخر")))
        await one.quiet()
        return one.code

    assert told(story) == 4400
    assert stored() == 0


def test_whoever_signs_out_is_let_go_when_rights_are_asked_again(told, document, amman_officer):
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.create()

    async def story():
        one = Writer(amman_officer, document, session=session)
        await one.open()
        await one.write("قبل")
        await sync_to_async(session.delete)()
        room = next(iter(rooms().rooms.values()))
        await rooms().rights_changed(room)
        await one.quiet()
        return one.code

    assert told(story) == 4403
    assert stored() == 1


def test_nobody_writes_in_a_project_that_has_just_ended(told, document, amman_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        await one.write("قبل")
        await sync_to_async(in_state)(document.project, "closed")
        await one.submit(one.put(" بعد"))
        await one.stored()
        two = await Writer(amman_officer, document).open()
        mode = two.hello["mode"]
        await two.disconnect()
        return one.code, mode

    assert told(story) == (4403, "read")
    assert stored() == 1


def test_an_edit_between_new_rights_and_asking_everybody_is_refused(
    told, document, amman_officer, medina_officer
):
    async def story():
        one = await Writer(medina_officer, document).open()
        await one.write("قبل")
        await sync_to_async(actions.share_document)(
            actor=amman_officer, document=document, team_level=Level.READ
        )
        room = next(iter(rooms().rooms.values()))
        async with room.lock:
            await rooms().committer_of(room).refill(room)
        await one.submit(one.put(" بعد"))
        await one.stored()
        return one.code

    assert told(story) == 4403
    assert stored() == 1


def test_a_page_of_another_site_opens_no_document(document, settings):
    settings.ALLOWED_HOSTS = ["jusoor.example"]

    async def story():
        socket = Socket(
            with_sockets(None),
            headers=[(b"origin", b"https://evil.example"), (b"host", b"jusoor.example")],
            path=f"/ws/documents/{document.public_id}/",
            subprotocols=["jusoor.v1"],
        )
        return await socket.connect()

    assert not async_to_sync(story)()
