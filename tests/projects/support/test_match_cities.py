"""Which cities are suggested, and why: from the data alone, with few questions to the database."""

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.cities.actions import describe_city
from projects.support import actions, presentation, queries
from projects.support.matching import (
    AT_LEAST,
    WEIGHTS,
    Profile,
    Wish,
    is_on_topic,
    match,
    suggestions,
)
from projects.support.models import CityOffer

WISH = Wish(city_id=1, topics=["INC", "DIG"], format="talk", language="ar", country="JO",
            population=1000)  # fmt: skip


def test_every_reason_counts_as_the_table_says():
    full = Profile(
        city_id=2,
        country="SA",
        offered=["INC", "DIG"],
        formats=["talk"],
        practised=["INC"],
        strengths=["DIG"],
        challenges=["INC"],
        languages=["ar"],
        population=2500,
        load=4,
    )
    found = match(WISH, full)
    times = {"offered": 2, "load": 2}
    assert found.points == sum(weight * times.get(code, 1) for code, weight in WEIGHTS.items())
    assert [reason.code for reason in found.reasons] == list(WEIGHTS)
    assert {r.code: r.about for r in found.reasons}["offered"] == ("DIG", "INC")


def test_three_are_suggested_even_if_nobody_fits_well():
    strangers = [Profile(city_id=n, languages=["ar"]) for n in range(2, 9)]
    assert len(suggestions(WISH, strangers)) == AT_LEAST
    assert suggestions(WISH, [Profile(city_id=1, offered=["INC"])]) == []


CODES = st.sets(st.sampled_from(["INC", "DIG", "ENV"]))


@given(
    st.lists(
        st.builds(
            Profile,
            city_id=st.integers(1, 40),
            offered=CODES,
            practised=CODES,
            strengths=CODES,
            languages=st.sets(st.sampled_from(["ar", "fr"])),
            load=st.integers(0, 9),
        ),
        unique_by=lambda one: one.city_id,
    )
)
def test_whoever_is_suggested_has_reasons_and_is_never_the_one_that_asks(cities):
    found = suggestions(WISH, cities)
    assert all(one.city_id != WISH.city_id and one.reasons and one.points > 0 for one in found)
    left = [match(WISH, c) for c in cities if c.city_id not in {one.city_id for one in found}]
    on_topic = [one for one in found if is_on_topic(one)]
    for one in left:
        if one.city_id != WISH.city_id and is_on_topic(one) and on_topic:
            assert one.points <= max(each.points for each in on_topic)


def test_the_page_says_the_reasons_that_the_data_give(
    client_of, open_request, amman_focal_point, medina, medina_focal_point, tunis,
    tunis_focal_point, django_assert_max_num_queries,
):  # fmt: skip
    describe_city(
        actor=medina_focal_point, city=medina, values={"languages": ["ar"], "challenges": ["INC"]}
    )
    values = {"formats": ["talk"], "languages": ["ar", "fr"], "hours": 20}
    actions.write_offer(actor=tunis_focal_point, city=tunis, theme="INC", values=values)
    with override("ar"), django_assert_max_num_queries(10):
        found = {
            city.slug: presentation.reasons_in_words((r.code, r.about) for r in one.reasons)
            for city, one in queries.suggested_cities(open_request)
        }
    assert set(found) == {"medina", "tunis"}
    assert any("تعرض" in sentence for sentence in found["tunis"])
    assert len(found["tunis"]) == 4  # offers, format, language, country
    page = client_of(amman_focal_point).get(open_request.get_absolute_url()).content.decode()
    for sentences in found.values():
        assert all(sentence in page for sentence in sentences)
    CityOffer.objects.update(confirmed_on="2020-01-01")
    old = dict(queries.suggested_cities(open_request))
    assert all("offered" not in {r.code for r in one.reasons} for one in old.values())


def test_an_offer_is_written_confirmed_and_taken_back(
    client_of, tunis, tunis_focal_point, tunis_officer
):
    client = client_of(tunis_focal_point)
    address = "/ar/support/offers/tunis/"
    ask = {"theme": "INC", "formats": ["talk"], "languages": ["fr"], "hours": 12, "words": "نعرف"}
    assert client.post(address, {**ask, "formats": []}).status_code == 422
    assert client.post(address, ask).status_code == 302
    assert client_of(tunis_officer).post(address, ask).status_code == 200
    offer = CityOffer.objects.get()
    act = f"{address}{offer.public_id}/"
    CityOffer.objects.update(confirmed_on="2020-01-01", is_asked=True)
    assert "tag-late" in client.get(address).content.decode()
    assert client.post(act, {"verb": "confirm"}).status_code == 302
    offer.refresh_from_db()
    assert offer.is_true
    assert not offer.is_asked
    assert client_of(tunis_officer).post(act, {"verb": "take_back"}).status_code == 403
    assert client.post(act, {"verb": "take_back"}).status_code == 302
    assert not CityOffer.objects.exists()
