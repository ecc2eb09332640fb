"""How a project, a partner and a report move. The rule of the same name decides who."""

from core.access.lifecycle import Lifecycle, Move
from projects.partnerships.models import PartnerState as P
from projects.partnerships.models import ProjectState as S
from projects.partnerships.models import ReportState as R

PROJECT = Lifecycle(
    Move("project.hand_in", source=(S.PLANNING,), target=S.REVIEW),
    Move("project.send_back", source=(S.REVIEW,), target=S.PLANNING),
    Move("project.register", source=(S.REVIEW,), target=S.READY),
    Move("project.start", source=(S.READY,), target=S.RUNNING),
    Move("project.pause", source=(S.RUNNING,), target=S.PAUSED),
    Move("project.resume", source=(S.PAUSED,), target=S.RUNNING),
    Move("project.begin_closing", source=(S.RUNNING,), target=S.CLOSING),
    Move("project.go_on", source=(S.CLOSING,), target=S.RUNNING),
    Move("project.close", source=(S.CLOSING,), target=S.CLOSED),
    Move("project.follow_up", source=(S.CLOSED,), target=S.FOLLOWED_UP),
    Move(
        "project.stop",
        source=(S.PLANNING, S.REVIEW, S.READY, S.RUNNING, S.PAUSED, S.CLOSING),
        target=S.STOPPED,
    ),
)

PARTNER = Lifecycle(
    Move("partner.accept", source=(P.INVITED,), target=P.ACCEPTED),
    Move("partner.decline", source=(P.INVITED,), target=P.DECLINED),
    Move("partner.call_back", source=(P.INVITED,), target=P.DECLINED),
    Move("partner.leave", source=(P.ACCEPTED, P.ACTIVE), target=P.LEFT),
    Move("partner.release", source=(P.ACCEPTED, P.ACTIVE), target=P.LEFT),
    Move("partner.invite_again", source=(P.DECLINED, P.LEFT), target=P.INVITED),
    Move("partner.activate", source=(P.ACCEPTED,), target=P.ACTIVE),
)

REPORT = Lifecycle(
    Move("project_report.submit", source=(R.DRAFTED, R.RETURNED), target=R.SUBMITTED),
    Move("project_report.return", source=(R.SUBMITTED,), target=R.RETURNED),
    Move("project_report.accept", source=(R.SUBMITTED,), target=R.ACCEPTED),
)
