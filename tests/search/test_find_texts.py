"""Texts in the one box: found by the cities that may read them, as they are now, and by nobody else."""

import pytest

from core.journal.drain import drain_all
from projects.documents.actions import begin_document, share_document
from projects.documents.models import Level
from search import installed
from search.indexing.rebuilding import rebuild

WORDS = "مكتبات متنقلة للأحياء البعيدة"


@pytest.fixture
def text(library, project, amman_officer):
    block = {"type": "paragraph", "content": [{"type": "text", "text": WORDS}]}
    made = begin_document(
        actor=amman_officer,
        project=project,
        values={"title": "خطة القراءة", "kind": "free", "language": "ar"},
        tree={"type": "doc", "content": [block]},
    )
    rebuild(engine=installed.installed_engine())
    return made


def results(client, words="المكتبات المتنقلة"):
    page = client.get(f"/ar/library/?q={words}&kind=text").content.decode()
    return page.split('class="results', 1)[-1]


def test_a_text_is_found_by_its_words_by_those_who_may_read_it(
    client_of, text, amman_officer, medina_officer, tunis_officer, secretariat
):
    for person in (amman_officer, medina_officer):
        assert "خطة القراءة" in results(client_of(person))
    for person in (tunis_officer, None):
        assert "خطة القراءة" not in results(client_of(person))


def test_who_is_excluded_finds_it_no_more(client_of, text, amman_officer, medina, medina_officer):
    share_document(actor=amman_officer, document=text, cities={medina: Level.NOTHING})
    assert "خطة القراءة" not in results(client_of(medina_officer))
    drain_all()
    assert "خطة القراءة" not in results(client_of(medina_officer))
    share_document(actor=amman_officer, document=text, people={medina_officer: Level.READ})
    drain_all()
    assert "خطة القراءة" in results(client_of(medina_officer))
