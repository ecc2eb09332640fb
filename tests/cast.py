"""The people and cities of every test: Amman leads, Medina is partner, Tunis is a stranger. The
officers are invented."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from core.access.rules import SYSTEM
from core.accounts.actions import make_person
from core.accounts.models import User
from core.cities.actions import give_network_role, give_role, register_city
from core.journal.models import Entry

PASSWORD = "a long password of nobody 7"


def city(slug, ar, en, *, country="JO", latitude="31.9539", longitude="35.9106"):
    facts = {
        "names": {"ar": ar, "en": en, "fr": en},
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "admin_kind": "municipality",
    }
    return register_city(actor=SYSTEM, slug=slug, facts=facts)[0]


def person(name, *, city=None, role=None, office=None, language="ar"):
    user = User.objects.filter(email=f"{name}@example.org").first() or make_person(
        email=f"{name}@example.org", password=PASSWORD, display_name=name, language=language
    )
    if city:
        give_role(actor=SYSTEM, user=user, city=city, role=role)
    if office:
        give_network_role(actor=SYSTEM, user=user, role=office)
    user.__dict__.pop("_roles", None)
    return user


def amman_city():
    return city("amman", "عمّان", "Amman")


@pytest.fixture
def amman(db):
    return amman_city()


@pytest.fixture
def medina(db):
    return city("medina", "المدينة المنورة", "Medina", country="SA", latitude="24.4672")


@pytest.fixture
def tunis(db):
    return city("tunis", "تونس", "Tunis", country="TN", latitude="36.8065", longitude="10.1815")


@pytest.fixture
def amman_officer(amman):
    return person("amman-officer", city=amman, role="member")


@pytest.fixture
def amman_focal_point(amman):
    return person("amman-focal", city=amman, role="focal_point")


@pytest.fixture
def medina_officer(medina):
    return person("medina-officer", city=medina, role="member")


@pytest.fixture
def medina_focal_point(medina):
    return person("medina-focal", city=medina, role="focal_point")


@pytest.fixture
def tunis_officer(tunis):
    return person("tunis-officer", city=tunis, role="member")


@pytest.fixture
def reviewer(db):
    return person("reviewer", office="reviewer")


@pytest.fixture
def secretariat(db):
    return person("secretariat", office="secretariat")


@pytest.fixture
def newcomer(db):
    return person("newcomer")


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def operator(db):
    user = person("operator")
    user.is_superuser = user.is_staff = True
    user.save()
    return user


@pytest.fixture
def persona(request):
    """Anybody of the cast by name."""
    return lambda name: request.getfixturevalue(name)


@pytest.fixture
def client_of():
    """A browser in which somebody is signed in."""

    def signed_in(user):
        client = Client()
        if user is not None and user.is_authenticated:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            client.force_login(user, backend=backend)
        return client

    return signed_in


@pytest.fixture
def journal_kinds(db):
    """The kinds of facts recorded since the fixture was asked for."""
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return lambda: list(
        Entry.objects.filter(pk__gt=before).order_by("pk").values_list("kind", flat=True)
    )
