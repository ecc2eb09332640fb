"""What happens in conversations: ids only."""

from core.journal.facts import fact


@fact
class CommentWritten:
    project_id: int
    thread_id: int
    comment_id: int


@fact
class CommentChanged:
    project_id: int
    thread_id: int
    comment_id: int


@fact
class CommentRemoved:
    project_id: int
    thread_id: int
    comment_id: int


@fact
class ThreadResolved:
    project_id: int
    thread_id: int
    is_resolved: bool
