"""What a city offers, and that it is still true."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.cities.models import City
from core.journal.actions import record
from core.vocabularies.models import Term
from core.vocabularies.terms import LANGUAGES
from projects.support.facts import OfferTakenBack, OfferWritten
from projects.support.models import CityOffer, Format


@transaction.atomic
def write_offer(
    *, actor: Any, city: City, theme: Term | str, values: Mapping[str, Any]
) -> CityOffer:
    """Offer help on a topic; a second time changes the offer, and confirms it.

    Args:
        theme: the topic, or its code.
        values: `formats`, `languages`, `hours`, `words`.

    Raises:
        ValidationError: a format, a language or a number does not fit.
    """
    require(actor, "offer.write", city)
    code = getattr(theme, "code", theme)
    term = Term.objects.filter(scheme="theme", code=code).first()
    if term is None:
        raise ValidationError({"theme": _("Choose a topic.")})
    rows = CityOffer.objects.select_for_update()
    offer = rows.filter(city=city, theme=term).first() or CityOffer(city=city, theme=term)
    formats = list(values.get("formats", offer.formats))
    languages = list(values.get("languages", offer.languages))
    if not formats or not set(formats) <= set(Format.values):
        raise ValidationError({"formats": _("Choose at least one format.")})
    if not languages or not set(languages) <= set(LANGUAGES):
        raise ValidationError({"languages": _("Choose at least one language.")})
    offer.formats, offer.languages = formats, languages
    for name in ("hours", "words"):
        if name in values:
            setattr(offer, name, values[name])
    checking.fits(offer, ("hours", "words"))
    _is_true_now(offer, actor=actor)
    return offer


@transaction.atomic
def confirm_offer(*, actor: Any, offer: CityOffer) -> CityOffer:
    """Say that an offer is still true."""
    offer = CityOffer.objects.select_for_update().select_related("city").get(pk=offer.pk)
    require(actor, "offer.write", offer.city)
    _is_true_now(offer, actor=actor)
    return offer


def _is_true_now(offer: CityOffer, *, actor: Any) -> None:
    offer.confirmed_on, offer.is_asked = timezone.localdate(), False
    offer.save()
    fact = OfferWritten(offer.pk, offer.city_id)
    record(fact, stream=f"city:{offer.city.slug}", actor=actor)


@transaction.atomic
def take_back_offer(*, actor: Any, offer: CityOffer) -> None:
    """Offer it no longer."""
    require(actor, "offer.write", offer.city)
    city = offer.city
    CityOffer.objects.filter(pk=offer.pk).delete()
    record(OfferTakenBack(city.pk), stream=f"city:{city.slug}", actor=actor)
