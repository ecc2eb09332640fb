"""What has to be done for documents by and by; each may be done twice."""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from core.access.rules import SYSTEM, can
from projects.documents import actions, compacting
from projects.documents.models import Document, VersionKind

log = logging.getLogger(__name__)
SILENT_FOR = timedelta(seconds=20)
MOST = 50


def draw(document_id: int) -> None:
    """Bring what readers and the search see up to the log."""
    if Document.objects.filter(pk=document_id).exists():
        actions.draw_document(document_id)


def fold(document_id: int) -> None:
    """Fold the log of edits when it is long; a log that cannot be folded is kept and reported."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not compacting.is_due(document, nobody_writes=True):
        return
    try:
        compacting.compact(document_id)
    except compacting.Unsound:
        log.exception("The log of document %s is kept as it is.", document_id)


def end_session(document_id: int) -> None:
    """The last writer has left: the text is drawn, kept as a version when it changed, and folded."""
    document = Document.objects.select_related("project").filter(pk=document_id).first()
    if document is None:
        return
    actions.draw_document(document_id)
    if document.is_open and can(SYSTEM, "document.keep_version", document):
        actions.keep_version(actor=SYSTEM, document=document, kind=VersionKind.SESSION)
    fold(document_id)


def tend_documents() -> None:
    """Draw and fold what was written and then forgotten, as when a server was stopped."""
    silent = Document.objects.filter(written_at__lt=timezone.now() - SILENT_FOR)
    behind = silent.filter(projection__seq__lt=F("head_seq"))
    for document_id in behind.values_list("pk", flat=True)[:MOST]:
        end_session(document_id)
    long = silent.filter(head_seq__gte=F("snapshot_seq") + compacting.ROWS)
    for document_id in long.values_list("pk", flat=True)[:MOST]:
        fold(document_id)
