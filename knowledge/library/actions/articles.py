"""Bring help pages and articles with their translations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html_join
from wagtail.models import Locale
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from core.access.rules import require
from core.journal.actions import record
from knowledge.library.facts import ArticlePublished, ArticleWithdrawn
from knowledge.library.models import ArticlePage, ArticlesPage

type Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article in every language: `body` is a list of an element's name and its words."""

    slug: str
    kind: str
    title: Words
    summary: Words
    body: Sequence[tuple[str, Words]]

    def said(self) -> list[Words]:
        """Every piece of text."""
        return [self.title, self.summary, *(words for _name, words in self.body)]


@transaction.atomic
def import_article(*, actor: Any, found: ArticleRecord) -> ArticlePage | None:
    """Publish an article and its translations; one that is there already stays as it is.

    Returns:
        The article in the first language, None when its address is taken.
    """
    require(actor, "network.act")
    first = settings.LANGUAGE_CODE
    parent = ArticlesPage.objects.get(locale__language_code=first)
    if parent.get_children().filter(slug=found.slug).exists():
        return None
    article = parent.add_child(
        instance=ArticlePage(
            title=found.title[first],
            slug=found.slug,
            kind=found.kind,
            summary=found.summary[first],
            body=format_html_join(
                "", "<{0}>{1}</{0}>", ((name, words[first]) for name, words in found.body)
            ),
            locale=parent.locale,
            live=False,
        )
    )
    article.save_revision(log_action=True).publish()
    article.refresh_from_db()
    source, _is_new = TranslationSource.update_or_create_from_instance(article)
    for locale in Locale.objects.exclude(language_code=first):
        _translate(source, locale, found)
    return article


def _translate(source: TranslationSource, locale: Locale, found: ArticleRecord) -> None:
    first = settings.LANGUAGE_CODE
    told = {words[first]: words[locale.language_code] for words in found.said()}
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context_id=segment.context_id,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            data=told[segment.string.data],
        )
    translation.save_target(publish=True)


@transaction.atomic
def note_article(article: ArticlePage, *, is_public: bool, actor: Any) -> None:
    """Record that a text of an article became public, or left public sight."""
    key = str(article.translation_key)
    happened = ArticlePublished(key) if is_public else ArticleWithdrawn(key)
    record(happened, stream=f"article:{key}", actor=actor)
