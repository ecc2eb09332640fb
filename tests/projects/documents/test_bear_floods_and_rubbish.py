"""Rubbish, floods and giants: the one who sends them is closed with a code; the others write on."""

import pytest
from pycrdt import XmlElement, XmlText

from projects.documents import presence, wire
from projects.documents.models import DocumentUpdate
from tests.projects.documents.writers import Writer


def sent_as(data):
    return bytes((wire.SUBMIT,)) + wire.number(1) + wire.sized(data)


HOSTILE = {
    "random bytes": (bytes(range(256)), 4400),
    "an empty frame": (b"", 4400),
    "a damaged update": (sent_as(b"\x05\x05\x05\x05"), 4400),
    "a frame of 20 MB": (b"\x40\x01" + b"\x00" * 20_000_000, 4413),
    "an update of 600 kB": (sent_as(b"\x00" * 600_000), 4413),
    "a number without end": (sent_as(b"\x01\x01" + b"\xff" * 100_000), 4400),
    "presence of 1 MB": (bytes((wire.PRESENCE,)) + wire.sized(b"\x01" + b"x" * 600_000), 4400),
    "presence of two": (presence.frame([(1, 1, "{}"), (2, 1, "{}")]), 4400),
    "a giant state": (wire.sync(wire.STEP_1, b"\x00" * 70_000), 4413),
    "an acknowledgement": (wire.ack(1, 1), 4400),
}


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_whoever_sends_it_is_closed_and_the_others_write_on(
    told, document, amman_officer, medina_officer, what
):
    frame, code = HOSTILE[what]

    async def story():
        one = await Writer(amman_officer, document).open()
        bad = await Writer(medina_officer, document).open()
        await bad.send(frame)
        await bad.quiet(0.3)
        await one.write("نكتب على كل حال")
        await one.disconnect()
        return bad.code

    assert told(story) == code
    assert DocumentUpdate.objects.count() == 1


@pytest.mark.parametrize("what", ["edits", "carets", "states"])
def test_a_flood_is_closed(told, document, amman_officer, medina_officer, what):
    async def story():
        one = await Writer(amman_officer, document).open()
        bad = await Writer(medina_officer, document).open()
        update = bad.put("x")
        frames = {
            "edits": sent_as(update),
            "carets": presence.frame([(bad.doc.client_id, 1, '{"cursor":{}}')]),
            "states": wire.sync(wire.STEP_1, b"\x00"),
        }
        for _time in range(1000):
            await bad.send(frames[what])
        while bad.code is None:
            await bad.hear(patience=5)
        await one.quiet()
        await one.write("نعم", block=1)
        await one.disconnect()
        return bad.code

    assert told(story) == 4429


def test_half_a_character_is_refused(told, document, amman_officer, medina_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        await one.write("a😀b")
        bad = await Writer(medina_officer, document).open()
        # Deletes the second unit of the pair only, as no browser does.
        paragraph = [clock for (_client, clock) in range_of(one)]
        half = paragraph[0]
        body = (
            b"\x00"
            + b"\x01"
            + wire.number(one.doc.client_id)
            + b"\x01"
            + wire.number(half)
            + b"\x01"
        )
        await bad.send(sent_as(body))
        await bad.quiet()
        await one.disconnect()
        return bad.code, one.text

    assert told(story) == (4400, "a😀b")


def range_of(writer):
    from projects.documents.updates import read_update

    return read_update(bytes(writer.doc.get_update()), is_ours=True).pairs


def test_a_reader_who_is_too_slow_is_let_go(told, document, amman_officer, monkeypatch):
    from projects.documents import consumers

    monkeypatch.setattr(consumers, "MOST_UNSENT", 1000)

    async def story():
        one = await Writer(amman_officer, document).open()

        def change(body):
            paragraph = XmlElement("paragraph", {"dir": "auto"})
            body.children.append(paragraph)
            paragraph.children.append(XmlText("س" * 5000))

        await one.submit(one.edit(change))
        await one.quiet(0.3)
        return one.code

    assert told(story) == 4508
    assert DocumentUpdate.objects.count() == 1
