"""What one index holds: a typed document with the words of each language, and the generated settings."""

import hashlib
import json
from functools import cache
from typing import Any

from elasticsearch.dsl import (
    Date,
    Document,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Text,
)

from search.analysis.chains import PIECES, analysis, similarity
from search.analysis.fingerprint import fingerprint
from search.analysis.languages import Language
from search.engines.clauses import BODY, NAMES, TITLE, TITLE_TRIGRAMS, TRIGRAMS, WORDS

# A dropped document's version must outlive every write that may still be on its way.
KEEP_DROPPED = "48h"
# Browsing may go further than Elasticsearch allows by itself.
DEEPEST = 20_000

# The field of each kind of clause, below the language.
FIELDS = {
    TITLE: "title",
    BODY: "body",
    WORDS: "all",
    TRIGRAMS: "all.pieces",
    NAMES: "names",
    TITLE_TRIGRAMS: "title.pieces",
}
BEGINNINGS, TITLE_BEGINNINGS = "title.begin", "whole"


def _said(lang: Language) -> Object:
    """The words of one language: title, body, both as whole words and as pieces, name keys, and the
    title's beginnings.

    Offsets spare the highlighter from analysing each text again. Name keys and the joined title come
    from Python, already as terms.
    """
    pieces = Text(analyzer=f"{lang}_pieces", index_options="freqs", similarity=PIECES)
    return Object(
        properties={
            "title": Text(
                analyzer=f"{lang}_stems",
                copy_to=f"{lang}.all",
                index_options="offsets",
                fields={
                    "pieces": pieces,
                    "begin": Text(
                        analyzer=f"{lang}_begin", index_options="freqs", similarity=PIECES
                    ),
                },
            ),
            "body": Text(analyzer=f"{lang}_stems", copy_to=f"{lang}.all", index_options="offsets"),
            "all": Text(analyzer=f"{lang}_words", fields={"pieces": pieces}),
            "names": Text(analyzer="whitespace", index_options="freqs"),
            "whole": Text(analyzer="begin_title", index_options="freqs", similarity=PIECES),
        }
    )


class Entry(Document):
    """One thing to find. `facets` take their names from the code, never from a reader."""

    key = Keyword()
    version = Long()
    digest = Keyword(index=False)
    kind = Keyword()
    audience = Keyword()
    facets = Object(dynamic=True)
    day = Date()
    reused = Integer()
    payload = Object(enabled=False)
    ar = _said("ar")
    en = _said("en")
    fr = _said("fr")

    class Meta:
        dynamic = MetaField("strict")
        dynamic_templates = MetaField(
            [
                {
                    "facets": {
                        "path_match": "facets.*",
                        "match_mapping_type": "string",
                        "mapping": {"type": "keyword"},
                    }
                }
            ]
        )


@cache
def settings() -> dict[str, Any]:
    """One shard: the rarity of words is counted in each shard alone, and one holds all that a
    network of cities writes."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "max_result_window": DEEPEST,
        "gc_deletes": KEEP_DROPPED,
        "analysis": analysis(),
        "similarity": similarity(),
    }


@cache
def mappings() -> dict[str, Any]:
    """The mapping that the typed document gives, with the hash by which a start knows an old index."""
    meta = {"settings": settings_hash(), "fields": fields_hash()}
    return {**Entry._doc_type.mapping.to_dict(), "_meta": meta}


@cache
def settings_hash() -> str:
    """Changes when an index made by this code would hold other terms or fields."""
    return _hash(settings(), Entry._doc_type.mapping.to_dict(), fingerprint())


@cache
def fields_hash() -> str:
    """Changes when an index made by other code could not take the documents of this code."""
    return _hash(Entry._doc_type.mapping.to_dict())


def _hash(*parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
