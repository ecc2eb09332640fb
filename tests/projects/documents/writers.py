"""A person who writes in a document, as the browser does it: the protocol spoken by a real copy of the text."""

import asyncio
import json

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from projects.documents import render, wire
from projects.documents.consumers import PROTOCOL, document_socket
from tests.live.lines import Socket


class Writer(Socket):
    """Opens a document, edits its own copy, sends what is new and takes what comes."""

    def __init__(self, person, document, *, doc=None, **scope):
        super().__init__(
            document_socket,
            **scope,
            user=person,
            subprotocols=[PROTOCOL],
            url_route={"kwargs": {"public_id": document.public_id}},
        )
        self.doc = doc or Doc()
        self.body = self.doc.get("body", type=XmlFragment)
        self.sent, self.acknowledged, self.seq = 0, 0, 0
        self.hello, self.modes, self.refusals, self.carets = None, [], [], {}
        self.code = None

    async def open(self):
        assert await self.connect()
        while self.hello is None and self.code is None:
            await self.hear()
        if self.code is None:
            await self.send(wire.sync(wire.STEP_1, bytes(self.doc.get_state())))
            await self.quiet()
        return self

    async def send(self, frame):
        await self.send_to(bytes_data=frame)

    async def hear(self, patience=2):
        """Take one message."""
        message = await self.receive_output(timeout=patience)
        if message["type"] == "websocket.close":
            self.code = message["code"]
            return
        reader = wire.Reader(message["bytes"])
        kind = reader.number()
        match kind:
            case wire.SYNC if reader.number() == wire.STEP_1:
                self.lacks = reader.bytes()
            case wire.SYNC:
                self.doc.apply_update(reader.bytes())
            case wire.PRESENCE:
                inner = wire.Reader(reader.bytes())
                for _each in range(inner.number()):
                    client, _clock, state = inner.number(), inner.number(), inner.text()
                    self.carets[client] = json.loads(state)
            case wire.ACK:
                self.acknowledged, self.seq = reader.number(), reader.number()
            case wire.REFUSED:
                self.refusals.append((reader.number(), reader.number(), reader.text()))
            case wire.HELLO:
                self.hello = json.loads(reader.text())
            case wire.MODE:
                self.modes.append(json.loads(reader.text()))
            case wire.RESYNC:
                known = reader.bytes()
                await self.submit(bytes(self.doc.get_update(known)))
                await self.send(wire.sync(wire.STEP_1, bytes(self.doc.get_state())))

    async def quiet(self, seconds=0.15):
        """Take everything until nothing has come for a while."""
        while self.code is None and not await self.receive_nothing(timeout=seconds):
            await self.hear()

    async def submit(self, payload):
        self.sent += 1
        body = bytes((wire.SUBMIT,)) + wire.number(self.sent) + wire.sized(payload)
        await self.send(body)

    async def stored(self):
        """Wait until everything that was sent is acknowledged, or the line is closed."""
        async with asyncio.timeout(5):
            while self.acknowledged < self.sent and self.code is None:
                await self.hear(patience=5)

    def edit(self, change):
        """Change the own copy; returns what is new as an update."""
        known = self.doc.get_state()
        change(self.body)
        return bytes(self.doc.get_update(known))

    def put(self, words, block=0, at=None):
        """Put words into a block of the own copy; returns the update."""

        def change(body):
            while len(body.children) <= block:
                body.children.append(XmlElement("paragraph", {"dir": "auto"}))
            element = body.children[block]
            if not len(element.children):
                element.children.append(XmlText(""))
            text = element.children[0]
            place = len(str(text).encode()) if at is None else at
            text.insert(place, words)

        return self.edit(change)

    async def write(self, words, **where):
        """Put words in and wait until they are stored."""
        await self.submit(self.put(words, **where))
        await self.stored()

    @property
    def text(self):
        return render.text_of(render.tree_of(self.doc))


def here(document, rest="", language="ar"):
    """The address of a page of a document."""
    return (
        f"/{language}/projects/{document.project.public_id}/documents/{document.public_id}/{rest}"
    )
