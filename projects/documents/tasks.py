"""Work on documents beside the page: each may run twice."""

from celery import shared_task

from projects.documents import tending


@shared_task(ignore_result=True)
def draw_document(document_id: int) -> None:
    """Bring what readers see up to the log."""
    tending.draw(document_id)


@shared_task(ignore_result=True)
def fold_document(document_id: int) -> None:
    """Fold the log."""
    tending.fold(document_id)


@shared_task(ignore_result=True)
def end_session(document_id: int) -> None:
    """Nobody writes any more: keep a version."""
    tending.end_session(document_id)


@shared_task(ignore_result=True)
def tend_documents() -> None:
    """Whatever the web processes did not ask for, because they were stopped."""
    tending.tend_documents()
