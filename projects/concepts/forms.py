"""Forms of concept notes, interests and calls."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.design.fields import Day, Words
from core.vocabularies.fields import TermsField
from knowledge.library.queries import key_at
from projects.concepts.actions.writing import MOST_WANTED, TERMS, TEXTS
from projects.concepts.models import Call, ConceptNote
from projects.partnerships.models import ProjectKind

HELP = {
    "acronym": _("At most 15 characters; it stands beside the title everywhere."),
    "title": _("What is done, for whom."),
    "summary": _("The challenge, what changes, what comes of it, and why together."),
    "issue": _("Which need is there, and which figures or voices show it?"),
    "objective": _("What will be different at the end, and for whom?"),
    "outputs": _("What will exist at the end, and who will use it?"),
    "approach": _("The main steps, in a few sentences."),
    "added_value": _("What can several cities do that one alone cannot?"),
    "resources": _("Staff time, rooms, content, money: roughly, and nothing binds."),
}
SECTIONS = (
    ("idea", _("The idea"), ("acronym", "title", "kind", "language", "call", "summary")),
    ("change", _("What should change"), ("issue", "objective", "outputs", "approach")),
    ("together", _("Together"), ("added_value", "resources", "starts_on", "months")),
    ("terms", _("What it is about"), tuple(TERMS)),
    ("practices", _("Practices it builds on"), ("practices", "practice_address")),
)
LABELS = {
    "themes": _("Themes"),
    "sdgs": _("Goals (SDG)"),
    "objectives": _("Objectives of the Declaration"),
    "target_groups": _("For whom"),
}


class ConceptForm(forms.Form):
    """The light form: everything can stay empty but the title, until it is handed in."""

    def __init__(
        self, data: Any = None, *, concept: ConceptNote | None, calls: Any, practices: Any
    ):
        super().__init__(data, initial=_initial(concept))
        for name in TEXTS:
            field: Any = ConceptNote._meta.get_field(name)
            words = str(field.verbose_name)
            self.fields[name] = Words(
                limit=field.max_length,
                label=words[:1].upper() + words[1:],
                help_text=HELP.get(name, ""),
            )
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=ProjectKind.choices)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the note"), choices=settings.LANGUAGES
        )
        self.fields["call"] = forms.ModelChoiceField(
            calls, required=False, label=_("Call"), empty_label=_("None: notes are taken all year")
        )
        self.fields["starts_on"] = Day(required=False, label=_("Starts about"))
        self.fields["months"] = forms.IntegerField(
            required=False, min_value=1, max_value=60, label=_("How many months")
        )
        for name, scheme in TERMS.items():
            self.fields[name] = TermsField(scheme, label=LABELS[name])
        self.fields["practices"] = forms.MultipleChoiceField(
            choices=[(str(page.translation_key), page.title) for page in practices],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Related practices"),
        )
        self.fields["practice_address"] = forms.CharField(
            required=False,
            max_length=500,
            label=_("Add a practice: its address on this site"),
            widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
        )
        self.rows = _rows(self, concept)

    @property
    def sections(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        return [
            (code, title, [self[name] for name in names if name != "practices" or practices])
            for code, title, names in SECTIONS
            for practices in [self.fields["practices"].choices]
        ]

    @property
    def wanted(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"wanted-{n}-profile"], self[f"wanted-{n}-number"]) for n in range(self.rows)]

    def clean_practice_address(self) -> str:
        address = str(self.cleaned_data["practice_address"]).strip()
        if not address:
            return ""
        key = key_at(address)
        if key is None:
            raise ValidationError(_("No practice has this address."))
        return str(key)

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        practices = [*found["practices"], *filter(None, [found["practice_address"]])]
        wanted = [
            {"profile": found[f"wanted-{n}-profile"], "number": found[f"wanted-{n}-number"] or 1}
            for n in range(self.rows)
        ]
        names = (*TEXTS, "kind", "language", "call", "starts_on", "months", *TERMS)
        return {**{name: found[name] for name in names}, "practices": practices, "wanted": wanted}


def _initial(concept: ConceptNote | None) -> dict[str, Any]:
    if concept is None:
        return {}
    names = (*TEXTS, "kind", "language", "call", "starts_on", "months", "practices")
    found = {name: getattr(concept, name) for name in names}
    for name in TERMS:
        found[name] = list(getattr(concept, name).values_list("code", flat=True))
    return found


def _rows(form: forms.Form, concept: ConceptNote | None) -> int:
    there = list(concept.wanted.all()) if concept else []
    rows = min(max(3, len(there) + 1), MOST_WANTED)
    for n in range(rows):
        row = there[n] if n < len(there) else None
        form.fields[f"wanted-{n}-profile"] = Words(
            limit=300, label=_("Profile"), initial=row.profile if row else ""
        )
        form.fields[f"wanted-{n}-number"] = forms.IntegerField(
            required=False,
            min_value=1,
            max_value=50,
            label=_("How many"),
            initial=row.number if row else None,
        )
    return rows


class InterestForm(forms.Form):
    """In which role, and what the city brings."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("For which city?"), empty_label="–")
    role = Words(
        limit=200, label=_("In which role?"), needed=_("Say in which role, in a few words.")
    )
    brings = Words(
        limit=1000,
        label=_("What does your city bring?"),
        help_text=_("Experience, people, places, content. Nothing binds."),
    )
    message = Words(limit=1000, label=_("A few words to the city that leads"))

    def __init__(self, data: Any = None, *, cities: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["city"].queryset = cities
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
            self.fields["city"].initial = cities[0]


class CallForm(forms.Form):
    """A call in up to three languages."""

    def __init__(self, data: Any = None, *, call: Call | None = None) -> None:
        super().__init__(data, initial=_call_initial(call))
        for code, name in settings.LANGUAGES:
            self.fields[f"title-{code}"] = Words(
                limit=200, label=_("Title (%(language)s)") % {"language": name}
            )
            self.fields[f"text-{code}"] = Words(
                limit=4000, label=_("What is asked for (%(language)s)") % {"language": name}
            )
        self.fields["themes"] = TermsField("theme", label=_("Themes"))
        self.fields["opens_on"] = Day(label=_("Opens on"))
        self.fields["closes_on"] = Day(label=_("Closes on"))
        self.fields["minimum_cities"] = forms.IntegerField(
            label=_("Fewest cities"), min_value=2, max_value=30, initial=2
        )
        self.fields["minimum_countries"] = forms.IntegerField(
            label=_("Fewest countries"), min_value=1, max_value=22, initial=1
        )

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        languages = [code for code, _name in settings.LANGUAGES]
        return {
            "titles": {code: found[f"title-{code}"] for code in languages},
            "texts": {code: found[f"text-{code}"] for code in languages},
            "themes": [term.code for term in found["themes"]],
            **{
                name: found[name]
                for name in ("opens_on", "closes_on", "minimum_cities", "minimum_countries")
            },
        }


def _call_initial(call: Call | None) -> dict[str, Any]:
    if call is None:
        return {}
    found: dict[str, Any] = {f"title-{code}": text for code, text in call.titles.items()}
    found |= {f"text-{code}": text for code, text in call.texts.items()}
    found["themes"] = list(call.themes.values_list("code", flat=True))
    for name in ("opens_on", "closes_on", "minimum_cities", "minimum_countries"):
        found[name] = getattr(call, name)
    return found
