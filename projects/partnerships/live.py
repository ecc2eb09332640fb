"""Who follows a project live: whoever sees its workspace."""

from typing import Any
from uuid import UUID

from core.cities.facts import MembershipEnded, NetworkRoleGiven, PersonJoined, RoleChanged
from core.live.topics import changes_access_everywhere, topic
from projects.partnerships.facts import LeadHandedOver, PartnerMoved, ProjectMoved
from projects.partnerships.queries import project_for

changes_access_everywhere(MembershipEnded, NetworkRoleGiven, PersonJoined, RoleChanged)


@topic("project", access=(PartnerMoved, LeadHandedOver, ProjectMoved))
def may_follow_project(actor: Any, name: str) -> bool:
    """The same people who may open the workspace."""
    try:
        key = UUID(name.partition(":")[2])
    except ValueError:
        return False
    return project_for(actor, key) is not None
