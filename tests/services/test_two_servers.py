"""The production shape of documents: two web processes over PostgreSQL and Redis, people on both of them, and
one that is killed while they write."""

import asyncio
import contextlib
import os
import signal

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from projects.documents import render, wire
from tests.load.coauthoring.servers import Ours

pytestmark = pytest.mark.redis


class Person:
    """Somebody at one of the servers; writes into an own copy."""

    def __init__(self, site, process, number):
        self.site, self.process, self.number = site, process, number
        self.doc, self.sent, self.mine, self.acknowledged = Doc(), 0, {}, []

    async def open(self):
        port = self.site.ports[self.process]
        self.line = await connect(
            f"ws://127.0.0.1:{port}/ws/documents/{self.site.documents[0]}/",
            subprotocols=["jusoor.v1"],
            additional_headers={"Cookie": f"sessionid={self.site.sessions[self.number]}"},
            origin=f"http://127.0.0.1:{port}",
        )
        self.task = asyncio.create_task(self.hear())
        await self.send(wire.sync(wire.STEP_1, bytes(self.doc.get_state())))
        await asyncio.sleep(0.5)
        self.body = self.doc.get("body", type=XmlFragment)
        return self

    async def send(self, frame):
        await self.line.send(frame)

    async def hear(self):
        with contextlib.suppress(ConnectionClosed):
            await self._hear()

    async def _hear(self):
        async for frame in self.line:
            reader = wire.Reader(frame)
            kind = reader.number()
            if kind == wire.SYNC and reader.number() != wire.STEP_1:
                self.doc.apply_update(reader.bytes())
            elif kind == wire.ACK:
                upto = reader.number()
                self.acknowledged += [words for n, words in self.mine.items() if n <= upto]
                self.mine = {n: words for n, words in self.mine.items() if n > upto}
            elif kind == wire.RESYNC:
                await self.submit(bytes(self.doc.get_update(reader.bytes())))

    async def submit(self, payload):
        self.sent += 1
        await self.send(bytes((wire.SUBMIT,)) + wire.number(self.sent) + wire.sized(payload))

    async def write(self, words):
        known = self.doc.get_state()
        paragraph = XmlElement("paragraph", {"dir": "auto"})
        self.body.children.append(paragraph)
        paragraph.children.append(XmlText(words))
        self.mine[self.sent + 1] = words
        await self.submit(bytes(self.doc.get_update(known)))

    @property
    def text(self):
        return render.text_of(render.tree_of(self.doc))


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    found = Ours("two", folder, people=4, documents=3, fsync=False)
    yield found
    found.stop()


@pytest.fixture
def site(both):
    """Both servers, with a document that nobody has written in."""
    both.start()
    yield both
    both.kill()
    both.documents.pop(0)


def test_people_of_two_servers_write_one_text(site):
    async def story():
        everybody = [await Person(site, number % 2, number).open() for number in range(4)]
        for round_ in range(8):
            for number, person in enumerate(everybody):
                await person.write(f"{number}: سطر {round_}")
        async with asyncio.timeout(15):
            while len({person.text for person in everybody}) > 1 or any(p.mine for p in everybody):
                await asyncio.sleep(0.1)
        return everybody[0].text

    lines = asyncio.run(story()).split("\n")
    assert sorted(lines) == sorted(f"{n}: سطر {r}" for n in range(4) for r in range(8))


def test_nothing_that_was_acknowledged_is_lost_when_a_server_and_the_database_are_killed(site):
    async def story():
        one, two = await Person(site, 0, 0).open(), await Person(site, 1, 1).open()

        async def writes(person):
            for number in range(400):
                await person.write(f"{person.number}-{number}")
                await asyncio.sleep(0.05)

        tasks = [asyncio.create_task(writes(person)) for person in (one, two)]
        await asyncio.sleep(2)
        os.kill(site.processes[0].pid, signal.SIGKILL)
        await asyncio.sleep(1)
        site.postgres.kill()
        await asyncio.sleep(0.5)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return one.acknowledged + two.acknowledged

    acknowledged = asyncio.run(story())
    assert len(acknowledged) > 20
    site.kill()
    site.postgres.start()
    site.start()

    async def reads():
        return (await Person(site, 0, 2).open()).text

    there = set(asyncio.run(reads()).split("\n"))
    assert set(acknowledged) <= there


def test_the_database_is_away_for_a_while_and_nothing_is_lost(site):
    """People write on; the browser keeps what is not acknowledged and sends it again. Here: the copy of a person
    goes to the server anew, as the browser does it after the line ended."""

    async def story():
        one = await Person(site, 0, 0).open()
        await one.write("قبل")
        await asyncio.sleep(0.5)
        assert one.acknowledged == ["قبل"]
        site.postgres.kill()
        with contextlib.suppress(ConnectionClosed):
            for number in range(100):
                await one.write(f"أثناء {number}")
                await asyncio.sleep(0.05)
        kept = one.doc
        site.postgres.start()
        again = Person(site, 1, 0)
        again.doc = kept
        await asyncio.sleep(1)
        await again.open()
        await again.submit(bytes(kept.get_update()))
        async with asyncio.timeout(10):
            while not again.sent or "أثناء 0" not in (await Person(site, 0, 2).open()).text:
                await asyncio.sleep(0.3)
        return (await Person(site, 0, 3).open()).text

    text = asyncio.run(story())
    assert text.startswith("قبل\nأثناء 0")
