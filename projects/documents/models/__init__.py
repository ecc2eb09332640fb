"""Texts that cities write together, and the log in which every edit of them is kept."""

from projects.documents.models.comment import (
    CommentState,
    DocumentComment,
)
from projects.documents.models.document import (
    OPEN,
    Document,
    DocumentKind,
    DocumentState,
    Folder,
    Grant,
    Level,
)
from projects.documents.models.log import (
    Agreement,
    DocumentAuthor,
    DocumentSnapshot,
    DocumentUpdate,
    DocumentVersion,
    Projection,
    VersionKind,
)
from projects.documents.models.picture import DocumentPicture

__all__ = [
    "OPEN",
    "Agreement",
    "CommentState",
    "Document",
    "DocumentAuthor",
    "DocumentComment",
    "DocumentKind",
    "DocumentPicture",
    "DocumentSnapshot",
    "DocumentState",
    "DocumentUpdate",
    "DocumentVersion",
    "Folder",
    "Grant",
    "Level",
    "Projection",
    "VersionKind",
]
