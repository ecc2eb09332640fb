"""The strict reader takes what editors write and refuses everything else, quickly and without surprise."""

import contextlib
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from projects.documents import render, wire
from projects.documents.outlines import tree_for
from projects.documents.updates import Update, lacks, letters_of, read_update, splits
from projects.documents.wire import Bad

PLENTY = settings(max_examples=5000, deadline=None, derandomize=True, database=None)


def corpus():
    """Real updates: every kind of node, typing letter by letter, formatting, deleting."""
    found = []
    doc = Doc()
    doc.observe(lambda event: found.append(bytes(event.update)))
    render.fill(doc, tree_for("note", "ar"))
    body = doc.get("body", type=XmlFragment)
    text = body.children[1].children[0]
    for letter in "نكتب معًا — together 2027 😀":
        text.insert(len(str(text).encode()), letter)
    text.format(0, 8, {"bold": {}})
    text.format(0, 4, {"link": {"href": "https://example.org/"}})
    del text[0:4]
    table = XmlElement("table")
    body.children.append(table)
    row = XmlElement("tableRow")
    table.children.append(row)
    cell = XmlElement("tableCell", {"colspan": "1"})
    row.children.append(cell)
    paragraph = XmlElement("paragraph", {"dir": "rtl"})
    cell.children.append(paragraph)
    paragraph.children.append(XmlText("خلية"))
    item = XmlElement("taskItem")
    body.children.append(item)
    item.attributes["checked"] = True
    del body.children[0]
    found.append(bytes(doc.get_update()))
    return found


CORPUS = corpus()


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_what_editors_write_is_read(number):
    assert not read_update(CORPUS[number]).is_empty


@PLENTY
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_bad(data):
    with contextlib.suppress(Bad):
        read_update(data)


@PLENTY
@given(st.sampled_from(CORPUS), st.data())
def test_a_damaged_update_is_read_or_bad(update, data):
    damaged = bytearray(update)
    for _time in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        how = data.draw(st.sampled_from(["change", "remove", "insert"]))
        value = data.draw(st.integers(0, 255))
        if how == "change":
            damaged[place] = value
        elif how == "remove" and len(damaged) > 1:
            del damaged[place]
        else:
            damaged.insert(place, value)
    with contextlib.suppress(Bad):
        read_update(bytes(damaged))


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=200))
def test_any_frame_is_read_or_bad(data):
    for read in (wire.read_frame, wire.read_state):
        with contextlib.suppress(Bad):
            read(data)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**53 - 1))
def test_numbers_come_back(value):
    reader = wire.Reader(wire.number(value))
    assert reader.number() == value
    reader.finish()


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("nothing", b""),
        ("a number without end", b"\x01\x01" + b"\xff" * 200_000),
        ("a number beyond 53 bits", b"\x01" + b"\xff" * 7 + b"\x7f"),
        ("more than there is", b"\xff\xff\xff\x7f"),
        ("something after the end", b"\x00\x00\x00"),
        ("another root", b"\x01\x01\x05\x00\x07\x01\x05other\x06\x00"),
        ("an unknown element", b"\x01\x01\x05\x00\x07\x01\x04body\x03\x06script\x00"),
        ("binary content", b"\x01\x01\x05\x00\x03\x01\x04body\x02ab\x00"),
        ("a gap", b"\x01\x01\x05\x00\x0a\x03\x00"),
        ("an unknown mark", b"\x01\x01\x05\x00\x06\x01\x04body\x05blink\x02{}\x00"),
        ("deep nesting", b"\x01\x01\x05\x00\x28\x01\x04body\x03dir\x01" + b"\x75\x01" * 50 + b"\x7e\x00"),
    ],
)  # fmt: skip
def test_what_no_editor_writes_is_bad(what, data):
    with pytest.raises(Bad):
        read_update(data)


def test_a_mark_of_very_deep_json_is_bad():
    deep = b"[" * 15_000
    body = b"\x01\x01\x05\x00\x06\x01\x04body\x04bold" + wire.sized(deep) + b"\x00"
    with pytest.raises(Bad):
        read_update(body)


def test_what_it_builds_on_has_to_be_known():
    assert not lacks(Update(structs=[(1, 0, 3), (1, 3, 2)], origins=[(1, 2)]), {})
    assert lacks(Update(structs=[(1, 4, 1)]), {1: 3})
    assert lacks(Update(structs=[(1, 0, 1)], origins=[(2, 0)]), {})
    assert lacks(Update(structs=[(1, 0, 1)], parents=[(2, 5)]), {2: 5})
    assert lacks(Update(deletions=[(1, 0, 4)]), {1: 3})
    assert not lacks(Update(deletions=[(1, 0, 3)]), {1: 3})


def test_characters_of_two_halves_are_never_cut():
    halves = {(1, 6)}
    assert splits(Update(origins=[(1, 5)]), halves)
    assert splits(Update(rights=[(1, 6)]), halves)
    assert splits(Update(deletions=[(1, 5, 1)]), halves)
    assert splits(Update(deletions=[(1, 6, 3)]), halves)
    assert not splits(Update(origins=[(1, 6)], deletions=[(1, 5, 2)]), halves)


def test_letters_are_counted_for_whoever_wrote_them_and_still_stand():
    one, two = Doc(), Doc()
    body = one.get("body", type=XmlFragment)
    paragraph = XmlElement("paragraph")
    body.children.append(paragraph)
    paragraph.children.append(XmlText("مرحبا"))
    two.apply_update(one.get_update())
    text = two.get("body", type=XmlFragment).children[0].children[0]
    text.insert(0, "أهلًا ")
    del text[len("أهلًا ".encode()) : len("أهلًا مر".encode())]
    counted = letters_of(bytes(two.get_update()))
    assert counted == {one.client_id: 3, two.client_id: 6}


def test_a_long_answer_can_be_asked_for_packed():
    state = b"\x01\x05\x03"
    asked = bytes((wire.ASK_PACKED,)) + wire.sized(state)
    assert wire.read_frame(asked) == (wire.SYNC, wire.ASK_PACKED, state)
    whole = wire.sync(wire.STEP_2, b"abc" * 5000)
    small = wire.packed(whole)
    assert len(small) < len(whole) / 20
    reader = wire.Reader(small)
    assert reader.number() == wire.PACKED
    assert zlib.decompress(reader.bytes(), -zlib.MAX_WBITS) == whole
    reader.finish()
