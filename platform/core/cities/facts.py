"""What happens to cities and their people."""

from core.journal.facts import fact


@fact
class CityRegistered:
    city_id: int


@fact
class CityChanged:
    city_id: int


@fact
class PersonInvited:
    city_id: int
    invitation_id: int
    role: str


@fact
class InvitationWithdrawn:
    city_id: int
    invitation_id: int


@fact
class PersonJoined:
    city_id: int
    user_id: int
    role: str


@fact
class RoleChanged:
    city_id: int
    user_id: int
    role: str


@fact
class MembershipEnded:
    city_id: int
    user_id: int


@fact
class NetworkRoleGiven:
    user_id: int
    role: str
