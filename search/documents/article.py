"""What a help page or an article looks like to search."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from knowledge.library import queries
from knowledge.library.facts import ArticlePublished, ArticleWithdrawn
from knowledge.library.models import ArticlePage
from search.analysis.languages import LANGUAGES
from search.documents.kinds import Kind
from search.engines.protocol import Document, Dropped, Key, Words

CODE = "article"


def key_of(translation_key: object) -> Key:
    """The key of an article's document: one for all its languages."""
    return f"{CODE}:{translation_key}"


def article_documents(keys: Sequence[Key], version: int) -> list[Document | Dropped]:
    """The documents of articles as they are now."""
    texts: dict[Key, dict[str, ArticlePage]] = {}
    wanted = [key.partition(":")[2] for key in keys]
    for page in queries.public_articles().filter(translation_key__in=wanted):
        texts.setdefault(key_of(page.translation_key), {})[page.locale.language_code] = page
    return [
        _document(key, texts[key], version=version)
        if key in texts
        else Dropped(key=key, version=version)
        for key in keys
    ]


def _document(key: Key, texts: dict[str, ArticlePage], *, version: int) -> Document:
    pages = {lang: page for lang in LANGUAGES if (page := texts.get(lang))}
    plain = {lang: strip_tags(page.body.replace(">", "> ")) for lang, page in pages.items()}
    return Document(
        key=key,
        version=version,
        kind=CODE,
        words={
            lang: Words(title=page.title, body=f"{page.summary}\n{plain[lang]}")
            for lang, page in pages.items()
        },
        payload={
            "shown": {
                lang: {
                    "title": page.title,
                    "summary": page.summary,
                    "text": plain[lang],
                    "url": page.get_url() or "",
                }
                for lang, page in pages.items()
            },
            "original": next(iter(pages)),
        },
    )


def every_key() -> list[Key]:
    """All public help pages and articles."""
    rows = queries.public_articles().order_by("pk").values_list("translation_key", flat=True)
    return [key_of(key) for key in dict.fromkeys(rows)]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Everybody reads what is public."""
    wanted = [key.partition(":")[2] for key in keys]
    rows = queries.public_articles().filter(translation_key__in=wanted)
    return {key_of(key) for key in rows.values_list("translation_key", flat=True)}


def _itself(happened: ArticlePublished | ArticleWithdrawn) -> list[Key]:
    return [key_of(happened.article_key)]


KIND = Kind(
    code=CODE,
    order=4,
    name=_("Help and articles"),
    every=every_key,
    build=article_documents,
    seen=seen,
    changes={ArticlePublished: _itself, ArticleWithdrawn: _itself},
)
