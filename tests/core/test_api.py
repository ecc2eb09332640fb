"""The API as a whole: described, paged, throttled."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from drf_spectacular.validation import validate_schema

from core.api.management.commands.describe_api import description
from core.api.throttles import Visitors

ROOT = Path(__file__).resolve().parents[2]


def test_the_description_is_valid_and_committed(db, client):
    schema = json.loads(client.get("/api/v1/schema/?format=json").content)
    validate_schema(schema)
    committed = (ROOT / "docs" / "openapi.json").read_text("utf-8")
    assert committed == description(), "run ./jusoor manage describe_api"
    assert set(json.loads(committed)["paths"]) == set(schema["paths"])


def test_the_documentation_loads_nothing_from_elsewhere(db, client):
    page = client.get("/api/v1/docs/").content.decode()
    assert "//cdn" not in page
    assert "jsdelivr" not in page


def test_a_list_comes_in_pages(convention, client):
    first = client.get("/api/v1/practices").json()
    assert (first["count"], len(first["results"])) == (29, 20)
    second = client.get("/api/v1/practices?page=2").json()
    assert len(second["results"]) == 9
    assert client.get("/api/v1/practices?page=99").status_code == 404
    assert len(client.get("/api/v1/practices?page_size=1000").json()["results"]) == 29


@pytest.mark.parametrize("address", ["/api/v1/practices", "/api/v1/cities", "/api/v1/search"])
def test_too_many_questions_are_slowed_down(convention, client, monkeypatch, address):
    cache.clear()
    monkeypatch.setattr(Visitors, "THROTTLE_RATES", {"visitors": "2/min"})
    answers = [client.get(address).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_through_it(convention, client, method):
    assert getattr(client, method)("/api/v1/practices").status_code in (401, 405)
