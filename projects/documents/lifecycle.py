"""How a document moves from state to state."""

from core.access.lifecycle import Lifecycle, Move
from projects.documents.models import CommentState as C
from projects.documents.models import DocumentState as S

DOCUMENT = Lifecycle(
    Move("document.consult", source=(S.DRAFT,), target=S.CONSULTATION),
    Move("document.draft_again", source=(S.CONSULTATION, S.OFFERED), target=S.DRAFT),
    Move("document.offer", source=(S.DRAFT, S.CONSULTATION), target=S.OFFERED),
    Move("document.settle", source=(S.OFFERED,), target=S.AGREED),
    Move("document.archive", source=(S.DRAFT, S.CONSULTATION, S.AGREED), target=S.ARCHIVED),
    Move("document.take_out", source=(S.ARCHIVED,), target=S.DRAFT),
)

COMMENT = Lifecycle(
    Move("document_comment.resolve", source=(C.OPEN,), target=C.RESOLVED),
    Move("document_comment.accept", source=(C.OPEN,), target=C.ACCEPTED),
    Move("document_comment.reject", source=(C.OPEN,), target=C.REJECTED),
    Move(
        "document_comment.open_again",
        source=(C.RESOLVED, C.ACCEPTED, C.REJECTED),
        target=C.OPEN,
    ),
)
