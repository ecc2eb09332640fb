"""A city's last focal point is not deleted, through no door."""

import pytest
from django.urls import reverse

from core.access.rules import can
from core.accounts.models import User
from tests.cast import person


@pytest.fixture
def operators_client(operator, client_of):
    return client_of(operator)


def there(user):
    return User.objects.filter(pk=user.pk, is_active=True).exists()


def doors(user):
    bulk = ["accounts", "user"]
    return {
        "delete": (reverse("wagtailusers_users:delete", args=[user.pk]), {}),
        "edit": (
            reverse("wagtailusers_users:edit", args=[user.pk]),
            {"email": user.email, "display_name": user.display_name, "language": "ar"},
        ),
        "delete many": (
            f"{reverse('wagtail_bulk_action', args=[*bulk, 'delete'])}?id={user.pk}",
            {},
        ),
        "switch off": (
            f"{reverse('wagtail_bulk_action', args=[*bulk, 'set_active_state'])}?id={user.pk}",
            {"mark_as_active": "False"},
        ),
    }


@pytest.mark.parametrize("door", ["delete", "edit", "delete many", "switch off"])
def test_no_door_deletes_the_last_focal_point(amman_focal_point, operators_client, door):
    address, data = doors(amman_focal_point)[door]
    answer = operators_client.post(address, data, follow=True)
    assert there(amman_focal_point)
    assert "منسق" in answer.content.decode()


@pytest.mark.parametrize("door", ["delete", "delete many", "switch off"])
def test_another_focal_point_opens_the_door(amman, amman_focal_point, operators_client, door):
    person("second-focal", city=amman, role="focal_point")
    address, data = doors(amman_focal_point)[door]
    operators_client.post(address, data)
    assert not there(amman_focal_point)


@pytest.mark.parametrize("who", ["amman_focal_point", "secretariat", "newcomer", "visitor"])
def test_only_operators_end_accounts(persona, amman_officer, who):
    assert not can(persona(who), "person.end", amman_officer)
