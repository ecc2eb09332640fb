"""The pages of the guided form as plain values for the action."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.design.fields import Words
from knowledge.library.desk.fields import HELP, fields_of
from knowledge.library.desk.steps import Step
from knowledge.library.desk.uploads import COLUMNS, UploadForm
from knowledge.library.fingerprints import BEGUN_BY_FILE, ROW_WORDS, ROWS, fingerprint, values_of
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import WORDS

SPARE = 2
MOST_ROWS = 200


class StepForm(forms.Form):
    """One page of the guided form over a draft.

    Args:
        beside: for a translation, the original's words by field, shown beside each field.
    """

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        step: Step,
        draft: PracticePage,
        beside: PracticePage | None = None,
    ) -> None:
        initial = values_of(draft, step.fields)
        super().__init__(data, initial=initial, auto_id="id_%s")
        self.step, self.draft, self.beside = step, draft, beside
        self.fields.update(fields_of(PracticePage, step.fields))
        # A page that comes back with errors still speaks of what its writer read.
        self.loaded = data.get("loaded", "-") if data else fingerprint(draft, step.names)
        self.rows = RowForms(data, step=step, draft=draft, beside=beside) if step.rows else None
        takes_files = step.rows in COLUMNS and beside is None
        self.upload = UploadForm(data, files, relation=step.rows) if takes_files else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "title" in self.step.fields and not values.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give it a name, so that you find it again."))
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return values

    def is_valid(self) -> bool:
        parts = [part.is_valid() for part in (self.rows, self.upload) if part is not None]
        return super().is_valid() and all(parts)

    @property
    def has_errors(self) -> bool:
        """Whether any part of the page was not taken."""
        forms_ = (self, *(self.rows or ()), *([self.upload] if self.upload else ()))
        return any(form.errors for form in forms_)

    def pairs(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each field with the original's words beside it."""
        for field in self:
            is_words = self.beside is not None and field.name in WORDS
            yield field, getattr(self.beside, field.name) if is_words else ""

    def row_values(self) -> dict[str, list[dict[str, Any]]]:
        return {self.step.rows: self.rows.values()} if self.rows else {}

    def errors_by_field(self) -> dict[str, list[str]]:
        """Every error by the name of its control."""
        found = {name: [str(e) for e in listed] for name, listed in self.errors.items()}
        for form in (*(self.rows or ()), *([self.upload] if self.upload else ())):
            found |= {form.add_prefix(n): [str(e) for e in e_] for n, e_ in form.errors.items()}
        return found


class RowForm(forms.Form):
    """One row; an empty one is left out."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, fields: Mapping[str, forms.Field], beside: Any, file: Any, **rest: Any
    ):
        super().__init__(data, **rest)
        self.fields.update(fields)
        self.beside, self.file = beside, file
        if self.has_own_file:
            self.fields["remove"] = forms.BooleanField(required=False, label=_("Remove it"))
            self.fields["remove"].note = ""

    @property
    def has_own_file(self) -> bool:
        """A row with a file goes by its box, never by words that are being written anew."""
        return self.file is not None and self.beside is None

    def clean_key(self) -> str:
        key = str(self.cleaned_data.get("key", ""))
        is_hex = len(key) == 32 and all(c in "0123456789abcdef" for c in key)
        if key and not is_hex:
            raise ValidationError(_("This row is not known."))
        return key

    def pairs(self) -> Iterator[tuple[forms.BoundField, str]]:
        for field in self.visible_fields():
            yield field, str(getattr(self.beside, field.name, "") or "") if self.beside else ""

    def is_blank(self) -> bool:
        """Nothing was written, or it is to go."""
        if self.has_own_file:
            return bool(self.cleaned_data["remove"])
        return not any(value for name, value in self.cleaned_data.items() if name != "key")


class RowForms:
    """The rows of a page of the form, with spare ones; for a translation exactly the original's."""

    def __init__(
        self, data: Any, *, step: Step, draft: PracticePage, beside: PracticePage | None
    ) -> None:
        self.model: Any = getattr(draft, step.rows).model
        self.names = ROW_WORDS[step.rows] if beside else ROWS[step.rows]
        self.is_translation = beside is not None
        there = {row.translation_key.hex: row for row in getattr(draft, step.rows).all()}
        originals = (
            {r.translation_key.hex: r for r in getattr(beside, step.rows).all()} if beside else {}
        )
        spare = [] if step.rows in BEGUN_BY_FILE else spare_keys(len(there))
        keys = list(originals) if beside else [*there, *spare]
        self.is_bound = data is not None
        count = len(keys)
        if self.is_bound and not beside:
            count = min(_count(data), MOST_ROWS)
        self.forms: list[RowForm] = []
        for number in range(count):
            posted = str(data.get(f"row-{number}-key", "")) if self.is_bound else ""
            key = posted if self.is_bound and not beside else keys[number]
            row = there.get(key)
            initial = {"key": key, **({n: getattr(row, n) for n in self.names} if row else {})}
            fields = fields_of(self.model, self.names)
            shown = originals.get(key) or row
            self.forms.append(
                RowForm(
                    data,
                    fields=fields,
                    beside=originals.get(key),
                    file=getattr(shown, "image", None) or getattr(shown, "document", None),
                    prefix=f"row-{number}",
                    initial=initial,
                )
            )
        self.facts = {
            key: {n: getattr(row, n) for n in ROWS[step.rows] if n not in self.names}
            for key, row in originals.items()
        }

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.forms)

    @property
    def count_field(self) -> SafeString:
        """How many rows the page shows, as a hidden control."""
        return mark_safe(f'<input type="hidden" name="rows" value="{len(self.forms)}">')  # a number

    def is_valid(self) -> bool:
        are_valid = [form.is_valid() for form in self.forms]
        is_good = all(are_valid)
        for form in self.forms:
            if form.is_valid() and not self.is_translation and not form.is_blank():
                for name in needed_in(self.model):
                    if not form.cleaned_data.get(name):
                        form.add_error(name, _("This is needed in a row that says anything."))
                        is_good = False
        return is_good

    def values(self) -> list[dict[str, Any]]:
        """The rows that say something, in their order; facts of a translation from its original."""
        kept = [form.cleaned_data for form in self.forms if not form.is_blank()]
        names = ("key", *self.names)
        return [{**self.facts.get(row["key"], {}), **{n: row[n] for n in names}} for row in kept]


def spare_keys(count: int) -> list[str]:
    """Keys for rows still to be written, while there is room for them."""
    return [uuid4().hex for _n in range(min(SPARE, max(0, MOST_ROWS - count)))]


def needed_in(model: Any) -> list[str]:
    """The columns without which a row makes no sense."""
    return [
        f.name
        for f in model._meta.fields
        if f.name in sum(ROWS.values(), ()) and not f.blank and not f.null
    ]


def _count(data: Any) -> int:
    try:
        return max(0, int(data.get("rows", 0)))
    except ValueError:
        return 0


class ShareForm(forms.Form):
    """Begin a practice: its name, its language, and its city where there is a choice."""

    title = Words(limit=100, label=_("What is the practice called?"), help_text=HELP["title"])
    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("It can be translated later; the language you begin in stays the original."),
    )
    city = forms.ChoiceField(label=_("City"))

    def __init__(self, data: Any = None, *, cities: Any, language: str) -> None:
        super().__init__(data, initial={"language": language})
        self.fields["title"].required = True
        self.fields["city"].choices = [(city.slug, city.name) for city in cities]
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
            self.fields["city"].initial = cities[0].slug

    def clean_title(self) -> str:
        if not self.cleaned_data["title"]:
            raise ValidationError(_("Give it a name, so that you find it again."))
        return self.cleaned_data["title"]
