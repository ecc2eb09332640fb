"""The embedded engine: tantivy indexes on disk, one for each language, and a catalogue of what is in them."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
