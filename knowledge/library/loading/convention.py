"""The practices that cities reported at the convention of 2023."""

import json
from collections.abc import Iterator
from pathlib import Path

from core.cities.models import City, PartnerNetwork
from knowledge.library.actions import PracticeRecord
from knowledge.library.models import Provenance
from knowledge.library.models.practice import TAGS, WORDS
from knowledge.library.provenance import CONVENTION, source

LANGUAGES = ("ar", "en", "fr")


def files() -> list[Path]:
    """The files of the practices in their order."""
    return sorted((CONVENTION / "practices").glob("P*.json"))


def records() -> Iterator[PracticeRecord]:
    """Each reported practice; its city or partner network must be registered.

    Raises:
        City.DoesNotExist, PartnerNetwork.DoesNotExist: a file names an unknown owner.
    """
    licence = source()["licence"]
    for path in files():
        data = json.loads(path.read_text("utf-8"))
        owner: City | PartnerNetwork
        if "city" in data:
            owner = City.objects.get(slug=data["city"])
        else:
            owner = PartnerNetwork.objects.get(slug=data["partner_network"])
        yield PracticeRecord(
            code=data["code"],
            owner=owner,
            words={
                language: {name: data[language].get(name, "") for name in WORDS}
                for language in LANGUAGES
            },
            slugs=data["slug"],
            tags={name: tuple(data[name]) for name in TAGS},
            facts={
                "kind": data["kind"],
                "cost": data["cost"],
                "partnering": data["partnering"],
                "licence": licence,
                "provenance": Provenance.CONVENTION_2023,
                "is_reconstructed": data["is_reconstructed"],
                "has_content_note": data["has_content_note"],
            },
            blocks=tuple(data["building_blocks"]),
        )
