"""What the pages of the desk show."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access.rules import can
from core.cities.roles import roles_of
from core.design.wording import joined
from core.vocabularies.fields import TermsField
from core.vocabularies.terms import label
from knowledge.library import queries
from knowledge.library.actions import has_machine
from knowledge.library.desk.forms import StepForm
from knowledge.library.desk.steps import is_filled, state_of, steps_of
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import PracticePage, PracticeReuse, ReviewStage
from knowledge.library.situation import ORDER, Situation, next_words, situation, way


def address(name: str, page: PracticePage, *more: str) -> str:
    """The address of a page of the desk about a text."""
    return reverse(f"desk:{name}", args=[page.translation_key, page.locale.language_code, *more])


def mine(user: Any) -> dict[str, Any]:
    """The practices of the cities of this person, grouped by where they stand."""
    roles = roles_of(user)
    cities = roles.cities
    pages = list(queries.texts_of_cities(cities))
    standings = queries.standings(page.translation_key for page in pages)
    reviews = queries.last_reviews(page.pk for page in pages)

    def where(page: PracticePage) -> Situation:
        standing = standings.get(page.translation_key)
        return situation(page, standing=standing, review=reviews.get(page.pk))

    translations: dict[Any, list[PracticePage]] = {}
    for page in pages:
        if page.is_translation:
            translations.setdefault(page.translation_key, []).append(page)
    rows: dict[Situation, list[dict[str, Any]]] = {}
    for page in pages:
        if page.is_translation:
            continue
        rows.setdefault(where(page), []).append(
            {
                "page": page,
                "title": page.draft_title or page.title,
                "address": address("overview", page),
                "is_public": page.live,
                "is_changed": page.live and page.has_unpublished_changes,
                "translations": [
                    {
                        "code": text.locale.language_code,
                        "address": address("overview", text),
                        "state": where(text),
                    }
                    for text in translations.get(page.translation_key, [])
                ],
            }
        )
    taken, given = queries.reuses_taken(cities), queries.reuses_given(cities)
    language = (get_language() or "ar")[:2]
    texts = queries.in_languages(row.translation_key for row in (*taken, *given))

    def shown(row: PracticeReuse) -> dict[str, Any]:
        there = texts.get(row.translation_key, {})
        text = there.get(language) or next(iter(there.values()), None)
        return {"reuse": row, "title": text.title if text else ""}

    return {
        "groups": [
            {"state": state, "name": state.label, "next": next_words(state), "rows": rows[state]}
            for state in ORDER
            if state in rows
        ],
        "to_check": queries.to_approve(roles).count() if roles.focal_point_of else 0,
        "taken": [shown(row) for row in taken],
        "given": [shown(row) for row in given],
    }


def completeness(draft: PracticePage) -> tuple[int, int]:
    """How many parts of the template say something, of how many."""
    names = [name for step in steps_of(draft) for name in step.names]
    return sum(is_filled(draft, name) for name in names), len(names)


def moves(user: Any, page: PracticePage) -> list[dict[str, Any]]:
    """What can be done with the record in its present state, each with its meaning."""
    standing = page.standing
    if standing is None or page.is_translation:
        return []
    words = {
        "confirm": (_("It is still true"), _("Readers see that you confirmed it today.")),
        "mark_outdated": (_("Mark as outdated"), _("It stays readable, marked and ranked lower.")),
        "archive": (
            _("Archive"),
            _("It can be read at its address, but lists and search leave it out."),
        ),
        "restore": (_("Bring back"), _("It returns to lists and search, and counts as confirmed.")),
        "withdraw": (
            _("Withdraw"),
            _(
                "It disappears from the site in every language; its history stays, and it can be "
                "handed over again."
            ),
        ),
    }
    return [
        {
            "verb": verb,
            "words": label,
            "means": means,
            "is_serious": verb in {"archive", "withdraw", "mark_outdated"},
            "decision": can(user, f"practice.{verb}", page),
        }
        for verb, (label, means) in words.items()
        if standing.state in PRACTICE.moves[f"practice.{verb}"].source
    ]


def overview(user: Any, page: PracticePage) -> dict[str, Any]:
    """Everything that the overview of a text shows."""
    draft = page.get_latest_revision_as_object()
    original = page.original
    review = queries.last_review(page)
    here = situation(page, standing=page.standing, review=review)
    is_checked = review is not None and review.is_open
    filled, of = completeness(draft)
    steps = [
        {"step": step, "state": state_of(draft, step), "address": address("step", page, step.code)}
        for step in steps_of(page)
    ]
    texts = queries.every_text(page)
    verbs = ("submit", "delete", "edit", "translate")
    is_answered = here in (ReviewStage.CHANGES_ASKED, ReviewStage.NOT_ACCEPTED)
    return {
        "page": page,
        "title": draft.title,
        "state": here,
        "next": next_words(here, is_translation=page.is_translation),
        "way": way(here, is_translation=page.is_translation),
        "review": review,
        "said": review.reason if review and is_answered else "",
        "is_checked": is_checked,
        "is_changed": not page.live or page.has_unpublished_changes,
        "steps": steps,
        "missing": [row for row in steps if row["state"] == "needed"],
        "filled": filled,
        "of": of,
        "evidence": len(draft.evidence.all()) if not page.is_translation else None,
        "may": {
            **{verb: can(user, f"practice.{verb}", page) for verb in verbs},
            "call_back": can(user, "review.call_back", review) if review else None,
        },
        "moves": moves(user, page),
        "said_by_readers": queries.voices_on(page.translation_key) if page.live else None,
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
        "has_machine": not page.live and has_machine(page),
        "machine_draft_by": draft.machine_draft_by,
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
