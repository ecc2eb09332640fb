"""A new person comes in through an invitation: account and role in one transaction."""

from django.db import transaction

from core.accounts.actions import make_person
from core.accounts.models import User
from core.cities.actions import accept_invitation
from core.cities.models import Invitation


@transaction.atomic
def join_as_new_person(
    *, invitation: Invitation, display_name: str, language: str, password: str
) -> User:
    """Make the account of the invited address and take it into the city."""
    user = make_person(
        email=invitation.email,
        password=password,
        display_name=display_name,
        language=language,
    )
    accept_invitation(user=user, invitation=invitation)
    return user
