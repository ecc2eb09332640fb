"""The generated analyzers of Elasticsearch make the same terms as the Python analysis."""

from collections import Counter

import pytest

from search.analysis.folding import fold
from search.analysis.languages import LANGUAGES
from search.engines.clauses import terms
from search.engines.elastic import schema
from search.quality.convention import documents
from search.quality.measure import judged_from
from search.quality.variants import KINDS, variant
from tests.search.quality.test_floor import JUDGED

pytestmark = pytest.mark.elasticsearch
ODD = {
    "ar": "ﷺ ﻣﺪﻳﻨﺔ وزاراتنا فللمدارس والوالدين ٢٠٢٣ ۱۹۹۸ کتاب گل ق.م 1,000 لّ مـــدرسة سنواتهم نساؤنا",
    "en": "U.S. i.e. O'Neill's rock'n'roll DON'T ½ ﬁne naïve e-mail 1,000.50 ① Ⅷ city's ’tis",
    "fr": "aujourd’hui l’œuvre qu'il jusqu’à d'Aÿ ÉCOLES 1er n° presqu’île c’est-à-dire",
}


@pytest.fixture(scope="module")
def index(elasticsearch_url):
    from search.engines.elastic import ElasticEngine

    engine = ElasticEngine(elasticsearch_url, prefix="tanalysis", read_timeout=10)
    engine.remove()
    engine.prepare("one")
    engine.switch("one")
    yield engine
    engine.remove()


def texts(lang):
    """The library's texts, the questions, the questions as really typed, and oddities."""
    found = [f"{each.words[lang].title}\n{each.words[lang].body}" for each in documents()]
    asked = [query.text for query in judged_from(JUDGED) if query.lang == lang]
    typed = [
        "\n".join(variant(text, lang=lang, kind=kind) for text in asked) for kind in KINDS[lang]
    ]
    return [*found, "\n".join(asked), *typed, ODD[lang]]


@pytest.mark.parametrize("role", ["title", "body", "words", "trigrams"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_agree_in_99_of_100(index, lang, role):
    differing = total = 0
    for text in texts(lang):
        ours = Counter(terms(text, lang=lang, role=role))
        theirs = Counter(index.tokens(text, lang=lang, role=role))
        total += ours.total()
        differing += max((ours - theirs).total(), (theirs - ours).total())
    assert total > 2000
    assert differing / total <= 0.01, f"{differing} of {total}"


def test_the_order_of_terms_is_that_of_the_text(index):
    text = "وزارة التربية والتعليم في مدينة ينبع الصناعية"
    assert index.tokens(text, lang="ar", role="title") == terms(text, lang="ar", role="title")


def test_every_sign_that_folding_changes_has_a_rule():
    rules = schema.analysis()["char_filter"]["fold"]["mappings"]
    assert len(rules) == len(set(rules))
    for sign in "أﻼٱېﻻÉßŒ٣۳\u200f\u0640\u064b":
        left = f"\\u{ord(sign):04X}=>"
        assert any(rule.startswith(left) for rule in rules) == (fold(sign) != sign)


def test_the_hash_follows_the_tables(monkeypatch):
    before = schema.settings_hash()
    schema.settings_hash.cache_clear()
    monkeypatch.setattr(schema, "fingerprint", lambda: "other")
    assert schema.settings_hash() != before
    schema.settings_hash.cache_clear()
