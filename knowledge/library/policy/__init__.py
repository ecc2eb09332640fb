"""Who may do what in the library, and why not: practices, their checking, their reuse, their readers."""

from knowledge.library.policy import articles, files, practices, reuses, reviews, voices

__all__ = ["articles", "files", "practices", "reuses", "reviews", "voices"]
