from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.access.rules import Refused
from core.cities.actions import (
    accept_invitation,
    change_role,
    end_membership,
    invite_person,
    withdraw_invitation,
)
from core.cities.models import Invitation, Membership


def membership(user):
    return Membership.objects.get(user=user)


def test_a_focal_point_invites_a_person_of_the_own_city(amman_focal_point, amman, journal_kinds):
    invitation, key = invite_person(
        actor=amman_focal_point, city=amman, email=" New@Amman.Example "
    )
    assert invitation.email == "new@amman.example"
    assert key not in str(Invitation.objects.values())
    assert journal_kinds() == ["PersonInvited"]


@pytest.mark.parametrize(
    "who", ["amman_officer", "medina_focal_point", "reviewer", "newcomer", "visitor"]
)
def test_others_invite_nobody_to_amman(persona, amman, who):
    with pytest.raises(Refused):
        invite_person(actor=persona(who), city=amman, email="x@example.org")


def test_asking_twice_renews_the_standing_invitation(amman_focal_point, amman, journal_kinds):
    first, old = invite_person(actor=amman_focal_point, city=amman, email="x@example.org")
    second, new = invite_person(actor=amman_focal_point, city=amman, email="x@example.org")
    assert first.pk == second.pk
    assert old != new
    assert journal_kinds() == ["PersonInvited"]


def test_a_member_is_not_invited_again(amman_focal_point, amman, amman_officer):
    with pytest.raises(Refused):
        invite_person(actor=amman_focal_point, city=amman, email=amman_officer.email)


def test_the_letter_has_the_link_that_opens_once(client_of, client, amman_focal_point, amman):
    page = client_of(amman_focal_point).post(
        reverse("cities:people", args=["amman"]), {"email": "x@example.org", "role": "member"}
    )
    link = page.context["link"]
    (letter,) = mail.outbox
    assert link in letter.body
    assert letter.to == ["x@example.org"]
    path = "/" + link.split("/", 3)[3]
    data = {"display_name": "س", "language": "ar", "password": "كلمة سر طويلة 77"}
    answer = client.post(path, data)
    assert answer.status_code == 302
    assert Membership.objects.filter(user__email="x@example.org", city=amman).exists()
    assert client.get(path).status_code == 410


def test_a_weak_password_is_refused_and_the_name_is_kept(client, amman_focal_point, amman):
    _, key = invite_person(actor=amman_focal_point, city=amman, email="x@example.org")
    data = {"display_name": "سعاد", "language": "ar", "password": "123"}
    answer = client.post(reverse("cities:join", args=[key]), data)
    assert answer.status_code == 422
    assert "سعاد" in answer.content.decode()


@pytest.mark.parametrize("how", ["expired", "withdrawn", "unknown"])
def test_a_closed_invitation_says_why(client, amman_focal_point, amman, how):
    invitation, key = invite_person(actor=amman_focal_point, city=amman, email="x@example.org")
    if how == "expired":
        past = timezone.now() - timedelta(days=1)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=past)
    elif how == "withdrawn":
        withdraw_invitation(actor=amman_focal_point, invitation=invitation)
    else:
        key = "nonsense"
    assert client.get(reverse("cities:join", args=[key])).status_code == 410


def test_a_known_person_joins_a_second_city(
    amman_focal_point, amman, medina_officer, journal_kinds
):
    invitation, _ = invite_person(actor=amman_focal_point, city=amman, email=medina_officer.email)
    accept_invitation(user=medina_officer, invitation=invitation)
    assert medina_officer.memberships.count() == 2
    with pytest.raises(Refused):
        accept_invitation(user=medina_officer, invitation=invitation)
    assert journal_kinds() == ["PersonInvited", "PersonJoined"]


def test_a_city_keeps_a_focal_point(amman_focal_point, amman_officer):
    own = membership(amman_focal_point)
    with pytest.raises(Refused):
        change_role(actor=amman_focal_point, membership=own, role="member")
    with pytest.raises(Refused):
        end_membership(actor=amman_focal_point, membership=own)
    change_role(actor=amman_focal_point, membership=membership(amman_officer), role="focal_point")
    end_membership(actor=amman_focal_point, membership=own)
    assert not Membership.objects.get(pk=own.pk).is_active


def test_a_stranger_sees_no_people(client_of, amman, tunis_officer):
    answer = client_of(tunis_officer).get(reverse("cities:people", args=["amman"]))
    assert answer.status_code == 403
    assert "منسق" in answer.content.decode()


def test_inviting_a_member_again_is_said_beside_the_field_and_keeps_what_was_typed(
    client_of, amman_focal_point, amman_officer
):
    answer = client_of(amman_focal_point).post(
        reverse("cities:people", args=["amman"]),
        {"email": amman_officer.email, "role": "focal_point"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ينتمي هذا الشخص إلى المدينة أصلًا" in page
    assert f'value="{amman_officer.email}"' in page
    assert 'value="focal_point" selected' in page


def test_the_last_focal_point_reads_why_the_role_cannot_change(client_of, amman_focal_point, amman):
    page = (
        client_of(amman_focal_point).get(reverse("cities:people", args=["amman"])).content.decode()
    )
    own = membership(amman_focal_point)
    assert "منسق واحد على الأقل" in page
    assert reverse("cities:change_role", args=["amman", own.pk]) not in page
    assert reverse("cities:end_membership", args=["amman", own.pk]) not in page


def test_somebody_else_who_is_signed_in_is_warned_before_joining(
    client_of, amman_focal_point, amman, medina_officer
):
    _, key = invite_person(actor=amman_focal_point, city=amman, email="other@example.org")
    page = client_of(medina_officer).get(reverse("cities:join", args=[key])).content.decode()
    assert medina_officer.email in page
    assert "other@example.org" in page
    assert "notice-warning" in page
