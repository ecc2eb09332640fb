"""Both engines answer alike, and better than what Elasticsearch brings along."""

import pytest

from search.engines.elastic.stock import StockIndex
from search.engines.protocol import Query
from search.engines.tantivy import TantivyEngine
from search.quality.convention import documents, filled
from search.quality.measure import answers_of, judged_from, measure
from tests.search.quality.test_floor import JUDGED

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def reports(tmp_path, bare_elastic, elasticsearch_url):
    stock = StockIndex(elasticsearch_url, index=f"{bare_elastic.prefix}-stock")
    stock.make(documents())
    asks = {
        "embedded": answers_of(filled(TantivyEngine(tmp_path / "embedded"))),
        "elastic": answers_of(filled(bare_elastic)),
        "stock": lambda text, lang: stock.search(Query(lang=lang, text=text, limit=10)),
    }
    queries = judged_from(JUDGED)
    yield {
        name: {lang: measure(queries, lang=lang, ask=ask) for lang in ("ar", "en", "fr")}
        for name, ask in asks.items()
    }
    stock.drop()


def test_the_engines_agree_and_lead(reports):
    for lang in ("ar", "en", "fr"):
        embedded, elastic, stock = (reports[name][lang] for name in reports)
        assert abs(embedded.ndcg - elastic.ndcg) <= 0.005
        assert abs(embedded.as_typed - elastic.as_typed) <= 0.005
        assert elastic.ndcg > stock.ndcg
        assert elastic.no_answer <= 0.005
        for ours, theirs in zip(elastic.typed, stock.typed, strict=True):
            assert ours.ndcg >= theirs.ndcg - 0.005, (lang, ours.kind)
        for one, other in zip(embedded.typed, elastic.typed, strict=True):
            assert abs(one.ndcg - other.ndcg) <= 0.005, (lang, one.kind)
