"""What happens to documents: ids and codes only."""

from core.journal.facts import fact


@fact
class DocumentBegun:
    project_id: int
    document_id: int


@fact
class DocumentDescribed:
    project_id: int
    document_id: int


@fact
class DocumentMoved:
    project_id: int
    document_id: int
    state: str


@fact
class DocumentShared:
    project_id: int
    document_id: int


@fact
class VersionKept:
    project_id: int
    document_id: int
    number: int


@fact
class TextRestored:
    project_id: int
    document_id: int
    number: int


@fact
class TextAgreed:
    project_id: int
    document_id: int
    city_id: int


@fact
class TextDrawn:
    project_id: int
    document_id: int


@fact
class TextCommented:
    project_id: int
    document_id: int
    comment_id: int


@fact
class TextCommentSettled:
    project_id: int
    document_id: int
    comment_id: int
    state: str


@fact
class TextPictured:
    """A picture was brought; whether the text shows it is for those who write."""

    project_id: int
    document_id: int
    picture_id: int


@fact
class TextNamed:
    """A person or a city that a text names since it was last drawn."""

    project_id: int
    document_id: int
    person_id: int | None
    city_id: int | None
