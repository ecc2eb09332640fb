"""Who follows a request live: whoever sees it."""

from typing import Any
from uuid import UUID

from core.live.topics import topic
from projects.support.facts import PeerMoved, RequestMoved, RequestWritten
from projects.support.queries import request_for


@topic("support", access=(PeerMoved, RequestMoved, RequestWritten))
def may_follow_request(actor: Any, name: str) -> bool:
    try:
        key = UUID(name.partition(":")[2])
    except ValueError:
        return False
    return request_for(actor, key) is not None
