"""A practice goes elsewhere: as a card in another site's page, as data, with its open graph."""

from django.urls import reverse


def card(practice, language="ar"):
    address = reverse("practices:card", args=[practice.translation_key])
    return f"/{language}/" + address.split("/", 2)[2]


def test_a_card_may_be_framed_anywhere_and_sets_no_cookie(published, client):
    answer = client.get(card(published))
    assert answer.status_code == 200
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    page = answer.content.decode()
    assert published.title in page
    assert "<form" not in page


def test_every_other_page_stays_out_of_frames(published, client):
    answer = client.get(published.get_url())
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_draft_has_no_card(draft, client):
    assert client.get(card(draft)).status_code == 404


def test_the_page_offers_card_and_data(published, client):
    page = client.get(published.get_url()).content.decode()
    assert f"http://testserver{card(published)}" in page
    assert f"/api/v1/practices/{published.translation_key}" in page
    assert '<meta property="og:url" content="http://testserver' in page
