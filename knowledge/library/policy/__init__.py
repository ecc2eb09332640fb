"""Who may do what in the library, and why not: practices, their checking, their reuse."""

from knowledge.library.policy import practices, reuses, reviews

__all__ = ["practices", "reuses", "reviews"]
