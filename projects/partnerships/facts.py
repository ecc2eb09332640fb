"""What happens to a project as a whole: ids and codes only."""

from core.journal.facts import fact


@fact
class ProjectBegun:
    project_id: int
    city_id: int


@fact
class ProjectDescribed:
    project_id: int


@fact
class ProjectMoved:
    project_id: int
    move: str
    state: str


@fact
class PartnerInvited:
    project_id: int
    city_id: int


@fact
class PartnerMoved:
    """`state` is that of the partner; access may have changed."""

    project_id: int
    city_id: int
    state: str


@fact
class PartnerDescribed:
    project_id: int
    city_id: int


@fact
class PlanTicked:
    project_id: int
    city_id: int


@fact
class PlanFrozen:
    project_id: int
    number: int
    gate: str


@fact
class LeadOffered:
    project_id: int
    city_id: int


@fact
class LeadHandedOver:
    project_id: int
    from_city_id: int
    city_id: int


@fact
class StopAgreed:
    project_id: int
    city_id: int


@fact
class NoteWritten:
    project_id: int
    number: int


@fact
class NoteAccepted:
    project_id: int
    city_id: int
    number: int


@fact
class AssociateAdded:
    project_id: int
    associate_id: int


@fact
class AssociateRemoved:
    project_id: int
    associate_id: int


@fact
class ProjectReportWritten:
    project_id: int
    report_id: int


@fact
class ProjectReportMoved:
    project_id: int
    report_id: int
    state: str


@fact
class PracticeDrafted:
    project_id: int
    practice_key: str
