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


@fact
class PracticeCalledBack:
    practice_key: str


@fact
class PracticeDeclined:
    practice_key: str


@fact
class PracticePublished:
    practice_key: str
    page_id: int
    language: str


@fact
class PracticeWithdrawn:
    practice_key: str
    page_id: int
    language: str


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
