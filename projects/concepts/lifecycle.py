"""How calls, concept notes and interests move. The rule of the same name decides who."""

from core.access.lifecycle import Lifecycle, Move
from projects.concepts.models import CallState as C
from projects.concepts.models import ConceptState as S
from projects.concepts.models import InterestState as I

CALL = Lifecycle(
    Move("call.open", source=(C.DRAFT, C.CLOSED), target=C.OPEN),
    Move("call.close", source=(C.OPEN,), target=C.CLOSED),
)

CONCEPT = Lifecycle(
    Move("concept.submit", source=(S.DRAFT, S.CHANGES_ASKED), target=S.SUBMITTED),
    Move("concept.check", source=(S.SUBMITTED,), target=S.ELIGIBILITY),
    Move("concept.ask_changes", source=(S.SUBMITTED, S.ELIGIBILITY), target=S.CHANGES_ASKED),
    Move("concept.decline", source=(S.SUBMITTED, S.ELIGIBILITY), target=S.NOT_CONTINUED),
    Move("concept.open", source=(S.ELIGIBILITY,), target=S.OPEN),
    Move("concept.form", source=(S.OPEN,), target=S.FORMED),
    Move("concept.look_again", source=(S.FORMED,), target=S.OPEN),
    Move("concept.become_project", source=(S.FORMED,), target=S.PROJECT),
    Move(
        "concept.withdraw",
        source=(S.DRAFT, S.SUBMITTED, S.ELIGIBILITY, S.CHANGES_ASKED, S.OPEN, S.FORMED),
        target=S.WITHDRAWN,
    ),
    Move("concept.expire", source=(S.OPEN,), target=S.EXPIRED),
    Move("concept.resume", source=(S.WITHDRAWN, S.EXPIRED), target=S.DRAFT),
)

INTEREST = Lifecycle(
    Move("interest.accept", source=(I.SENT, I.WAITLISTED), target=I.ACCEPTED),
    Move("interest.waitlist", source=(I.SENT, I.ACCEPTED), target=I.WAITLISTED),
    Move("interest.decline", source=(I.SENT, I.WAITLISTED, I.ACCEPTED), target=I.DECLINED),
    Move("interest.withdraw", source=(I.SENT, I.WAITLISTED, I.ACCEPTED), target=I.WITHDRAWN),
    Move("interest.send_again", source=(I.WITHDRAWN, I.DECLINED), target=I.SENT),
)
