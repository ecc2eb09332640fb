"""The practices that most cities took up come first, when a reader asks for that order."""

import pytest

from core.journal.drain import drain_all
from knowledge.library.actions import confirm_contact, start_reuse
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from tests.factories.library import drafted


@pytest.mark.parametrize("text", ["", "أمية"])
def test_the_most_reused_comes_first(
    published,
    publish,
    branch,
    amman,
    amman_officer,
    amman_focal_point,
    medina,
    medina_focal_point,
    client,
    text,
):
    newer = publish(drafted(actor=amman_officer, branch=branch(amman), title="محو أمية جديد"))
    rebuild(engine=installed_engine())
    reuse = start_reuse(actor=medina_focal_point, practice=published, city=medina)
    confirm_contact(actor=amman_focal_point, reuse=reuse)
    drain_all()

    def found(sort):
        answer = client.get("/ar/library/", {"q": text, "sort": sort, "weaker": "1"})
        return [card.url for card in answer.context["cards"]]

    assert found("reuse") == [published.get_url(), newer.get_url()]
    assert set(found("date")) == {newer.get_url(), published.get_url()}
