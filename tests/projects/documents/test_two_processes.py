"""Two processes with one document: messages between them are lost, doubled and come in any order, and still
both hold the same text, which is the one in the database."""

import asyncio
import random

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from projects.documents import compacting, neighbours, render, store, wire
from projects.documents.models import Level
from projects.documents.presence import Who
from projects.documents.room import Member
from projects.documents.rooms import Rooms


class Layer:
    """A socket layer in memory that loses, repeats and delays what it is given."""

    def __init__(self, lost, seed):
        self.queues, self.groups, self.lost = {}, {}, lost
        self.chance = random.Random(seed)

    async def new_channel(self, prefix):
        name = f"{prefix}{len(self.queues)}"
        self.queues[name] = asyncio.Queue()
        return name

    async def group_add(self, group, channel):
        self.groups.setdefault(group, set()).add(channel)

    async def group_discard(self, group, channel):
        self.groups.get(group, set()).discard(channel)

    async def group_send(self, group, message):
        for channel in self.groups.get(group, ()):
            for _copy in range(self.chance.choice([1, 1, 2])):
                if self.chance.random() >= self.lost:
                    delay = self.chance.random() * 0.05
                    asyncio.get_running_loop().call_later(
                        delay, self.queues[channel].put_nowait, message
                    )

    async def receive(self, channel):
        return await self.queues[channel].get()


class Browser:
    """One member of a room, with a copy of the text of its own."""

    def __init__(self, person, city):
        self.doc, self.acknowledged, self.sent = Doc(), 0, 0
        who = Who(person.pk, str(person), city.slug, "")
        self.member = Member(who, city.pk, self.hear, self.closed, level=Level.WRITE)

    async def hear(self, frame):
        reader = wire.Reader(frame)
        kind = reader.number()
        if kind == wire.SYNC and reader.number() != wire.STEP_1:
            self.doc.apply_update(reader.bytes())
        elif kind == wire.ACK:
            self.acknowledged = reader.number()
        elif kind == wire.RESYNC:
            await self.submit(bytes(self.doc.get_update(reader.bytes())))

    async def closed(self, code):
        raise AssertionError(f"closed with {code}")

    async def enter(self, rooms, document):
        self.rooms = rooms
        self.room = await rooms.enter(document.pk, "", self.member)
        self.doc.apply_update(await rooms.lacking(self.room, b"\x00"))
        self.body = self.doc.get("body", type=XmlFragment)

    async def submit(self, payload):
        self.sent += 1
        await self.rooms.submit(self.room, self.member, self.sent, payload)

    async def types(self, words):
        known = self.doc.get_state()
        paragraph = XmlElement("paragraph", {"dir": "auto"})
        self.body.children.append(paragraph)
        paragraph.children.append(XmlText(words))
        await self.submit(bytes(self.doc.get_update(known)))

    @property
    def text(self):
        return render.text_of(render.tree_of(self.doc))


@pytest.mark.parametrize("lost", [0.1, 0.5, 1.0])
def test_both_hold_what_the_database_holds(
    told, monkeypatch, document, amman, medina, amman_officer, medina_officer, lost
):
    monkeypatch.setattr(neighbours, "LOOK_EVERY", 0.2)

    async def story():
        layer = Layer(lost, seed=7)
        processes = []
        for _each in range(2):
            rooms = Rooms()
            rooms.layer = layer
            processes.append(rooms)
        one, two = Browser(amman_officer, amman), Browser(medina_officer, medina)
        await one.enter(processes[0], document)
        await two.enter(processes[1], document)
        for number in range(15):
            await one.types(f"عمّان {number}")
            await two.types(f"المدينة {number}")
            await asyncio.sleep(0.01)
        async with asyncio.timeout(5):
            while not (
                one.acknowledged == one.sent
                and two.acknowledged == two.sent
                and one.text == two.text
                and one.room.seq == two.room.seq == 31
            ):
                await asyncio.sleep(0.05)
        for rooms in processes:
            await rooms.stop()
        return one.text, two.text

    one, two = told(story)
    kept = render.text_of(render.tree_of_update(compacting.whole(store.load(document.pk).payloads)))
    assert one == two == kept
    assert kept.count("\n") == 29


def test_a_process_that_slept_through_two_folds_reads_anew(
    told, monkeypatch, document, amman, medina, amman_officer, medina_officer
):
    monkeypatch.setattr(neighbours, "LOOK_EVERY", 60)

    async def story():
        layer = Layer(1.0, seed=1)
        first, second = Rooms(), Rooms()
        first.layer = second.layer = layer
        one, two = Browser(amman_officer, amman), Browser(medina_officer, medina)
        await one.enter(first, document)
        await two.enter(second, document)
        for number in range(3):
            await one.types(f"سطر {number}")
            async with asyncio.timeout(3):
                while one.acknowledged < one.sent:
                    await asyncio.sleep(0.01)
            await first.read(compacting.compact, document.pk)
        await two.types("بعد النوم")
        async with asyncio.timeout(3):
            while two.acknowledged < two.sent:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        text = two.room.seq
        await first.stop()
        await second.stop()
        return text

    assert told(story) == 5
    kept = compacting.whole(store.load(document.pk).payloads)
    lines = render.text_of(render.tree_of_update(kept)).split("\n")
    assert sorted(lines) == ["بعد النوم", "سطر 0", "سطر 1", "سطر 2"]
