"""What the pages of the desk show."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access.rules import can
from core.design.wording import joined
from core.vocabularies.terms import label
from knowledge.library import queries
from knowledge.library.desk.fields import TermsField
from knowledge.library.desk.forms import StepForm
from knowledge.library.desk.steps import is_filled, state_of, steps_of
from knowledge.library.models import PracticePage, PracticeReuse, State


def address(name: str, page: PracticePage, *more: str) -> str:
    """The address of a page of the desk about a text."""
    return reverse(f"desk:{name}", args=[page.translation_key, page.locale.language_code, *more])


def next_words(state: str) -> str:
    """What happens next with a practice in this state."""
    return {
        State.DRAFT: _("Write on, then hand it over for checking."),
        State.SUBMITTED: _(
            "The secretariat checks it and publishes it, or gives it back with a reason."
        ),
        State.PUBLISHED: _("Everybody can read it. Changes are checked before they are public."),
        State.WITHDRAWN: _("Nobody sees it. It can be changed and handed over again."),
    }[State(state)]


def mine(cities: Iterable[int]) -> dict[str, Any]:
    """The practices of these cities, grouped by state, drafts first."""
    pages = list(queries.texts_of_cities(cities))
    standings = queries.standings(page.translation_key for page in pages)
    originals = [page for page in pages if not page.is_translation]
    translations: dict[Any, list[PracticePage]] = {}
    for page in pages:
        if page.is_translation:
            translations.setdefault(page.translation_key, []).append(page)
    groups = []
    for state in (State.DRAFT, State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN):
        rows = []
        for page in originals:
            standing = standings.get(page.translation_key)
            if (standing.state if standing else State.DRAFT) != state:
                continue
            rows.append(
                {
                    "page": page,
                    "title": page.draft_title or page.title,
                    "address": address("overview", page),
                    "is_changed": page.live and page.has_unpublished_changes,
                    "translations": [
                        {
                            "code": text.locale.language_code,
                            "address": address("overview", text),
                            "is_public": text.live,
                        }
                        for text in translations.get(page.translation_key, [])
                    ],
                }
            )
        if rows:
            groups.append(
                {"state": state, "name": state.label, "next": next_words(state), "rows": rows}
            )
    taken, given = queries.reuses_taken(cities), queries.reuses_given(cities)
    language = (get_language() or "ar")[:2]
    texts = queries.in_languages(row.translation_key for row in (*taken, *given))

    def shown(row: PracticeReuse) -> dict[str, Any]:
        there = texts.get(row.translation_key, {})
        text = there.get(language) or next(iter(there.values()), None)
        return {"reuse": row, "title": text.title if text else ""}

    return {
        "groups": groups,
        "taken": [shown(row) for row in taken],
        "given": [shown(row) for row in given],
    }


def completeness(draft: PracticePage) -> tuple[int, int]:
    """How many parts of the template say something, of how many."""
    names = [name for step in steps_of(draft) for name in step.names]
    return sum(is_filled(draft, name) for name in names), len(names)


def overview(user: Any, page: PracticePage) -> dict[str, Any]:
    """Everything that the overview of a text shows."""
    draft = page.get_latest_revision_as_object()
    original = page.original
    standing = page.standing
    state = standing.state if standing else State.DRAFT
    filled, of = completeness(draft)
    steps = [
        {"step": step, "state": state_of(draft, step), "address": address("step", page, step.code)}
        for step in steps_of(page)
    ]
    texts = queries.every_text(page)
    verbs = ("submit", "call_back", "delete", "edit", "translate", "publish_translation")
    move = "revise" if state == State.PUBLISHED else "submit"
    return {
        "page": page,
        "title": draft.title,
        "standing": standing,
        "state": state,
        "next": next_words(state),
        "is_submitted": state == State.SUBMITTED and not page.is_translation,
        "is_changed": not page.live or page.has_unpublished_changes,
        "steps": steps,
        "missing": [row for row in steps if row["state"] == "needed"],
        "filled": filled,
        "of": of,
        "evidence": len(draft.evidence.all()) if not page.is_translation else None,
        "may": {
            **{verb: can(user, f"practice.{verb}", page) for verb in verbs},
            "submit": can(user, f"practice.{move}", page),
        },
        "texts": [
            {
                "code": text.locale.language_code,
                "address": address("overview", text),
                "is_here": text.pk == page.pk,
                "is_original": not text.is_translation,
                "is_public": text.live,
                "is_behind": text.is_behind_its_original,
            }
            for text in texts
        ],
        "missing_languages": [
            code
            for code, _name in settings.LANGUAGES
            if original.live and code not in {text.locale.language_code for text in texts}
        ],
        "history": queries.history_of(page),
        "act": address("act", page),
        "preview": address("text", page),
        "text_language": page.locale.language_code,
    }


def spoken(form: StepForm) -> list[tuple[str, str]]:
    """The stored values of one page of the form, each with its label, as a person reads them."""
    language = get_language() or "ar"
    found = []
    for field in [*form, *(field for row in form.rows or () for field in row.visible_fields())]:
        value: Any = field.value()
        if isinstance(field.field, TermsField):
            value = joined(
                [label(field.field.scheme, code) for code in value or ()], language=language
            )
        elif choices := dict(getattr(field.field, "choices", ())):
            value = choices.get(value, value)
        elif isinstance(value, bool):
            value = _("yes") if value else _("no")
        if value not in (None, ""):
            found.append((str(field.label), str(value)))
    return found


def step(form: StepForm, *, page: PracticePage, may_edit: Any) -> dict[str, Any]:
    """Everything that one page of the form shows."""
    steps = steps_of(page)
    codes = [one.code for one in steps]
    number = codes.index(form.step.code)
    return {
        "form": form,
        "page": page,
        "step": form.step,
        "title": form.draft.title,
        "number": number + 1,
        "total": len(steps),
        "before": address("step", page, codes[number - 1]) if number else "",
        "is_last": number + 1 == len(steps),
        "overview": address("overview", page),
        "may_edit": may_edit,
        "text_language": page.locale.language_code,
        "original_language": page.original.locale.language_code,
    }
