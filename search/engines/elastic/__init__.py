"""The engine of production: Elasticsearch 9, through the package `elasticsearch`.

Who looks for elasticsearch-dsl: it is part of that package today and imported as `elasticsearch.dsl`;
`schema.py` uses it for the typed documents.
"""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
