"""How a practice moves. The rule of the same name decides who moves it."""

from core.access.lifecycle import Lifecycle, Move
from knowledge.library.models.reuse import Stage
from knowledge.library.models.standing import State

PRACTICE = Lifecycle(
    Move("practice.submit", source=(State.DRAFT, State.WITHDRAWN), target=State.SUBMITTED),
    Move("practice.call_back", source=(State.SUBMITTED,), target=State.DRAFT),
    Move("practice.decline", source=(State.SUBMITTED,), target=State.DRAFT),
    Move("practice.call_back_revision", source=(State.SUBMITTED,), target=State.PUBLISHED),
    Move("practice.decline_revision", source=(State.SUBMITTED,), target=State.PUBLISHED),
    Move("practice.publish", source=(State.SUBMITTED,), target=State.PUBLISHED),
    Move("practice.withdraw", source=(State.PUBLISHED,), target=State.WITHDRAWN),
    Move("practice.revise", source=(State.PUBLISHED,), target=State.SUBMITTED),
)

REUSE = Lifecycle(
    Move("reuse.understand", source=(Stage.INTEREST,), target=Stage.UNDERSTANDING),
    Move("reuse.adapt", source=(Stage.UNDERSTANDING,), target=Stage.ADAPTING),
    Move("reuse.begin", source=(Stage.ADAPTING,), target=Stage.REUSING),
    Move("reuse.establish", source=(Stage.REUSING,), target=Stage.ESTABLISHED),
    Move(
        "reuse.stop",
        source=(Stage.INTEREST, Stage.UNDERSTANDING, Stage.ADAPTING, Stage.REUSING),
        target=Stage.STOPPED,
    ),
    Move("reuse.resume", source=(Stage.STOPPED,), target=Stage.INTEREST),
)
