"""What people are told of documents, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from projects.documents.models import Document


def _lines(notes: Iterable[Note], person: Any, sentence: Any) -> Mapping[int, Line]:
    """Lines that lead to the document, for whoever may still read it."""
    listed = list(notes)
    ids = {note.entry.values["document_id"] for note in listed}
    rows = visible(person, Document.objects.filter(pk__in=ids)).select_related("project")
    found = {document.pk: document for document in rows}
    told = {}
    for note in listed:
        document = found.get(note.entry.values["document_id"])
        if document is not None:
            address = reverse(
                "documents:document", args=[document.project.public_id, document.public_id]
            )
            told[note.pk] = Line(
                f"{document.project.acronym}: {document.title}", str(sentence), address
            )
    return told


@kind("text_asks", label=_("A document waits for the word of my city"), pace=Pace.AT_ONCE)
def text_asks(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("Does your city agree to this text?"))


@kind("text_commented", label=_("Somebody comments on a document of mine"), pace=Pace.DAILY)
def text_commented(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("There is a new comment"))


@kind("text_names", label=_("A document names me or my city"), pace=Pace.AT_ONCE)
def text_names(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, _("You are named in this text"))
