"""Forms of requests for support and of offers."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.design.fields import Clock, Day, Words
from core.vocabularies.fields import TermsField, grouped
from knowledge.library.queries import key_at
from projects.support.actions.asking import LONGEST_QUESTION, MOST_QUESTIONS
from projects.support.actions.helping import LONGEST_TERM, TERMS
from projects.support.models import CityOffer, Effort, Format, Openness, PeerRequest
from projects.support.presentation import TERM_LABELS

SAY_IT = _("Say in one sentence what you need.")
COSTS = _("Unless you write something else, each city bears its own costs.")


class AskForm(forms.Form):
    """One sentence, a topic, a language; everything else can follow."""

    title = Words(limit=200, label=_("What do you need to know?"), needed=SAY_IT)
    theme = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    format = forms.ChoiceField(label=_("How?"), choices=Format.choices, initial=Format.QUESTION)
    city = forms.ModelChoiceField(City.objects.none(), label=_("For which city?"), empty_label=None)

    def __init__(self, data: Any = None, *, cities: Any, initial: Any = None) -> None:
        first = {"language": (get_language() or "ar")[:2], "city": cities.first()}
        super().__init__(data, initial={**first, **(initial or {})})
        self.fields["theme"].choices = [("", _("Choose later")), *grouped("theme")]
        self.fields["city"].queryset = cities
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        themes = [found["theme"]] if found["theme"] else []
        return {**{name: found[name] for name in ("title", "language", "format")}, "themes": themes}


class RequestForm(forms.Form):
    """The whole request; it may stay incomplete until it is handed in."""

    title = Words(limit=200, label=_("What you ask, in one sentence"), needed=SAY_IT)
    format = forms.ChoiceField(label=_("How?"), choices=Format.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    challenge = Words(
        limit=2000,
        label=pgettext_lazy("request", "What it is about"),
        help_text=_("What happens, since when, for whom?"),
    )
    tried = Words(
        limit=1500, label=_("What was tried"), help_text=_("It spares the others the same advice.")
    )
    use = Words(
        limit=1000, label=_("What the answer is for"), help_text=_("Which decision waits for it?")
    )
    openness = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Openness.choices,
        help_text=_("Terms, notes and recommendations are always between the cities."),
    )
    earliest_on = Day(required=False, label=_("Not before"))
    latest_on = Day(required=False, label=_("Not after"))

    def __init__(self, data: Any = None, *, request: PeerRequest) -> None:
        initial = {name: getattr(request, name) for name in self.base_fields}
        initial["themes"] = [term.code for term in request.themes.all()]
        initial |= {f"question-{n}": text for n, text in enumerate(request.questions)}
        super().__init__(data, initial=initial)
        self.fields["themes"] = TermsField("theme", label=_("Topics"))
        for number in range(MOST_QUESTIONS):
            self.fields[f"question-{number}"] = Words(limit=LONGEST_QUESTION, label=_("Question"))

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        names = [f"question-{number}" for number in range(MOST_QUESTIONS)]
        return [
            (_("The request"), [self[n] for n in ("title", "format", "language", "themes")]),
            (_("What the others should know"), [self[n] for n in ("challenge", "tried", "use")]),
            (_("Three questions at most"), [self[n] for n in names]),
            (
                _("When, and who reads it"),
                [self[n] for n in ("earliest_on", "latest_on", "openness")],
            ),
        ]

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        questions = [found[f"question-{number}"] for number in range(MOST_QUESTIONS)]
        names = (*self.base_fields, "themes")
        return {**{name: found[name] for name in names}, "questions": questions}


class _WithPractice(forms.Form):
    practice = forms.CharField(
        required=False,
        max_length=500,
        label=_("A practice that shows it: its address on this site"),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )

    def clean_practice(self) -> Any:
        address = str(self.cleaned_data["practice"]).strip()
        if not address:
            return None
        key = key_at(address)
        if key is None:
            raise ValidationError(_("No practice has this address."))
        return key


def _city_field(form: forms.Form, cities: Any) -> None:
    form.fields["city"] = forms.ModelChoiceField(
        cities, label=_("For which city?"), empty_label=None, initial=cities.first()
    )
    if len(cities) == 1:
        form.fields["city"].widget = forms.HiddenInput()


class AnswerForm(_WithPractice):
    """An answer to a question."""

    text = Words(limit=4000, label=_("Your answer"), needed=_("Write something."))
    field_order = ("text", "practice")

    def __init__(self, data: Any = None, *, cities: Any) -> None:
        super().__init__(data)
        _city_field(self, cities)


class AdviceForm(_WithPractice):
    """One recommendation."""

    text = Words(limit=1000, label=_("What you recommend"), needed=_("Write something."))
    why = Words(limit=1000, label=_("Why"))
    effort = forms.ChoiceField(label=_("Effort"), choices=Effort.choices, initial=Effort.MEDIUM)
    field_order = ("text", "why", "effort", "practice")

    def __init__(self, data: Any = None, *, cities: Any) -> None:
        super().__init__(data)
        _city_field(self, cities)


class TermsForm(forms.Form):
    """The note of terms and the preparation."""

    def __init__(self, data: Any = None, *, request: PeerRequest) -> None:
        initial = {name: request.terms.get(name, "") for name in TERMS}
        super().__init__(data, initial={**initial, "pack": request.pack})
        for name in TERMS:
            help_text = COSTS if name == "costs" else ""
            self.fields[name] = Words(
                limit=LONGEST_TERM, label=TERM_LABELS[name], help_text=help_text
            )
        self.fields["pack"] = Words(
            limit=4000,
            label=_("Preparation"),
            help_text=_("Context, figures and links that the others read before the meeting."),
        )


class SessionForm(forms.Form):
    """A day."""

    day = Day(label=_("Day"))
    clock = Clock(label=_("Begins at"), help_text=_("In the time of Riyadh (UTC+3)."))
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=15, max_value=2880, initial=120
    )
    place = Words(limit=300, label=_("Place or link"))

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = dict(self.cleaned_data)
        begins = datetime.combine(found.pop("day"), found.pop("clock"))
        return {**found, "starts_at": timezone.make_aware(begins)}


class DecideForm(forms.Form):
    """What the city does with a recommendation."""

    words = Words(limit=1000, label=_("Why, or how"))
    due_on = Day(required=False, label=_("Until"))


class OfferForm(forms.Form):
    """One topic on which the city helps others."""

    theme = forms.ChoiceField(label=_("Topic"))
    formats = forms.MultipleChoiceField(
        label=_("How?"), choices=Format.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.IntegerField(label=_("Hours a year"), min_value=1, max_value=2000, initial=10)
    words = Words(limit=500, label=_("What your city can tell"))

    def __init__(
        self, data: Any = None, *, offer: CityOffer | None = None, theme: str = ""
    ) -> None:
        initial: dict[str, Any] = {"theme": theme, "languages": ["ar"]}
        if offer is not None:
            names = ("formats", "languages", "hours", "words")
            initial = {name: getattr(offer, name) for name in names} | {"theme": offer.theme.code}
        super().__init__(data, initial=initial)
        self.fields["theme"].choices = [("", _("Choose a topic")), *grouped("theme")]
