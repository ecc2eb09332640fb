"""A question is kept; new practices that answer it are told, once."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.access.rules import Refused
from core.journal.drain import drain_all
from core.notifications.kinds import lines
from core.notifications.models import Note
from search.actions import look_again, question, save_search
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from search.models import SavedSearch
from search.policy import MOST
from tests.factories.library import drafted


@pytest.fixture
def index(published):
    rebuild(engine=installed_engine())
    return installed_engine()


def keep(user, query, *, lang="ar"):
    engine = installed_engine()
    return save_search(actor=user, values=QueryDict(query), lang=lang, engine=engine)


def told(user):
    notes = list(Note.objects.filter(person=user, kind="search").select_related("entry"))
    return list(lines(notes, user, "ar").values())


def test_a_new_practice_is_told_to_whoever_keeps_the_search(
    index, publish, branch, amman, amman_officer, tunis_officer
):
    keep(tunis_officer, "q=أمية&page=2&sort=date")
    keep(tunis_officer, "q=زراعة")
    assert look_again(engine=index) == 0
    publish(drafted(actor=amman_officer, branch=branch(amman), title="محو أمية جديد"))
    drain_all()
    assert look_again(engine=index) == 1
    assert look_again(engine=index) == 0
    drain_all()
    [line] = told(tunis_officer)
    assert line.title == "“أمية”"
    assert "ممارسة جديدة" in line.sentence
    assert line.address.startswith("/ar/library/?q=")


def test_a_question_is_kept_once_in_a_fixed_form(index, tunis_officer):
    first = keep(tunis_officer, "theme=LIT&q=أمية&page=3")
    assert keep(tunis_officer, "q=أمية&theme=LIT&weaker=1").pk == first.pk
    assert question(QueryDict("page=2&sort=date")) == ""


def test_nothing_and_too_much_are_not_kept(index, tunis_officer, visitor):
    with pytest.raises(ValidationError):
        keep(tunis_officer, "page=2")
    with pytest.raises(ValidationError):
        keep(tunis_officer, "q=" + "x" * 700)
    SavedSearch.objects.bulk_create(
        SavedSearch(person=tunis_officer, query=f"q={number}", language="ar")
        for number in range(MOST)
    )
    with pytest.raises(Refused):
        keep(tunis_officer, "q=more")


def test_a_search_is_kept_and_forgotten_on_the_site(
    index, client_of, tunis_officer, medina_officer
):
    client = client_of(tunis_officer)
    assert 'form="keep"' in client.get("/ar/library/?q=أمية").content.decode()
    assert 'form="keep"' not in client.get("/ar/library/").content.decode()
    client.post("/ar/library/searches/save/?q=أمية&theme=LIT")
    page = client.get("/ar/library/searches/").content.decode()
    assert "“أمية”" in page
    saved = SavedSearch.objects.get()
    stranger = client_of(medina_officer)
    assert stranger.post(f"/ar/library/searches/{saved.pk}/forget/").status_code == 404
    client.post(f"/ar/library/searches/{saved.pk}/forget/")
    assert not SavedSearch.objects.exists()


def test_a_visitor_is_not_offered_to_keep(index, client):
    assert 'form="keep"' not in client.get("/ar/library/?q=أمية").content.decode()
    assert client.post("/ar/library/searches/save/?q=x").status_code == 302
    assert not SavedSearch.objects.exists()
