"""Reads of help pages and articles."""

from django.db.models import QuerySet

from knowledge.library.models import ArticlePage


def public_articles() -> QuerySet[ArticlePage]:
    """Help pages and articles that anybody may read, in every language."""
    return ArticlePage.objects.live().select_related("locale")
