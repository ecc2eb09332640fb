"""Keys for programs: scoped, shown once, ended at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.access.rules import Refused
from core.accounts.actions import MOST_TOKENS, make_token, revoke_token
from core.accounts.models import Token


def made(user, *scopes, days=30):
    return make_token(actor=user, name="برنامج", scopes=scopes or ("read", "write"), days=days)


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_a_key_acts_for_its_person_and_only_its_digest_is_stored(
    client, amman_officer, branch, amman
):
    branch(amman)
    token, key = made(amman_officer)
    assert key not in str(Token.objects.filter(pk=token.pk).values().get())
    answer = client.get("/api/v1/drafts", headers=bearer(key))
    assert answer.status_code == 200
    assert Token.objects.get().used_at is not None


@pytest.mark.parametrize("spoiled", ["", "x", "jusoor_", "Basic abc"])
def test_a_wrong_key_opens_nothing(client, db, spoiled):
    answer = client.get("/api/v1/drafts", headers={"Authorization": f"Bearer {spoiled}"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_key_does_what_its_scopes_say(client, amman_officer, branch, amman):
    branch(amman)
    _token, key = made(amman_officer, "read")
    assert client.get("/api/v1/drafts", headers=bearer(key)).status_code == 200
    begin = {"city": "amman", "language": "ar", "title": "حدائق"}
    answer = client.post("/api/v1/drafts", begin, "application/json", headers=bearer(key))
    assert answer.status_code == 403
    _token, key = made(amman_officer, "write")
    assert client.get("/api/v1/drafts", headers=bearer(key)).status_code == 403
    answer = client.post("/api/v1/drafts", begin, "application/json", headers=bearer(key))
    assert answer.status_code == 201


def test_a_revoked_an_old_and_an_inactive_persons_key_open_nothing(client, amman_officer):
    token, key = made(amman_officer)
    revoke_token(actor=amman_officer, token=token)
    assert client.get("/api/v1/drafts", headers=bearer(key)).status_code == 401
    token, key = made(amman_officer)
    Token.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/v1/drafts", headers=bearer(key)).status_code == 401
    _token, key = made(amman_officer)
    amman_officer.is_active = False
    amman_officer.save()
    assert client.get("/api/v1/drafts", headers=bearer(key)).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": ()},
        {"scopes": ("everything",)},
        {"days": 3650},
        {"name": " "},
        {"name": "x" * 81},
    ],
)
def test_a_key_is_made_with_care(amman_officer, wrong):
    values = {"name": "برنامج", "scopes": ("read",), "days": 30, **wrong}
    with pytest.raises(ValidationError):
        make_token(actor=amman_officer, **values)


def test_nobody_keeps_more_keys_than_they_oversee(amman_officer):
    for _number in range(MOST_TOKENS):
        made(amman_officer)
    with pytest.raises(ValidationError):
        made(amman_officer)


def test_nobody_ends_the_key_of_somebody_else(amman_officer, tunis_officer, client_of):
    token, _key = made(amman_officer)
    with pytest.raises(Refused):
        revoke_token(actor=tunis_officer, token=token)
    answer = client_of(tunis_officer).post(f"/ar/account/programs/{token.pk}/end/")
    assert answer.status_code == 404
    assert Token.objects.get().is_valid


def test_the_page_shows_a_new_key_once(client_of, amman_officer):
    client = client_of(amman_officer)
    sent = {"name": "تقارير", "scopes": ["read"], "days": "90"}
    page = client.post("/ar/account/programs/", sent).content.decode()
    assert 'class="key">jusoor_' in page
    again = client.get("/ar/account/programs/").content.decode()
    assert "jusoor_" not in again
    assert "تقارير" in again
    client.post(f"/ar/account/programs/{Token.objects.get().pk}/end/")
    assert not Token.objects.get().is_valid
