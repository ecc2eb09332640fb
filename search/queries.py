"""Reads of what the secretariat did for the search, and of what readers ask in vain."""

from django.core.cache import cache
from django.db.models import F, Q, QuerySet

from search.analysis.languages import LANGUAGES, Language
from search.analysis.synonyms import Thesaurus, thesaurus
from search.models import ContentCall, Pin, Question, SynonymGroup

FRESH = 30
SELDOM = 3


def current_thesaurus() -> Thesaurus:
    """The table of this field with the secretariat's groups; at most FRESH seconds old."""
    listed = cache.get_or_set("search:synonyms", _groups, FRESH)
    return thesaurus(tuple((lang, tuple(words)) for lang, words in listed or ()))


def _groups() -> list[tuple[Language, list[str]]]:
    rows = SynonymGroup.objects.order_by("-pk").values_list("language", "words")
    return [
        (lang, words.splitlines()) for code, words in rows for lang in LANGUAGES if lang == code
    ]


def pinned_for(question: str, lang: str) -> tuple[str, ...]:
    """Keys of the practices recommended for a question, which comes as it is counted."""
    listed = cache.get_or_set("search:pins", _pins, FRESH) or {}
    return tuple(listed.get((lang, question), ()))


def _pins() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for pin in Pin.objects.order_by("pk"):
        found.setdefault((pin.language, pin.question), []).append(str(pin.practice_key))
    return found


def forget_aids() -> None:
    """Read groups and recommendations anew when they are next needed, in processes that share the cache."""
    cache.delete_many(["search:synonyms", "search:pins"])


def in_vain(lang: str) -> QuerySet[Question]:
    """Questions that found nothing, or whose answers nobody followed, the most asked first."""
    unanswered = Q(unanswered__gt=0)
    unfollowed = Q(asked__gte=SELDOM, clicked=0)
    return Question.objects.filter(unanswered | unfollowed, language=lang).order_by(
        F("unanswered").desc(), F("asked").desc(), "text"
    )


def most_asked(lang: str, *, most: int) -> list[str]:
    """The questions that are asked most in one language."""
    rows = Question.objects.filter(language=lang).order_by("-asked", "text")
    return list(rows.values_list("text", flat=True)[:most])


def open_calls() -> QuerySet[ContentCall]:
    """Subjects on which the network looks for practices, the newest first."""
    return ContentCall.objects.filter(closed_at=None).order_by("-opened_at")
