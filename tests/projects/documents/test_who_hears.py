"""Who is told of documents: cities that are asked, people who are named, writers whose text is commented on."""

from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.documents.actions import (
    agree_text,
    begin_document,
    draw_document,
    move_document,
    share_document,
    write_comment,
)
from projects.documents.models import Level
from tests.projects.documents.test_store_and_fold import Hand


def told(kind):
    return set(Note.objects.filter(kind=kind, read_at=None).values_list("person__email", flat=True))


def test_focal_points_hear_of_a_text_that_waits_until_they_have_answered(
    document, amman_officer, amman, amman_focal_point, medina_focal_point
):
    move_document(actor=amman_officer, document=document, move="document.offer")
    drain_all()
    both = {amman_focal_point.email, medina_focal_point.email}
    assert told("text_asks") == both
    agree_text(actor=amman_focal_point, document=document, city=amman, number=1)
    drain_all()
    assert told("text_asks") == {medina_focal_point.email}
    move_document(actor=amman_officer, document=document, move="document.draft_again")
    drain_all()
    assert told("text_asks") == set()


def test_whoever_began_a_text_hears_of_comments_and_those_in_a_conversation_of_answers(
    document, amman_officer, medina_officer
):
    comment = write_comment(actor=medina_officer, document=document, text="متى؟")
    drain_all()
    assert told("text_commented") == {amman_officer.email}
    write_comment(actor=amman_officer, document=document, text="الأحد", parent=comment)
    drain_all()
    assert told("text_commented") == {amman_officer.email, medina_officer.email}


def names(person, city):
    def mention(kind, key, label):
        return {"type": "mention", "attrs": {"kind": kind, "id": key, "label": label}}

    content = [mention("person", str(person.pk), "x"), mention("city", city.slug, "y")]
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


def test_who_is_named_hears_once_and_only_if_they_may_read(
    project, amman_officer, medina, medina_officer, medina_focal_point
):
    document = begin_document(
        actor=amman_officer,
        project=project,
        values={"title": "نص", "kind": "free", "language": "ar"},
        tree={"type": "doc", "content": [{"type": "paragraph"}]},
    )
    from projects.documents import render
    from projects.documents.store import Batch, Edit, append

    hand = Hand(document, amman_officer)
    known = hand.doc.get_state()
    for node in names(medina_officer, medina)["content"]:
        render.append(hand.body, node)
    edit = Edit(bytes(hand.doc.get_update(known)), amman_officer.pk)
    append([Batch(document.pk, project.pk, 1, 0, [edit])])
    draw_document(document.pk)
    drain_all()
    assert told("text_names") == {medina_officer.email, medina_focal_point.email}
    Note.objects.all().delete()
    hand.stores("زيادة")
    draw_document(document.pk)
    share_document(actor=amman_officer, document=document, cities={medina: Level.NOTHING})
    drain_all()
    assert told("text_names") == set()


def test_notes_lead_to_the_text_for_those_who_may_still_read_it(
    client_of, document, amman_officer, medina, medina_focal_point
):
    move_document(actor=amman_officer, document=document, move="document.offer")
    drain_all()
    page = client_of(medina_focal_point).get("/ar/news/").content.decode()
    assert document.title in page
    share_document(actor=amman_officer, document=document, cities={medina: Level.NOTHING})
    page = client_of(medina_focal_point).get("/ar/news/").content.decode()
    assert document.title not in page
