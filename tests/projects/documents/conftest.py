"""Documents for tests, and rooms whose work is done in the thread of the test."""

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from projects.documents import rooms as rooms_module
from projects.documents.actions import begin_document, draw_document
from projects.documents.rooms import Rooms
from tests.factories.projects import refetched
from tests.projects.documents.test_store_and_fold import Hand


@pytest.fixture
def document(project, amman_officer):
    """An empty free text that Amman began."""
    values = {"title": "نص مشترك", "kind": "free", "language": "ar"}
    return begin_document(actor=amman_officer, project=project, values=values)


@pytest.fixture
def told(monkeypatch):
    """Run an asynchronous story; the database is asked in the thread and transaction of the test."""

    async def in_this_thread(self, pool, function, *args):
        return await sync_to_async(function)(*args)

    monkeypatch.setattr(Rooms, "_in", in_this_thread)

    def run(story):
        async def whole():
            try:
                return await story()
            finally:
                await rooms_module.rooms().stop()
                rooms_module._rooms.clear()

        return async_to_sync(whole)()

    return run


@pytest.fixture
def written(document, amman_officer):
    """Two paragraphs of Amman, drawn for readers."""
    Hand(document, amman_officer).stores("الفقرة الأولى", "الفقرة الثانية")
    draw_document(document.pk)
    return refetched(document)
