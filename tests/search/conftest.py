import pytest

from search.engines.tantivy import TantivyEngine


@pytest.fixture(params=["tantivy", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def bare_engine(request, tmp_path):
    """Each engine, before it has an index."""
    if request.param == "tantivy":
        return TantivyEngine(tmp_path / "bare")
    return request.getfixturevalue("bare_elastic")


@pytest.fixture
def engine(bare_engine):
    """Each engine with an empty index in use."""
    bare_engine.prepare("one")
    bare_engine.switch("one")
    return bare_engine
