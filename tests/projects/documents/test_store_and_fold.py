"""Numbers without holes, what others stored meanwhile, and folding that loses nothing."""

import itertools

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from core.cities.actions import end_membership
from projects.documents import actions, compacting, render, store
from projects.documents.models import DocumentSnapshot, DocumentUpdate
from projects.documents.store import Batch, Edit
from tests.factories.projects import refetched


class Hand:
    """Somebody who writes letter by letter into an own copy."""

    def __init__(self, document, person):
        self.document, self.person = document, person
        self.doc = Doc()
        for payload in store.load(document.pk).payloads:
            self.doc.apply_update(payload)
        self.body = self.doc.get("body", type=XmlFragment)

    def types(self, words):
        known = self.doc.get_state()
        paragraph = XmlElement("paragraph", {"dir": "auto"})
        self.body.children.append(paragraph)
        paragraph.children.append(XmlText(words))
        return Edit(bytes(self.doc.get_update(known)), self.person.pk)

    def stores(self, *words, seq=None, epoch=None):
        document = refetched(self.document)
        batch = Batch(
            document.pk,
            document.project_id,
            document.head_seq if seq is None else seq,
            document.access_epoch if epoch is None else epoch,
            [self.types(each) for each in words],
        )
        return store.append([batch])[document.pk]


@pytest.fixture
def hand(document, amman_officer):
    return Hand(document, amman_officer)


def text_of(document):
    return render.text_of(render.tree_of_update(compacting.whole(store.load(document.pk).payloads)))


def test_edits_are_numbered_without_holes(document, hand):
    first = hand.stores("أ", "ب")
    second = hand.stores("ج")
    assert (first.last, second.last) == (3, 4)
    seqs = DocumentUpdate.objects.values_list("seq", flat=True)
    assert list(seqs) == [2, 3, 4]
    assert text_of(document) == "أ\nب\nج"


def test_whoever_was_behind_gets_what_others_stored_meanwhile(document, hand, medina_officer):
    other = Hand(document, medina_officer)
    hand.stores("أ", "ب")
    answer = other.stores("ج", seq=1)
    assert answer.last == 4
    assert len(answer.missed) == 2
    assert not answer.is_reload
    assert sorted(text_of(document).split("\n")) == ["أ", "ب", "ج"]


def test_nothing_is_stored_when_rights_changed_since(document, hand, amman_officer):
    actions.share_document(actor=amman_officer, document=document, team_level=1)
    answer = hand.stores("أ", epoch=0)
    assert answer.has_changed
    assert DocumentUpdate.objects.count() == 0


def test_nothing_is_stored_for_a_text_that_is_fixed(document, hand, amman_officer):
    actions.move_document(actor=amman_officer, document=document, move="document.offer")
    assert hand.stores("أ").has_changed
    assert DocumentUpdate.objects.count() == 0


def test_nothing_is_stored_of_somebody_who_left_in_this_moment(
    document, hand, amman_officer, amman_focal_point
):
    end_membership(actor=amman_focal_point, membership=amman_officer.memberships.get())
    answer = hand.stores("أ")
    assert answer.strangers == {amman_officer.pk}
    assert DocumentUpdate.objects.count() == 0


def test_a_client_belongs_to_the_first_who_used_it(document, amman_officer, medina_officer):
    assert store.bind_author(document.pk, 7, amman_officer.pk, None) == amman_officer.pk
    assert store.bind_author(document.pk, 7, medina_officer.pk, None) == amman_officer.pk


def test_folding_between_any_two_steps_keeps_the_text(document, amman_officer, medina_officer):
    """One writer, one reader who is behind, and a fold: in every order the same text comes out."""
    for order in itertools.permutations(["write", "fold", "write", "fold"]):
        hand = Hand(document, amman_officer)
        before = text_of(document)
        written = 0
        for step in order:
            if step == "write":
                written += 1
                hand.stores(f"سطر {written}")
            else:
                compacting.compact(document.pk)
        lines = [*before.split("\n"), *(f"سطر {n + 1}" for n in range(written))]
        assert text_of(document) == "\n".join(line for line in lines if line)


def test_twice_is_once_and_two_snapshots_are_kept(document, hand):
    for round_ in range(4):
        hand.stores(f"سطر {round_}")
        assert compacting.compact(document.pk) == compacting.compact(document.pk)
    assert DocumentSnapshot.objects.filter(document=document).count() == 2
    stored = DocumentUpdate.objects.values_list("seq", flat=True)
    assert list(stored) == [5]
    assert text_of(document).count("سطر") == 4


def test_a_reader_who_is_too_far_behind_is_told_to_read_anew(document, hand):
    for round_ in range(3):
        hand.stores(f"سطر {round_}")
        compacting.compact(document.pk)
    head, payloads = store.read_since(document.pk, 1)
    assert (head, payloads) == (4, None)
    head, payloads = store.read_since(document.pk, 3)
    assert (head, len(payloads)) == (4, 1)


def test_a_log_with_a_hole_is_never_folded(document, hand):
    hand.stores("أ", "ب", "ج")
    DocumentUpdate.objects.filter(seq=3).delete()
    with pytest.raises(RuntimeError):
        compacting.compact(document.pk)
    assert DocumentSnapshot.objects.count() == 1


def test_what_waits_for_something_lost_is_never_folded(document, hand):
    hand.types("ضاع")
    hand.stores("وصل")
    with pytest.raises(compacting.Unsound):
        compacting.compact(document.pk)
    assert DocumentSnapshot.objects.count() == 1
    assert DocumentUpdate.objects.count() == 1
