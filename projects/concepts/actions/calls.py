"""Write, open and close calls."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.design.wording import too_long
from core.journal.actions import record
from core.vocabularies.models import Term
from core.vocabularies.terms import LANGUAGES
from projects.concepts.facts import CallMoved, CallWritten
from projects.concepts.lifecycle import CALL
from projects.concepts.models import Call

COLUMNS = ("opens_on", "closes_on", "minimum_cities", "minimum_countries")
LIMITS = {"titles": 200, "texts": 4000}


@transaction.atomic
def write_call(
    *, actor: Any, call: Call | None = None, values: Mapping[str, Any], is_invented: bool = False
) -> Call:
    """Make a call, or change one; what is not named stays.

    Args:
        values: `titles` and `texts` by language, `themes` as codes, and the columns.

    Raises:
        ValidationError: there is no title, a text is too long, the window ends before it begins.
    """
    require(actor, "call.write", call)
    call = (
        Call.objects.select_for_update().get(pk=call.pk) if call else Call(is_invented=is_invented)
    )
    wrong: dict[str, str] = {}
    for name, limit in LIMITS.items():
        words = {k: v for k, v in values.get(name, getattr(call, name)).items() if v.strip()}
        if set(words) - set(LANGUAGES):
            wrong[name] = _("This language is not known.")
        for text in words.values():
            if sentence := too_long(text, limit=limit):
                wrong[name] = sentence
        setattr(call, name, words)
    if not call.titles:
        wrong["titles"] = _("Give it a title in at least one language.")
    for name in COLUMNS:
        if name in values:
            setattr(call, name, values[name])
    if wrong:
        raise ValidationError(wrong)
    checking.fits(call, COLUMNS)
    if call.closes_on < call.opens_on:
        raise ValidationError({"closes_on": _("The end is before the start.")})
    if call.minimum_cities < 2:
        raise ValidationError({"minimum_cities": _("A joint project needs at least two cities.")})
    call.save()
    if "themes" in values:
        call.themes.set(Term.objects.filter(scheme="theme", code__in=values["themes"]))
    record(CallWritten(call.pk), stream=call.stream, actor=actor)
    return call


@transaction.atomic
def move_call(*, actor: Any, call: Call, move: str) -> None:
    """Open or close a call."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    require(actor, move, call)
    CALL.apply(move, call)
    record(CallMoved(call.pk, call.state), stream=call.stream, actor=actor)
