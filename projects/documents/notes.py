"""What people are told of documents, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind, leading
from core.notifications.models import Note, Pace
from projects.documents.models import Document


def _lines(notes: Iterable[Note], person: Any, words: Any) -> Mapping[int, Line]:
    def rows(ids: set[int]) -> Any:
        return visible(person, Document.objects.filter(pk__in=ids)).select_related("project")

    return leading(
        notes,
        key="document_id",
        rows=rows,
        sentence=lambda _note: words,
        title=lambda document: f"{document.project.acronym}: {document.title}",
    )


@kind("text_asks", label=_("A document waits for the word of my city"), pace=Pace.AT_ONCE)
def text_asks(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("Does your city agree to this text?"))


@kind("text_commented", label=_("Somebody comments on a document of mine"), pace=Pace.DAILY)
def text_commented(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("There is a new comment"))


@kind("text_names", label=_("A document names me or my city"), pace=Pace.AT_ONCE)
def text_names(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("You are named in this text"))
