"""How programs ask, in the tests of the API of projects."""

import pytest

JSON = "application/json"


@pytest.fixture
def api(client_of):
    """Ask as somebody: method, address below /api/v1/, body, headers."""

    def asked(person, method, address, body=None, **headers):
        client = client_of(person)
        sent = {} if body is None else {"data": body, "content_type": JSON}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(client, method)(f"/api/v1/{address}", headers=named, **sent)

    return asked
