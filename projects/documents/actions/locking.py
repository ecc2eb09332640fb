"""Hold a document while it changes."""

from projects.documents.models import Document


def locked(document: Document) -> Document:
    """The document as it is now, its row held until the transaction ends."""
    found = Document.objects.select_for_update().get(pk=document.pk)
    found.project = document.project
    return found
