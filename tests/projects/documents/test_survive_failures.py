"""A database that fails, a log that grows, a text that is drawn again and again: nothing false is kept."""

import asyncio
import threading

from django.db import DatabaseError

from core.access.rules import SYSTEM
from core.journal.models import Entry
from projects.documents import actions, room, store
from projects.documents.models import DocumentUpdate
from projects.documents.rooms import rooms
from tests.projects.documents.test_store_and_fold import Hand
from tests.projects.documents.test_write_together import stored_text
from tests.projects.documents.writers import Writer


def test_what_waited_behind_a_failed_commit_is_not_stored_without_it(
    told, document, amman_officer, monkeypatch
):
    append, calls = store.append, []
    began, goes_on = threading.Event(), threading.Event()

    def fails_twice(batches):
        calls.append(batches)
        if len(calls) <= 2:
            began.set()
            goes_on.wait(5)
            raise DatabaseError("away")
        return append(batches)

    monkeypatch.setattr(store, "append", fails_twice)

    async def story():
        one = await Writer(amman_officer, document).open()
        first = one.put("أول ")
        await one.submit(first)
        await asyncio.to_thread(began.wait, 5)
        second = one.put("ثان")
        await one.submit(second)
        waiting = next(iter(rooms().rooms.values())).waiting
        async with asyncio.timeout(5):
            while not waiting:
                await asyncio.sleep(0.01)
        goes_on.set()
        await one.stored()
        again = await Writer(amman_officer, document, doc=one.doc).open()
        await again.submit(bytes(one.doc.get_update()))
        await again.stored()
        await again.disconnect()
        return one.code, one.acknowledged

    assert told(story) == (4500, 0)
    assert stored_text(document) == "أول ثان"
    assert DocumentUpdate.objects.count() == 1
    assert len(calls) == 3


def test_a_small_text_is_never_too_large_however_much_was_typed(
    told, document, amman_officer, monkeypatch
):
    monkeypatch.setattr(room, "LARGEST_DOCUMENT", 2000)

    async def story():
        one = await Writer(amman_officer, document).open()
        await one.write("بداية")
        for _time in range(60):
            await one.submit(one.edit(lambda body: body.children[0].children[0].insert(0, "x")))
            await one.submit(
                one.edit(lambda body: body.children[0].children[0].__delitem__(slice(0, 1)))
            )
            await one.quiet(0.02)
        await one.stored()
        refused = list(one.refusals)
        await one.submit(one.put("س" * 3000, block=1))
        await one.quiet()
        await one.disconnect()
        return refused, [code for _n, code, _key in one.refusals]

    assert told(story) == ([], [4413])


def test_what_is_done_by_itself_is_nobodys_news(client_of, document, project, amman_officer):
    before = Entry.objects.filter(stream__name=project.stream).count()
    hand = Hand(document, amman_officer)
    for number in range(3):
        hand.stores(f"سطر {number}")
        actions.draw_document(document.pk)
        actions.keep_version(actor=SYSTEM, document=document, kind="session")
    assert Entry.objects.filter(stream__name=project.stream).count() == before
    assert Entry.objects.filter(kind="TextDrawn").count() == 3
