"""What happens to practices."""

from core.journal.facts import fact


@fact
class PracticeStarted:
    practice_key: str
    page_id: int


@fact
class PracticeSubmitted:
    practice_key: str
    revision_id: int
    review_id: int = 0


@fact
class PracticeCalledBack:
    practice_key: str
    review_id: int = 0


@fact
class PracticeApprovedByCity:
    practice_key: str
    review_id: int


@fact
class ChangesAsked:
    """Of the city itself (``city``), or of the network."""

    practice_key: str
    review_id: int
    asked_by: str


@fact
class PracticeDeclined:
    practice_key: str
    review_id: int = 0


@fact
class ReviewerAssigned:
    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class ReviewerReleased:
    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class ReviewerExcused:
    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class AdviceDue:
    """The day until which a reviewer was asked to read comes near."""

    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class AdviceOverdue:
    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class AdviceGiven:
    practice_key: str
    review_id: int
    reviewer_id: int


@fact
class PracticePublished:
    practice_key: str
    page_id: int
    language: str


@fact
class ArticlePublished:
    article_key: str


@fact
class ArticleWithdrawn:
    article_key: str


@fact
class PracticeWithdrawn:
    practice_key: str
    page_id: int
    language: str


@fact
class PracticeConfirmationAsked:
    practice_key: str


@fact
class PracticeConfirmed:
    practice_key: str


@fact
class PracticeOutdated:
    practice_key: str


@fact
class PracticeArchived:
    practice_key: str


@fact
class PracticeRestored:
    practice_key: str


@fact
class PracticeMoved:
    practice_key: str
    page_id: int


@fact
class PracticeTranslated:
    practice_key: str
    page_id: int
    language: str


@fact
class PracticeDeleted:
    practice_key: str
    page_id: int


@fact
class ReuseStarted:
    reuse_id: int
    practice_key: str
    city_id: int


@fact
class ReuseMoved:
    reuse_id: int
    practice_key: str
    stage: str


@fact
class ReuseWritten:
    reuse_id: int
    practice_key: str


@fact
class ReuseContactConfirmed:
    reuse_id: int
    practice_key: str


@fact
class ReuseConfirmed:
    reuse_id: int
    practice_key: str
    side: str


@fact
class ReuseThanked:
    reuse_id: int
    practice_key: str


@fact
class VoiceWritten:
    practice_key: str
    voice_id: int


@fact
class ReportFiled:
    practice_key: str
    report_id: int


@fact
class ReportDecided:
    """With the state that the decision led to."""

    practice_key: str
    report_id: int
    state: str


@fact
class ReportAppealed:
    practice_key: str
    report_id: int
