"""One door for signing in, for people with a second step too."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, user, address="/ar/account/login/", password=PASSWORD):
    return client.post(
        address,
        {"login": user.email, "username": user.email, "email": user.email, "password": password},
    )


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_person_signs_in_and_comes_home_in_their_language(client, amman_officer):
    amman_officer.language = "fr"
    amman_officer.save()
    answer = sign_in(client, amman_officer)
    assert answer["location"] == "/fr/account/profile/"
    assert is_in(client)


def test_a_wrong_password_keeps_the_address(client, amman_officer):
    answer = sign_in(client, amman_officer, password="wrong")
    assert not is_in(client)
    assert amman_officer.email in answer.content.decode()


def test_nobody_signs_up_alone(client):
    answer = client.get("/ar/account/signup/")
    assert "<form" not in answer.content.decode().split("<main")[1].split("</main>")[0]


def all_paths(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from all_paths(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def doors():
    found = {"/" + path for path in all_paths(get_resolver().url_patterns) if "login" in path}
    plain = {door for door in found if "<" not in door and "(" not in door and "^" not in door}
    return sorted(plain | {"/cms/login/", "/ar/_util/login/", "/admin/login/", "/api-auth/login/"})


def test_a_second_step_is_asked_at_every_door(client, amman_officer):
    TOTP.activate(amman_officer, generate_totp_secret())
    assert Authenticator.objects.count() == 1
    assert "/cms/login/" in doors()
    for door in doors():
        sign_in(client, amman_officer, address=door)
        assert not is_in(client), door
        assert client.get("/cms/").status_code == 302, door
        client.cookies.clear()
    answer = sign_in(client, amman_officer)
    assert "2fa" in answer["location"]


@pytest.mark.parametrize("door", ["/cms/password_reset/", "/cms/password_reset/confirm/x/y/"])
def test_the_cms_has_no_password_door_of_its_own(client, door):
    assert client.get(door)["location"] == "/ar/account/password/reset/"


def test_the_next_page_is_ours_only(client, amman_officer):
    data = {"login": amman_officer.email, "password": PASSWORD, "next": "https://evil.example/"}
    answer = client.post("/ar/account/login/", data)
    assert "evil" not in answer["location"]
