"""Values of indicators: entered by a city, kept with their history."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import Refused, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from projects.partnerships.actions import held
from projects.partnerships.team import standing_of
from projects.workplans.facts import IndicatorMeasured
from projects.workplans.models import OF_PROJECT, Indicator, IndicatorValue, Quality

COLUMNS = ("until", "value", "women", "quality", "source")


@transaction.atomic
def measure_indicator(
    *, actor: Any, item: Indicator, city: City, values: Mapping[str, Any]
) -> IndicatorValue:
    """Enter what a city measured up to a day; earlier entries stay as history.

    Args:
        values: `until`, `value`, `women`, `quality`, `source`.

    Raises:
        ValidationError: the figure is missing, counted by itself, or smaller than its part.
    """
    found: Any = held(item)
    require(actor, "indicator.measure", found)
    if city.pk not in standing_of(actor, found.project).cities:
        raise Refused("indicator.measure", _("Enter values for a city of your own."))
    if found.code not in OF_PROJECT:
        raise ValidationError(_("This figure is counted from the workspace by itself."))
    entered = IndicatorValue(
        indicator=found,
        city=city,
        entered_by=person_or_none(actor),
        **{name: values[name] for name in COLUMNS if name in values},
    )
    checking.fits(entered, COLUMNS)
    if entered.value is None and entered.quality != Quality.MISSING:
        raise ValidationError({"value": _("Write the figure, or that it is not available.")})
    if entered.value is not None and entered.value < 0:
        raise ValidationError({"value": _("Write how much, nothing or more.")})
    if entered.women is not None and (entered.value is None or entered.women > entered.value):
        raise ValidationError({"women": _("A part cannot be larger than the whole.")})
    entered.save()
    fact = IndicatorMeasured(found.project_id, "indicator", found.pk, city.pk)
    record(fact, stream=found.project.stream, actor=actor)
    return entered
