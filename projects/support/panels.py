"""What requests for support add to other pages: an idea may begin from one."""

from typing import Any
from uuid import UUID

from projects.partnerships import origins
from projects.partnerships.origins import Origin
from projects.support.queries import request_for


def origin(actor: Any, key: UUID) -> Origin | None:
    """A request that this person sees, as the beginning of a concept note."""
    request = request_for(actor, key)
    if request is None:
        return None
    values = {
        "title": request.title,
        "language": request.language,
        "issue": request.challenge,
        "themes": [term.code for term in request.themes.all()],
    }
    return Origin(request.title, request.get_absolute_url(), values)


origins.add("request", origin)
