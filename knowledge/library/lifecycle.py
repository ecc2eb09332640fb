"""How a practice, its checking and its reuse move. The rule of the same name decides who."""

from core.access.lifecycle import Lifecycle, Move
from knowledge.library.models.reuse import Stage
from knowledge.library.models.review import OPEN_STAGES, ReviewStage
from knowledge.library.models.standing import State
from knowledge.library.models.voices import ReportState

# The public life of the record; the checking of a text is a life of its own.
PRACTICE = Lifecycle(
    Move(
        "practice.publish",
        source=tuple(State),
        target=State.PUBLISHED,
    ),
    Move("practice.confirm", source=(State.PUBLISHED, State.OUTDATED), target=State.PUBLISHED),
    Move("practice.mark_outdated", source=(State.PUBLISHED,), target=State.OUTDATED),
    Move("practice.archive", source=(State.PUBLISHED, State.OUTDATED), target=State.ARCHIVED),
    Move("practice.restore", source=(State.ARCHIVED,), target=State.PUBLISHED),
    Move(
        "practice.hide",
        source=(State.PUBLISHED, State.OUTDATED, State.ARCHIVED),
        target=State.HIDDEN,
    ),
    Move("practice.show", source=(State.HIDDEN,), target=State.PUBLISHED),
    Move(
        "practice.withdraw",
        source=(State.PUBLISHED, State.OUTDATED, State.ARCHIVED),
        target=State.WITHDRAWN,
    ),
)

REPORT = Lifecycle(
    Move("report.dismiss", source=(ReportState.OPEN,), target=ReportState.DISMISSED),
    Move("report.uphold", source=(ReportState.OPEN,), target=ReportState.UPHELD),
    Move("report.appeal", source=(ReportState.UPHELD,), target=ReportState.APPEALED),
    Move("report.confirm", source=(ReportState.APPEALED,), target=ReportState.CLOSED),
    Move("report.overturn", source=(ReportState.APPEALED,), target=ReportState.DISMISSED),
)

_NETWORK = (ReviewStage.SUBMITTED, ReviewStage.IN_REVIEW)
REVIEW = Lifecycle(
    Move("review.return_to_author", source=(ReviewStage.CITY,), target=ReviewStage.CHANGES_ASKED),
    Move("review.approve_for_city", source=(ReviewStage.CITY,), target=ReviewStage.SUBMITTED),
    Move("review.approve_translation", source=(ReviewStage.CITY,), target=ReviewStage.ACCEPTED),
    Move("review.assign", source=_NETWORK, target=ReviewStage.IN_REVIEW),
    Move("review.release", source=(ReviewStage.IN_REVIEW,), target=ReviewStage.IN_REVIEW),
    Move("review.advise", source=(ReviewStage.IN_REVIEW,), target=ReviewStage.IN_REVIEW),
    Move("review.excuse", source=(ReviewStage.IN_REVIEW,), target=ReviewStage.IN_REVIEW),
    Move("review.ask_changes", source=_NETWORK, target=ReviewStage.CHANGES_ASKED),
    Move("review.decline", source=_NETWORK, target=ReviewStage.NOT_ACCEPTED),
    Move("review.accept", source=(ReviewStage.IN_REVIEW,), target=ReviewStage.ACCEPTED),
    Move("review.call_back", source=OPEN_STAGES, target=ReviewStage.CALLED_BACK),
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
