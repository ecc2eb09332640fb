"""Conversations: begun, named, changed, removed, settled; files leave by a door that asks."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.access.rules import Refused
from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.discussions.actions import (
    change_comment,
    follow_thread,
    remove_comment,
    resolve_thread,
    start_thread,
    write_comment,
)
from projects.discussions.models import Comment, Thread
from tests.factories.projects import in_state, refetched

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def thread(project, medina_officer):
    return start_thread(actor=medina_officer, project=project, title="القاعة", text="متى؟")


def here(project, rest=""):
    return f"/ar/projects/{project.public_id}/discussion/{rest}"


def test_a_partner_begins_and_another_answers(project, thread, amman_officer, journal_kinds):
    write_comment(actor=amman_officer, thread=thread, text="يوم الأحد")
    assert [c.text for c in thread.comments.all()] == ["متى؟", "يوم الأحد"]
    assert journal_kinds() == ["CommentWritten"]


@pytest.mark.parametrize("who", ["tunis_officer", "newcomer", "visitor", "reviewer"])
def test_others_neither_begin_nor_answer(project, thread, persona, who):
    with pytest.raises(Refused):
        write_comment(actor=persona(who), thread=thread, text="x")
    with pytest.raises(Refused):
        start_thread(actor=persona(who), project=project, title="x", text="x")


def test_nothing_is_said_in_a_project_that_has_ended(project, thread, amman_officer):
    in_state(project, "closed")
    with pytest.raises(Refused):
        write_comment(actor=amman_officer, thread=refetched(thread), text="x")


@pytest.mark.parametrize("text", ["", "  ", "ا" * 5001])
def test_words_are_needed_and_not_endless(thread, amman_officer, text):
    with pytest.raises(ValidationError):
        write_comment(actor=amman_officer, thread=thread, text=text)


def test_it_speaks_of_a_row_of_this_project_only(project, task, medina_officer, amman_officer):
    made = start_thread(
        actor=medina_officer, project=project, title="x", text="y", kind="task", item=task.public_id
    )
    assert made.item == task.public_id
    with pytest.raises(ValidationError):
        start_thread(
            actor=amman_officer, project=project, title="x", text="y", kind="task",
            item=project.public_id,
        )  # fmt: skip


def test_whoever_is_named_hears_at_once_and_nobody_twice(
    thread, medina, medina_officer, medina_focal_point, amman_officer
):
    write_comment(
        actor=amman_officer,
        thread=thread,
        text="ما رأيكم؟",
        people=[medina_officer],
        cities=[medina],
    )
    drain_all()
    drain_all()
    assert (
        Note.objects.filter(person=medina_officer).values_list("kind", flat=True).get() == "named"
    )
    assert Note.objects.filter(person=medina_focal_point, kind="named").count() == 1


def test_whoever_wrote_follows_until_they_say_otherwise(thread, medina_officer, amman_officer):
    write_comment(actor=amman_officer, thread=thread, text="أول")
    drain_all()
    assert Note.objects.filter(person=medina_officer, kind="thread_goes_on").count() == 1
    follow_thread(actor=medina_officer, thread=thread, is_on=False)
    write_comment(actor=amman_officer, thread=thread, text="ثان")
    drain_all()
    assert Note.objects.filter(person=medina_officer).count() == 1


def test_only_partners_can_be_named(thread, tunis, newcomer, amman_officer):
    for named in ({"people": [newcomer]}, {"cities": [tunis]}):
        with pytest.raises(ValidationError):
            write_comment(actor=amman_officer, thread=thread, text="x", **named)
    assert thread.comments.count() == 1


def test_changed_words_keep_what_they_were(thread, medina_officer, amman_officer, journal_kinds):
    comment = thread.comments.get()
    with pytest.raises(Refused):
        change_comment(actor=amman_officer, comment=comment, text="x")
    change_comment(actor=medina_officer, comment=comment, text="متى نلتقي؟")
    change_comment(actor=medina_officer, comment=comment, text="متى نلتقي؟")
    assert [f.text for f in comment.former.all()] == ["متى؟"]
    assert journal_kinds() == ["CommentChanged"]


def test_removed_words_are_gone_and_that_they_were_there_is_not(
    thread, medina_officer, amman_officer, amman_focal_point
):
    comment = thread.comments.get()
    change_comment(actor=medina_officer, comment=comment, text="سر")
    with pytest.raises(Refused):
        remove_comment(actor=amman_officer, comment=comment)
    remove_comment(actor=amman_focal_point, comment=comment)
    gone = refetched(comment)
    assert (gone.text, gone.former.count()) == ("", 0)
    assert gone.removed_at is not None
    with pytest.raises(Refused):
        change_comment(actor=medina_officer, comment=gone, text="x")


def test_a_settled_conversation_opens_again_when_somebody_writes(
    thread, medina_officer, amman_officer, journal_kinds
):
    resolve_thread(actor=amman_officer, thread=thread)
    resolve_thread(actor=amman_officer, thread=thread)
    assert refetched(thread).resolved_by == amman_officer
    write_comment(actor=medina_officer, thread=thread, text="لحظة")
    assert refetched(thread).resolved_at is None
    assert journal_kinds() == ["ThreadResolved", "CommentWritten"]


def test_a_file_is_what_its_name_says_and_is_read_by_the_project_only(
    client_of, project, thread, amman_officer, medina_officer, tunis_officer, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client = client_of(amman_officer)
    bad = SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>")
    answer = client.post(here(project, f"{thread.public_id}/"), {"text": "ملف", "files": bad})
    assert answer.status_code == 422
    assert "ملف" in answer.content.decode()
    good = SimpleUploadedFile("خطة.pdf", PDF)
    client.post(here(project, f"{thread.public_id}/"), {"text": "ملف", "files": good})
    attachment = Comment.objects.get(text="ملف").attachments.get()
    address = here(project, f"files/{attachment.public_id}/")
    got = client_of(medina_officer).get(address)
    assert b"".join(got.streaming_content) == PDF
    assert "sandbox" in got["Content-Security-Policy"]
    assert "attachment" in got["Content-Disposition"]
    assert client_of(tunis_officer).get(address).status_code == 404
    assert client_of(None).get(f"/media/{attachment.file.name}").status_code == 404


def test_the_pages_by_hand(client_of, project, task, medina_officer, amman_officer):
    client = client_of(medina_officer)
    assert client.get(here(project)).status_code == 200
    assert client.post(here(project), {"title": "", "text": "نص يبقى"}).status_code == 422
    made = client.post(here(project), {"title": "القاعة", "text": "متى؟"})
    thread = Thread.objects.get()
    assert made.status_code == 302
    page = client_of(amman_officer).get(here(project, f"{thread.public_id}/")).content.decode()
    assert "متى؟" in page
    act = here(project, f"{thread.public_id}/act/")
    for verb in ("resolve", "open", "follow", "unfollow"):
        assert client.post(act, {"verb": verb}).status_code == 302
    comment = thread.comments.get()
    client.post(act, {"verb": "change", "comment": comment.public_id, "text": "متى نلتقي؟"})
    assert refetched(comment).text == "متى نلتقي؟"
    assert client.post(act, {"verb": "fly"}).status_code == 404
    assert client.post(act, {"verb": "remove", "comment": "x"}).status_code == 404
    about = client.post(
        here(project), {"title": "x", "text": "عن المهمة", "kind": "task", "item": task.public_id}
    )
    assert about.status_code == 302
    shown = client.get(f"/ar/projects/{project.public_id}/items/task/{task.public_id}/")
    assert Thread.objects.get(kind="task").title in shown.content.decode()


def test_the_list_needs_few_queries(
    client_of, project, medina_officer, django_assert_max_num_queries
):
    for number in range(30):
        start_thread(actor=medina_officer, project=project, title=f"{number}", text="x")
    client = client_of(medina_officer)
    client.get(here(project))
    with django_assert_max_num_queries(16):
        client.get(here(project))
