from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from core.access.rules import Refused
from core.journal.models import Entry
from search.actions import (
    add_synonyms,
    call_for_practices,
    close_call,
    count_question,
    pin_result,
    remove_synonyms,
    settle_question,
    unpin_result,
)
from search.analysis.folding import fold
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from search.models import ContentCall, Pin, Question, SynonymGroup
from search.queries import forget_aids, in_vain


@pytest.fixture
def index(published):
    rebuild(engine=installed_engine())


def ask(client, text, lang="ar", **values):
    return client.get(f"/{lang}/library/", {"q": text, **values})


def test_a_question_is_counted_without_a_trace_of_who_asked(index, client, amman_officer):
    client.force_login(amman_officer)
    ask(client, "قققققققق")
    ask(client, "قققققققق")
    ask(client, "محو الأمية")
    row = Question.objects.get(text="قققققققق")
    assert (row.asked, row.unanswered) == (2, 2)
    assert Question.objects.get(text="محو الاميه").unanswered == 0
    names = {field.name for field in Question._meta.get_fields()}
    assert not names & {"person", "user", "asked_at", "session"}


@pytest.mark.parametrize(
    "text",
    [
        "salma@amman.example",
        "٠٧٩١٢٣٤٥٦٧",
        "0791234567",
        "https://example.org/x",
        "!!!",
        "كلمة " * 30,
    ],
)
def test_numbers_addresses_and_letters_of_people_are_never_kept(index, client, text):
    ask(client, text)
    assert not Question.objects.exists()


def test_filters_and_later_pages_are_not_counted_again(index, client):
    ask(client, "محو الأمية", theme="INC")
    ask(client, "محو الأمية", page="2")
    assert not Question.objects.exists()


def test_an_answer_that_is_followed_leaves_the_list(index, client):
    for _ in range(3):
        ask(client, "محو الأمية")
    assert in_vain("ar").count() == 1
    assert client.post("/ar/library/followed/?q=محو الأمية").status_code == 204
    assert in_vain("ar").count() == 0
    assert client.get("/ar/library/followed/?q=x").status_code == 405


def test_words_for_the_same_work_at_once_and_without_a_new_index(index, client, secretariat):
    assert ask(client, "ططططط").context["results"].total == 0
    group = add_synonyms(
        actor=secretariat, lang="ar", words_for_the_same=["ططططط", "محو الأمية", ""]
    )
    # what waits for the end of the transaction happens there only
    forget_aids()
    assert ask(client, "ططططط").context["results"].total == 1
    remove_synonyms(actor=secretariat, group=group)
    forget_aids()
    assert ask(client, "ططططط").context["results"].total == 0
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"SynonymsAdded", "SynonymsRemoved"} <= kinds


def test_a_recommended_practice_stands_first_and_is_called_so(
    index, client, published, secretariat
):
    key = published.translation_key
    pin = pin_result(actor=secretariat, text="المكتبات", lang="ar", practice_key=key)
    forget_aids()
    answer = ask(client, "المكتبات")
    assert [hit.key for hit in answer.context["results"].pinned] == [str(key)]
    assert "توصي به الشبكة" in answer.content.decode()
    unpin_result(actor=secretariat, pin=pin)
    forget_aids()
    assert not ask(client, "المكتبات").context["results"].pinned


def test_only_public_practices_can_be_recommended(index, secretariat):
    with pytest.raises(ValidationError):
        pin_result(actor=secretariat, text="x", lang="ar", practice_key=UUID(int=0))


def test_a_call_is_read_by_everybody_until_it_is_closed(index, client, secretariat):
    call = call_for_practices(actor=secretariat, subject="المكتبات المتنقلة", lang="ar")
    assert "المكتبات المتنقلة" in client.get("/ar/library/wanted/").content.decode()
    assert "المكتبات المتنقلة" in ask(client, "قققققققق").content.decode()
    close_call(actor=secretariat, call=call)
    assert "المكتبات المتنقلة" not in client.get("/ar/library/wanted/").content.decode()


def test_nobody_but_the_secretariat_tends_the_search(index, client, amman_focal_point):
    question = Question.objects.create(text="x", language="ar", asked=1, unanswered=1)
    for act in (
        lambda: add_synonyms(actor=amman_focal_point, lang="ar", words_for_the_same=["a", "b"]),
        lambda: settle_question(actor=amman_focal_point, question=question),
        lambda: call_for_practices(actor=amman_focal_point, subject="x", lang="ar"),
    ):
        with pytest.raises(Refused):
            act()
    client.force_login(amman_focal_point)
    assert client.get("/ar/library/questions/").status_code == 403
    client.logout()
    assert client.get("/ar/library/questions/").status_code == 302


def test_the_page_does_all_of_it(index, client, secretariat, published):
    client.force_login(secretariat)
    count_question(text="القرائية", lang="ar", is_answered=False)
    page = client.get("/ar/library/questions/?about=القرائية").content.decode()
    assert fold("القرائية") in page
    post = client.post
    answer = post("/ar/library/questions/synonyms/", {"language": "ar", "words": "وحيدة"})
    assert answer.status_code == 422
    assert "وحيدة" in answer.content.decode()
    post("/ar/library/questions/synonyms/", {"language": "ar", "words": "القرائية\nمحو الأمية"})
    group = SynonymGroup.objects.get()
    address = published.get_url()
    post(
        "/ar/library/questions/recommend/",
        {"language": "ar", "question": "القرائية", "practice": f"https://x.example{address}"},
    )
    assert Pin.objects.get().practice_key == published.translation_key
    answer = post(
        "/ar/library/questions/recommend/", {"language": "ar", "question": "q", "practice": "none"}
    )
    assert answer.status_code == 422
    post("/ar/library/questions/call/", {"language": "ar", "subject": "القرائية"})
    page = client.get("/ar/library/questions/?language=ar").content.decode()
    assert str(group) in page
    post(f"/ar/library/questions/synonyms/{group.pk}/remove/")
    post(f"/ar/library/questions/recommend/{Pin.objects.get().pk}/remove/")
    post(f"/ar/library/questions/call/{ContentCall.objects.get().pk}/close/")
    post(f"/ar/library/questions/{Question.objects.get(text=fold('القرائية')).pk}/settle/")
    assert not in_vain("ar").exists()
    assert not SynonymGroup.objects.exists()
    assert not Pin.objects.exists()
