"""Comments and suggestions beside a text: written, answered, settled, made a task; each by whoever may."""

import pytest
from django.core.exceptions import ValidationError

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from projects.documents.actions import (
    make_task,
    move_comment,
    share_document,
    write_comment,
)
from projects.documents.lifecycle import COMMENT
from projects.documents.models import CommentState, DocumentComment, Level
from tests.factories.projects import in_state, refetched
from tests.projects.documents.writers import here


@pytest.fixture
def suggestion(document, medina_officer):
    return write_comment(
        actor=medina_officer, document=document, quote="سنة", proposal="سنتان", text="أوضح"
    )


def test_a_comment_keeps_its_words_and_where_they_stand(document, medina_officer, journal_kinds):
    comment = write_comment(
        actor=medina_officer,
        document=document,
        text="من؟",
        quote="المدن",
        begins="AA==",
        ends="AQ==",
    )
    kept = refetched(comment)
    assert (kept.quote, kept.begins, kept.ends) == ("المدن", "AA==", "AQ==")
    assert (kept.city.slug, kept.state) == ("medina", "open")
    assert journal_kinds()[-1] == "TextCommented"


def test_nothing_is_not_a_comment_and_the_same_words_are_no_suggestion(document, medina_officer):
    with pytest.raises(ValidationError):
        write_comment(actor=medina_officer, document=document, text=" ")
    with pytest.raises(ValidationError):
        write_comment(actor=medina_officer, document=document, quote="أ", proposal="أ")
    with pytest.raises(ValidationError):
        write_comment(actor=medina_officer, document=document, text="ط" * 3001)
    assert not DocumentComment.objects.exists()


def test_answers_stand_under_their_comment_only(document, amman_officer, suggestion):
    answer = write_comment(actor=amman_officer, document=document, text="نعم", parent=suggestion)
    assert list(suggestion.answers.all()) == [answer]
    with pytest.raises(ValidationError):
        write_comment(actor=amman_officer, document=document, text="لا", parent=answer)


@pytest.mark.parametrize(
    ("level", "comments", "suggests"),
    [(Level.READ, False, False), (Level.COMMENT, True, False), (Level.SUGGEST, True, True)],
)
def test_each_says_what_the_level_allows(
    document, amman_officer, medina_officer, level, comments, suggests
):
    share_document(actor=amman_officer, document=document, team_level=level)
    for may, values in ((comments, {"text": "x"}), (suggests, {"proposal": "x", "quote": "y"})):
        if may:
            write_comment(actor=medina_officer, document=document, **values)
        else:
            with pytest.raises(Refused):
                write_comment(actor=medina_officer, document=document, **values)


@pytest.mark.parametrize("state", CommentState.values)
@pytest.mark.parametrize("move", sorted(COMMENT.moves))
def test_a_suggestion_moves_by_its_table(amman_officer, suggestion, move, state):
    there = in_state(suggestion, state)
    if state in COMMENT.moves[move].source:
        moved = move_comment(actor=amman_officer, comment=there, move=move)
        assert moved.state == COMMENT.moves[move].target
    else:
        with pytest.raises(WrongState):
            move_comment(actor=amman_officer, comment=there, move=move)


def test_who_only_comments_settles_the_own_and_decides_nothing(
    document, amman_officer, medina_officer, suggestion
):
    share_document(actor=amman_officer, document=document, team_level=Level.COMMENT)
    there = DocumentComment.objects.select_related("document__project").get()
    with pytest.raises(Refused):
        move_comment(actor=medina_officer, comment=there, move="document_comment.accept")
    move_comment(actor=medina_officer, comment=there, move="document_comment.resolve")
    other = write_comment(actor=amman_officer, document=document, text="x")
    with pytest.raises(Refused):
        move_comment(actor=medina_officer, comment=other, move="document_comment.resolve")


def test_a_comment_is_no_suggestion(document, amman_officer):
    comment = write_comment(actor=amman_officer, document=document, text="x")
    with pytest.raises(Refused, match="اقتراح"):
        move_comment(actor=amman_officer, comment=comment, move="document_comment.accept")


def test_a_comment_becomes_a_task(document, amman_officer, project):
    comment = write_comment(
        actor=amman_officer, document=document, text="احجز القاعة", quote="القاعة"
    )
    task = make_task(actor=amman_officer, comment=comment)
    assert (task.title, refetched(comment).state) == ("احجز القاعة", "resolved")
    assert project.tasks.count() == 1


def test_all_of_it_by_hand(client_of, written, amman_officer, medina_officer, tunis_officer):
    client = client_of(medina_officer)
    place = here(written, "comments/")
    quiet = {"accept": "text/plain"}
    assert client.post(place, {"verb": "comment", "text": ""}, headers=quiet).status_code == 422
    assert (
        client.post(place, {"verb": "comment", "text": "لماذا؟"}, headers=quiet).status_code == 204
    )
    loud = client.post(
        place, {"verb": "suggest", "quote": "الأولى", "proposal": "الثانية"}, follow=True
    )
    page = loud.content.decode()
    assert "<del>الأولى</del>" in page
    assert "الثانية" in page
    first, second = DocumentComment.objects.order_by("pk")
    client.post(place, {"verb": "answer", "comment": first.public_id, "text": "لأنها أوضح"})
    lead = client_of(amman_officer)
    lead.post(place, {"verb": "document_comment.accept", "comment": second.public_id})
    lead.post(place, {"verb": "task", "comment": first.public_id})
    assert {refetched(first).state, refetched(second).state} == {"resolved", "accepted"}
    settled = lead.get(here(written, "?comments=settled")).content.decode()
    assert "لأنها أوضح" in settled
    assert client.post(place, {"verb": "fly", "comment": first.public_id}).status_code == 404
    assert client.post(place, {"verb": "answer", "comment": "x"}).status_code == 404
    assert client_of(tunis_officer).post(place, {"verb": "comment", "text": "x"}).status_code == 404
