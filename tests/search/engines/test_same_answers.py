"""Whatever is indexed and asked, both engines give the same things with the same counts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.protocol import Document, Query, Words
from search.engines.tantivy import TantivyEngine

pytestmark = pytest.mark.elasticsearch
TITLES = ["حديقة المدينة", "محو الأمية للكبار", "مدرسة خضراء", "صحة الأطفال", "حدائق المدارس"]
FACETS = {"theme": ["GRN", "INC", "HLT"], "country": ["JO", "EG"]}

document = st.builds(
    lambda title, theme, country, kind, audience: (title, theme, country, kind, audience),
    st.sampled_from(TITLES),
    st.sets(st.sampled_from(FACETS["theme"])),
    st.sampled_from(FACETS["country"]),
    st.sampled_from(["practice", "city"]),
    st.sampled_from(["public", "city:1"]),
)
question = st.builds(
    lambda text, theme, country, kinds, audience, cut: Query(
        lang="ar",
        text=text,
        filters={"theme": theme, "country": country},
        kinds=kinds,
        audience=audience,
        facets=("theme", "country", "kind"),
        cut=cut,
        limit=50,
    ),
    st.sampled_from(["", "حديقة", "مدرسه", "الامية", "صحة المدينة", "ققق"]),
    st.lists(st.sampled_from(FACETS["theme"]), unique=True).map(tuple),
    st.lists(st.sampled_from(FACETS["country"]), unique=True).map(tuple),
    st.sampled_from([(), ("practice",), ("practice", "city")]),
    st.sampled_from([("public",), ("public", "city:1")]),
    st.sampled_from([0.0, 0.3]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    documents=st.lists(document, max_size=12), questions=st.lists(question, min_size=5, max_size=15)
)
def test_filters_facets_and_totals_are_the_same(
    bare_elastic, tmp_path_factory, documents, questions
):
    made = [
        Document(
            key=f"k{n}",
            version=1,
            kind=kind,
            words={"ar": Words(title=title, body=f"نص {n}")},
            facets={"theme": sorted(theme), "country": [country]},
            audience=[audience],
        )
        for n, (title, theme, country, kind, audience) in enumerate(documents)
    ]
    embedded = TantivyEngine(tmp_path_factory.mktemp("same") / "index")
    bare_elastic.remove()
    for engine in (embedded, bare_elastic):
        engine.prepare("one")
        engine.switch("one")
        if made:
            engine.write(made)
    ours, theirs = embedded.search_all(questions), bare_elastic.search_all(questions)
    for asked, one, other in zip(questions, ours, theirs, strict=True):
        assert set(one.keys) == set(other.keys), asked
        assert (one.total, one.weaker) == (other.total, other.weaker), asked
        assert one.facets == other.facets, asked
