"""Half-typed titles are completed, whatever the spelling."""

import pytest

from search.indexing.vocabulary import known_texts
from search.quality.completion import completed, title_documents
from search.quality.convention import documents


def titles(lang):
    labels = [said[lang] for said in known_texts() if len(said[lang]) < 100]
    return title_documents([*(each.words[lang].title for each in documents()), *labels], lang=lang)


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_half_a_title_is_enough(engine, lang):
    listed = titles(lang)[:600]
    engine.write(listed)
    for each in completed(listed, lang=lang, engine=engine):
        if each.kind == "one wrong letter":
            assert each.hit >= 0.5
        else:
            assert each.hit >= 0.88
            assert each.hit >= each.clean - 0.01, each
