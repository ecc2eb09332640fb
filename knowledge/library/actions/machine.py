"""Let a machine draft the words of a translation, where the installation has one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from core.access.rules import require
from knowledge.library.actions.writing import keep_draft
from knowledge.library.limits import limit_of
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import WORDS


def has_machine(practice: PracticePage) -> bool:
    """Whether a machine is plugged in that knows these two languages."""
    machine = get_machine_translator()
    return (
        machine is not None
        and practice.is_translation
        and bool(machine.can_translate(practice.original.locale, practice.locale))
    )


def draft_by_machine(*, actor: Any, practice: PracticePage) -> Revision:
    """Fill the words that nobody has translated yet, and mark the text as drafted by a machine.

    The machine is asked outside the transaction: it may take long. What comes back too long for
    its field is left to the translator.

    Raises:
        ValidationError: no machine is plugged in, or it does not answer.
    """
    require(actor, "practice.edit", practice)
    machine = get_machine_translator()
    if machine is None or not has_machine(practice):
        raise ValidationError(_("No machine translation is set up for this language."))
    original = practice.original
    draft = practice.get_latest_revision_as_object()
    wanted = {
        name: StringValue.from_plaintext(text)
        for name in WORDS
        if (text := getattr(original, name)) and getattr(draft, name) in ("", text)
    }
    try:
        said = machine.translate(original.locale, practice.locale, set(wanted.values()))
    except Exception as error:  # each plug raises what its service raises
        raise ValidationError(
            _("The machine translation did not answer. Try again later, or write yourself.")
        ) from error
    found = {name: said[string].render_text() for name, string in wanted.items() if string in said}
    return _keep(practice, found, by=str(machine.display_name), actor=actor)


@transaction.atomic
def _keep(practice: PracticePage, found: dict[str, str], *, by: str, actor: Any) -> Revision:
    practice = PracticePage.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    require(actor, "practice.edit", practice)
    draft = practice.get_latest_revision_as_object()
    for name, text in found.items():
        is_untouched = getattr(draft, name) in ("", getattr(draft.original, name))
        if is_untouched and len(text) <= (limit_of(PracticePage, name) or 0):
            setattr(draft, name, text)
    draft.machine_draft_by = by[:60]
    return keep_draft(draft, actor=actor)
