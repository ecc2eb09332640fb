"""The letter of an invitation; it leaves by allauth's adapter, the one exit of mail."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from core.cities.models import Invitation


def send_invitation(request: HttpRequest, invitation: Invitation, link: str) -> None:
    """Write to the invited address in the language of the page on which it was asked for."""
    context = {
        "city": invitation.city.name,
        "role": invitation.get_role_display(),
        "inviter": str(invitation.invited_by or ""),
        "link": link,
    }
    get_adapter(request).send_mail("cities/email/invitation", invitation.email, context)
