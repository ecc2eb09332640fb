"""One form for every kind of row, made from its columns; and the small forms beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.design.fields import Day, Words
from core.vocabularies.terms import terms
from projects.partnerships.models import Project
from projects.partnerships.queries import members_of
from projects.partnerships.team import acting_cities
from projects.workplans.kinds import NEEDED, Kind
from projects.workplans.models import IndicatorValue, Item, Quality, Task, TaskState, WorkPackage

LABELS = {
    "title": {
        "change": _("What should change?"),
        "risk": _("What might go wrong?"),
        "contribution": _("What is given?"),
        "indicator": _("What is measured?"),
    },
    "city": {
        "package": _("City that leads it"),
        "contribution": _("City that gives it"),
        "risk": _("City that watches it"),
    },
}
CITY = _("City that answers for it")
HELP = {
    "criterion": _("How will everybody see, with yes or no, that it is reached?"),
    "checklist": _("One point on each line."),
    "after": _("Tasks that are done first."),
    "unit": _("For example: hours, people, rooms."),
    "basis": _("Only if you gave a value: where it comes from."),
    "quantity": _("It is a pledge, not a debt."),
    "kind": "",
}


class ItemForm(forms.Form):
    """The columns of one row."""

    def __init__(
        self, data: Any = None, *, kind: Kind, project: Project, item: Item | None = None,
        cities: Any = None, initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={**_initial(item, kind), **(initial or {})})
        self.kind, self.project, self.item = kind, project, item
        self.cities = (
            cities
            if cities is not None
            else City.objects.filter(pk__in=acting_cities(project)).order_by("slug")
        )
        self.people = {
            str(person.pk): person for team in members_of(project).values() for person in team
        }
        for name in kind.columns:
            self.fields[name] = self._made(name)

    def _made(self, name: str) -> forms.Field:
        column: Any = self.kind.model._meta.get_field(name)
        words = str(column.verbose_name)
        label = LABELS.get(name, {}).get(self.kind.code, words[:1].upper() + words[1:])
        common: dict[str, Any] = {
            "label": label,
            "required": name in NEEDED and not column.blank,
            "help_text": HELP.get(name, ""),
        }
        if name in MAKERS:
            return MAKERS[name](self, common)
        if column.choices:
            return forms.ChoiceField(choices=column.choices, **common)
        if isinstance(column, models.DateField):
            return Day(**common)
        if isinstance(column, models.DecimalField):
            return forms.DecimalField(
                max_digits=column.max_digits, decimal_places=column.decimal_places, **common
            )
        if isinstance(column, models.URLField):
            return forms.URLField(max_length=500, assume_scheme="https", **common)
        del common["required"]
        field = Words(limit=column.max_length, **common)
        field.required = name in NEEDED and not column.blank
        return field

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = dict(self.cleaned_data)
        if "person" in found:
            found["person"] = self.people.get(found["person"])
        if "checklist" in found:
            done = {p["text"] for p in getattr(self.item, "checklist", []) if p["done"]}
            lines = [line.strip() for line in found["checklist"].splitlines() if line.strip()]
            found["checklist"] = [{"text": line, "done": line in done} for line in lines]
        for name in ("likelihood", "impact"):
            if name in found:
                found[name] = int(found[name])
        return found


def _city(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    is_needed = form.kind.code == "contribution"
    if form.kind.code not in LABELS["city"]:
        common["label"] = CITY
    common["required"] = is_needed
    return forms.ModelChoiceField(form.cities, empty_label="–", **common)


def _person(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    choices = [("", "–"), *((pk, str(person)) for pk, person in form.people.items())]
    common["label"] = _("Who does it")
    return forms.ChoiceField(choices=choices, **common)


def _package(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    packages = WorkPackage.objects.filter(project=form.project)
    return forms.ModelChoiceField(packages, empty_label="–", **common)


def _after(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    others = Task.objects.filter(project=form.project)
    if form.item is not None:
        others = others.exclude(pk=form.item.pk)
    return forms.ModelMultipleChoiceField(others, **common)


def _checklist(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    del common["required"]
    return Words(limit=10_000, **common)


def _languages(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, **common
    )


def _licence(form: ItemForm, common: dict[str, Any]) -> forms.Field:
    choices = [("", "–"), *((term.code, term.label) for term in terms("licence"))]
    return forms.ChoiceField(choices=choices, **common)


MAKERS: dict[str, Callable[[ItemForm, dict[str, Any]], forms.Field]] = {
    "city": _city,
    "person": _person,
    "package": _package,
    "after": _after,
    "checklist": _checklist,
    "languages": _languages,
    "licence": _licence,
}


def _initial(item: Item | None, kind: Kind) -> dict[str, Any]:
    if item is None:
        return {}
    found: dict[str, Any] = {}
    for name in kind.columns:
        value = getattr(item, name)
        if name == "after":
            value = [task.pk for task in value.all()]
        elif name == "checklist":
            value = "\n".join(point["text"] for point in value)
        elif name in ("city", "package", "person"):
            value = getattr(item, f"{name}_id")
        found[name] = value
    return found


class FilterForm(forms.Form):
    """Which tasks are shown."""

    who = forms.ChoiceField(
        required=False,
        label=_("Whose"),
        choices=[
            ("", _("All")),
            ("mine", _("Mine")),
            ("city", _("My city’s")),
            ("late", _("Overdue")),
        ],
    )
    package = forms.ModelChoiceField(
        WorkPackage.objects.none(),
        required=False,
        label=_("Work package"),
        to_field_name="public_id",
        empty_label=_("All"),
    )
    q = forms.CharField(required=False, max_length=100, label=_("Words"))

    def __init__(self, data: Any, *, project: Project) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["package"].queryset = WorkPackage.objects.filter(project=project)
        self.fields["q"].widget.attrs["dir"] = "auto"


class BulkForm(forms.Form):
    """What is done with all ticked tasks."""

    state = forms.ChoiceField(
        required=False, label=_("Move to"), choices=[("", "–"), *TaskState.choices]
    )
    city = forms.ModelChoiceField(
        City.objects.none(), required=False, label=_("Give to"), empty_label="–"
    )
    days = forms.IntegerField(
        required=False, label=_("Days later"), min_value=-3650, max_value=3650
    )
    words = Words(limit=500, label=_("What blocks it, if so"))

    def __init__(self, data: Any = None, *, project: Project) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self.fields["city"].queryset = City.objects.filter(pk__in=acting_cities(project))


class ValueForm(forms.Form):
    """What a city measured."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), empty_label="–")
    until = Day(label=_("Until"))
    value = forms.DecimalField(
        required=False, label=_("Figure"), min_value=0, max_digits=14, decimal_places=2
    )
    women = forms.IntegerField(
        required=False, label=_("Women and girls among them"), min_value=0, max_value=2**31 - 1
    )
    quality = forms.ChoiceField(label=_("Quality"), choices=Quality.choices)
    source = Words(
        limit=IndicatorValue._meta.get_field("source").max_length or 200, label=_("Source")
    )

    def __init__(self, data: Any = None, *, cities: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["city"].queryset = cities


class DeliveryForm(forms.Form):
    """How much was given in all so far."""

    delivered = forms.DecimalField(
        label=_("Given so far, in all"), min_value=0, max_digits=12, decimal_places=2
    )
