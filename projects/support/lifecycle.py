"""How requests, cities that are asked, and recommendations move. The rule of the same name decides who."""

from core.access.lifecycle import Lifecycle, Move
from projects.support.models import AdviceState as A
from projects.support.models import PeerState as P
from projects.support.models import RequestState as S

REQUEST = Lifecycle(
    Move("request.submit", source=(S.DRAFT,), target=S.SUBMITTED),
    Move("request.ask", source=(S.DRAFT,), target=S.MATCHING),
    Move("request.scope", source=(S.SUBMITTED,), target=S.SCOPED),
    Move("request.look", source=(S.SCOPED,), target=S.MATCHING),
    Move("request.decline", source=(S.SUBMITTED, S.SCOPED), target=S.DECLINED),
    Move("request.find_none", source=(S.MATCHING,), target=S.NO_MATCH),
    Move("request.match", source=(S.MATCHING, S.NO_MATCH), target=S.MATCHED),
    Move("request.look_again", source=(S.MATCHED, S.SCHEDULED), target=S.MATCHING),
    Move("request.schedule", source=(S.MATCHED,), target=S.SCHEDULED),
    Move("request.hold", source=(S.SCHEDULED,), target=S.HELD),
    Move("request.advise", source=(S.HELD,), target=S.ADVISED),
    Move("request.plan", source=(S.ADVISED,), target=S.PLANNED),
    Move("request.follow_up", source=(S.PLANNED,), target=S.FOLLOWED_UP),
    Move("request.close", source=(S.PLANNED, S.FOLLOWED_UP), target=S.CLOSED),
    Move("request.thank", source=(S.MATCHING, S.NO_MATCH), target=S.CLOSED),
    Move(
        "request.cancel",
        source=(
            S.DRAFT,
            S.SUBMITTED,
            S.SCOPED,
            S.MATCHING,
            S.NO_MATCH,
            S.MATCHED,
            S.SCHEDULED,
            S.HELD,
        ),
        target=S.CANCELLED,
    ),
    Move("request.resume", source=(S.CANCELLED, S.DECLINED), target=S.DRAFT),
)

PEER = Lifecycle(
    Move("peer.accept", source=(P.INVITED, P.DECLINED), target=P.ACCEPTED),
    Move("peer.decline", source=(P.INVITED, P.ACCEPTED), target=P.DECLINED),
    Move("peer.take_back", source=(P.INVITED,), target=P.WITHDRAWN),
    Move("peer.ask_again", source=(P.DECLINED, P.WITHDRAWN), target=P.INVITED),
)

EVERY = (A.OPEN, A.ACCEPTED, A.ADAPTED, A.NOT_TAKEN)
ADVICE = Lifecycle(
    Move("advice.accept", source=EVERY, target=A.ACCEPTED),
    Move("advice.adapt", source=EVERY, target=A.ADAPTED),
    Move("advice.leave", source=EVERY, target=A.NOT_TAKEN),
)
