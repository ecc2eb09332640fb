"""One account per role, for trying the software; never for production."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.access.rules import SYSTEM
from core.accounts.actions import make_person
from core.accounts.models import User
from core.cities.actions import give_network_role, give_role
from core.cities.models import City

PEOPLE = Path(__file__).resolve().parents[2] / "demo" / "people.json"


class Command(BaseCommand):
    help = "Make one account per role with a published password. Safe to run twice."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError("Demonstration accounts have a public password: not in production.")
        demo = json.loads(PEOPLE.read_text(encoding="utf-8"))
        for person in demo["people"]:
            user = User.objects.filter(email=person["email"]).first()
            if user is None:
                user = make_person(
                    email=person["email"],
                    password=demo["password"],
                    display_name=person["name"],
                    language=person["language"],
                )
            if slug := person.get("city"):
                city = City.objects.get(slug=slug)
                give_role(actor=SYSTEM, user=user, city=city, role=person["role"])
            if office := person.get("office"):
                give_network_role(actor=SYSTEM, user=user, role=office)
        self.stdout.write(f"{len(demo['people'])} accounts")
