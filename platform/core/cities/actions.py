"""Every write about cities and their people."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import Refused, require
from core.accounts.models import User
from core.cities.facts import (
    CityChanged,
    CityRegistered,
    InvitationWithdrawn,
    MembershipEnded,
    NetworkRoleGiven,
    PersonInvited,
    PersonJoined,
    RoleChanged,
)
from core.cities.models import (
    City,
    CityRole,
    Invitation,
    Membership,
    NetworkOffice,
    NetworkRole,
    PartnerNetwork,
)
from core.cities.queries import digest_of
from core.journal.actions import record
from core.vocabularies.models import Term
from core.vocabularies.terms import terms

OPEN_FOR = timedelta(days=14)


def stream_of(city: City) -> str:
    """The journal's stream of a city."""
    return f"city:{city.pk}"


@transaction.atomic
def register_city(*, actor: Any, slug: str, facts: Mapping[str, Any]) -> tuple[City, bool]:
    """Make the city `slug`, or bring it to `facts`; returns it and whether anything changed.

    Args:
        facts: values of the model's fields; `focus_sdgs` are codes of goals.
    """
    require(actor, "network.act")
    values = dict(facts)
    goals = set(values.pop("focus_sdgs", ()))
    city = City.objects.select_for_update().filter(slug=slug).first()
    if city is None:
        city = City.objects.create(slug=slug, **values)
        city.focus_sdgs.set(Term.objects.filter(scheme="sdg", code__in=goals))
        record(CityRegistered(city.pk), stream=stream_of(city), actor=actor)
        return city, True
    changed = [name for name, value in values.items() if getattr(city, name) != value]
    had = set(city.focus_sdgs.values_list("code", flat=True))
    if not changed and had == goals:
        return city, False
    for name in changed:
        setattr(city, name, values[name])
    city.save(update_fields=changed or None)
    city.focus_sdgs.set(Term.objects.filter(scheme="sdg", code__in=goals))
    record(CityChanged(city.pk), stream=stream_of(city), actor=actor)
    return city, True


OWN_WORDS = ("languages", "strengths", "challenges")


def known_codes(name: str) -> list[str]:
    """The codes from which a city chooses what it says in the column `name` of `OWN_WORDS`."""
    if name == "languages":
        return [code for code, _name in settings.LANGUAGES]
    return [term.code for term in terms("theme")]


@transaction.atomic
def describe_city(*, actor: Any, city: City, values: Mapping[str, Any]) -> City:
    """A city says what it can offer and what it seeks; what is not named stays.

    Args:
        values: `population`, and codes of `languages`, `strengths` and `challenges` (themes).

    Raises:
        ValidationError: a code is not in its vocabulary, or a number makes no sense.
    """
    city = City.objects.select_for_update().get(pk=city.pk)
    require(actor, "city.describe", city)
    for name in ("population", *OWN_WORDS):
        if name in values:
            setattr(city, name, values[name])
    checking.fits(city, ("population",))
    for name in OWN_WORDS:
        setattr(city, name, list(dict.fromkeys(getattr(city, name))))
        if not set(getattr(city, name)) <= set(known_codes(name)):
            raise ValidationError({name: _("Choose from the list.")})
    city.save(update_fields=["population", *OWN_WORDS])
    record(CityChanged(city.pk), stream=stream_of(city), actor=actor)
    return city


@transaction.atomic
def register_network(
    *, actor: Any, slug: str, facts: Mapping[str, Any]
) -> tuple[PartnerNetwork, bool]:
    """Make the partner network `slug`, or bring it to `facts`."""
    require(actor, "network.act")
    network, is_new = PartnerNetwork.objects.get_or_create(slug=slug, defaults=dict(facts))
    changed = [name for name, value in facts.items() if getattr(network, name) != value]
    for name in changed:
        setattr(network, name, facts[name])
    if changed:
        network.save(update_fields=changed)
    return network, is_new or bool(changed)


@transaction.atomic
def give_role(*, actor: Any, user: User, city: City, role: str) -> Membership:
    """Make `user` a person of `city`; giving the same role twice changes nothing."""
    require(actor, "city.manage_people", city)
    membership, is_new = Membership.objects.get_or_create(
        user=user, city=city, defaults={"role": role}
    )
    if is_new or not membership.is_active:
        membership.is_active = True
        membership.role = role
        membership.save(update_fields=["is_active", "role"])
        record(PersonJoined(city.pk, user.pk, role), stream=stream_of(city), actor=actor)
    elif membership.role != role:
        change_role(actor=actor, membership=membership, role=role)
    return membership


@transaction.atomic
def change_role(*, actor: Any, membership: Membership, role: str) -> Membership:
    """Make a member a focal point, or the other way round."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.role == role:
        return membership
    require(actor, "membership.change_role", membership)
    membership.role = CityRole(role)
    membership.save(update_fields=["role"])
    record(
        RoleChanged(membership.city_id, membership.user_id, role),
        stream=stream_of(membership.city),
        actor=actor,
    )
    return membership


@transaction.atomic
def end_membership(*, actor: Any, membership: Membership) -> None:
    """Take a person out of a city; their texts stay. Asking twice changes nothing."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if not membership.is_active:
        return
    require(actor, "membership.end", membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    record(
        MembershipEnded(membership.city_id, membership.user_id),
        stream=stream_of(membership.city),
        actor=actor,
    )


@transaction.atomic
def give_network_role(*, actor: Any, user: User, role: str) -> NetworkRole:
    """Make `user` a reviewer or part of the secretariat."""
    require(actor, "network.act", user)
    row, is_new = NetworkRole.objects.get_or_create(user=user, role=NetworkOffice(role))
    if is_new:
        record(NetworkRoleGiven(user.pk, role), stream="network", actor=actor)
    return row


@transaction.atomic
def invite_person(
    *, actor: Any, city: City, email: str, role: str = CityRole.MEMBER
) -> tuple[Invitation, str]:
    """Invite an address to a city; returns the invitation and its key, which is not stored.

    Asking twice returns the standing invitation with a new key and a new time limit.
    """
    require(actor, "city.invite_person", city)
    email = email.strip().lower()
    if city.memberships.filter(user__email__iexact=email, is_active=True).exists():
        raise Refused("city.invite_person", _("This person already belongs to the city."))
    key = secrets.token_urlsafe(24)
    values = {
        "role": CityRole(role),
        "digest": digest_of(key),
        "invited_by_id": actor.pk,
        "expires_at": timezone.now() + OPEN_FOR,
    }
    invitation, is_new = Invitation.objects.update_or_create(
        city=city, email=email, accepted_at=None, withdrawn_at=None, defaults=values
    )
    if is_new:
        record(
            PersonInvited(city.pk, invitation.pk, invitation.role),
            stream=stream_of(city),
            actor=actor,
        )
    return invitation, key


@transaction.atomic
def withdraw_invitation(*, actor: Any, invitation: Invitation) -> None:
    """Close an invitation that nobody has accepted."""
    require(actor, "invitation.withdraw", invitation)
    closed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
    if closed:
        record(
            InvitationWithdrawn(invitation.city_id, invitation.pk),
            stream=stream_of(invitation.city),
            actor=actor,
        )


def state_of(invitation: Invitation) -> str:
    """``open``, ``accepted``, ``withdrawn`` or ``expired``."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "open" if invitation.expires_at > timezone.now() else "expired"


@transaction.atomic
def accept_invitation(*, user: User, invitation: Invitation) -> Membership:
    """Join the city. The key of the invitation is the right to do so; it opens once.

    Raises:
        Refused: the invitation is used, withdrawn or expired.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if state_of(invitation) != "open":
        raise Refused("invitation.accept", _("This invitation can no longer be used."))
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    membership, _is_new = Membership.objects.update_or_create(
        user=user, city=invitation.city, defaults={"role": invitation.role, "is_active": True}
    )
    user.__dict__.pop("_roles", None)
    record(
        PersonJoined(invitation.city_id, user.pk, invitation.role),
        stream=stream_of(invitation.city),
        actor=user,
    )
    return membership
