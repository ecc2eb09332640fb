"""A socket in a test: the application spoken to directly, without a server."""

import json

from asgiref.testing import ApplicationCommunicator

from core.live.consumers import LiveConsumer


class Socket(ApplicationCommunicator):
    """Opens, sends and hears as a browser does."""

    def __init__(self, application, *, headers=(), **scope):
        super().__init__(
            application,
            {
                "type": "websocket",
                "path": "/ws/live/",
                "raw_path": b"/ws/live/",
                "query_string": b"",
                "headers": list(headers),
                "subprotocols": [],
                **scope,
            },
        )

    async def connect(self):
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(timeout=3)
        return answer["type"] == "websocket.accept"

    async def send_to(self, **data):
        await self.send_input(
            {"type": "websocket.receive", **{k.removesuffix("_data"): v for k, v in data.items()}}
        )

    async def send_json_to(self, message):
        await self.send_to(text_data=json.dumps(message))

    async def receive_json_from(self, patience=2):
        message = await self.receive_output(timeout=patience)
        assert message["type"] == "websocket.send", message
        return json.loads(message["text"])

    async def disconnect(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=3)

    async def closed_with(self):
        while True:
            message = await self.receive_output(timeout=3)
            if message["type"] == "websocket.close":
                return message["code"]


class Line(Socket):
    """A connection of somebody who is signed in, past the checks of origin and session."""

    def __init__(self, person, **scope):
        super().__init__(LiveConsumer.as_asgi(), user=person, **scope)

    async def open(self):
        assert await self.connect()
        return self

    async def join(self, name, **more):
        await self.send_json_to({"join": name, **more})
        return await self.receive_json_from()

    async def kinds(self, count):
        return [(await self.receive_json_from())["kind"] for _ in range(count)]
