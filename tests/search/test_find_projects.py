"""Projects in the one box: their public part for everybody, a workspace for its cities only."""

import pytest

from core.journal.drain import drain_all
from projects.partnerships.actions import describe_project
from projects.partnerships.models import Project
from search import installed
from search.indexing.rebuilding import rebuild
from tests.factories.projects import in_state

WORD = "بيوت تعلم"


@pytest.fixture
def indexed(library, project):
    Project.objects.update(summary="بيوت تعلم في الأحياء")
    rebuild(engine=installed.installed_engine())
    return project


@pytest.fixture
def shared(library, project):
    Project.objects.update(summary="بيوت تعلم في الأحياء", visibility="public")
    in_state(project, "running")
    rebuild(engine=installed.installed_engine())
    return project


def results(client, text):
    page = client.get(f"/ar/library/?q={text}&kind=project").content.decode()
    return page.split('class="results', 1)[-1]


def test_a_workspace_is_found_by_its_cities_alone(
    client_of, indexed, amman_officer, medina_officer, tunis_officer
):
    assert "HAY" in results(client_of(amman_officer), WORD)
    assert "HAY" in results(client_of(medina_officer), WORD)
    for person in (tunis_officer, None):
        assert "HAY" not in results(client_of(person), WORD)


def test_a_public_project_is_found_by_everybody(client, shared):
    assert "HAY" in results(client, WORD)


def test_a_project_that_is_hidden_again_is_not_shown_whatever_the_index_says(client, shared):
    Project.objects.update(visibility="partners")
    assert "HAY" not in results(client, WORD)


def test_the_index_follows_what_happens(client_of, indexed, amman_officer, medina_officer):
    describe_project(actor=amman_officer, project=indexed, values={"title": "حدائق القراءة"})
    drain_all()
    assert "<mark>حدائق</mark>" in results(client_of(medina_officer), "حدائق القراءة")
