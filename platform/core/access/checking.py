"""What actions check before they write: values fit their columns, nobody overwrites in silence."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.access.rules import Refused
from core.design.pasting import cleaned
from core.design.wording import too_long


class Stale(Exception):
    """Somebody else changed the thing since it was read; `thing` is as stored now."""

    def __init__(self, thing: Any) -> None:
        super().__init__(thing)
        self.thing = thing

    def __str__(self) -> str:
        return str(_("Somebody else has changed this in the meantime."))


def same_revision(thing: Any, revision: int | None) -> None:
    """Pass when `thing` (its row held) is what the writer read; None asks for nothing.

    Raises:
        Stale: it is not.
    """
    if revision is not None and thing.revision != revision:
        raise Stale(thing)


def speaks_for(city_id: int, cities: Collection[int], *, rule: str) -> None:
    """Pass when the city in whose name something is said is among `cities`, for which the person speaks.

    Raises:
        Refused: under the name of the rule that is being asked.
    """
    if city_id not in cities:
        raise Refused(rule, _("Choose a city for which you speak."))


def fits(thing: models.Model, names: Iterable[str]) -> None:
    """Clean the columns `names` of `thing`: pasted texts become plain, choices and lengths are checked.
    What points to other rows is left to the caller.

    Raises:
        ValidationError: what is wrong, by column.
    """
    wrong: dict[str, Any] = {}
    for name in names:
        field: Any = thing._meta.get_field(name)
        if field.is_relation:
            continue
        value = getattr(thing, name)
        if isinstance(value, str) and isinstance(field, models.CharField | models.TextField):
            value = cleaned(value)
            setattr(thing, name, value)
            if field.max_length and (sentence := too_long(value, limit=field.max_length)):
                wrong[name] = sentence
                continue
        try:
            setattr(thing, name, field.clean(value, thing))
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
