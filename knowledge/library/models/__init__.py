"""The page tree and the record of a practice."""

from knowledge.library.models.articles import ArticleKind, ArticlePage, ArticlesPage
from knowledge.library.models.gate import PublicationRefused, trusted_import
from knowledge.library.models.practice import (
    Cost,
    Kind,
    Partnering,
    PracticePage,
    Provenance,
)
from knowledge.library.models.reuse import PracticeReuse, Question, Stage
from knowledge.library.models.review import Advice, Criterion, Review, ReviewStage, Score
from knowledge.library.models.rows import (
    BuildingBlock,
    EvidenceRow,
    Material,
    Picture,
    ResourceRow,
)
from knowledge.library.models.standing import Level, PracticeStanding, State
from knowledge.library.models.tasks import CityApproval, NetworkReview
from knowledge.library.models.tree import CityBranchPage, HomePage, LibraryPage
from knowledge.library.models.voices import Reason, Report, ReportState, Voice

__all__ = [
    "Advice",
    "ArticleKind",
    "ArticlePage",
    "ArticlesPage",
    "BuildingBlock",
    "CityApproval",
    "CityBranchPage",
    "Cost",
    "Criterion",
    "EvidenceRow",
    "HomePage",
    "Kind",
    "Level",
    "LibraryPage",
    "Material",
    "NetworkReview",
    "Partnering",
    "Picture",
    "PracticePage",
    "PracticeReuse",
    "PracticeStanding",
    "Provenance",
    "PublicationRefused",
    "Question",
    "Reason",
    "Report",
    "ReportState",
    "ResourceRow",
    "Review",
    "ReviewStage",
    "Score",
    "Stage",
    "State",
    "Voice",
    "trusted_import",
]
