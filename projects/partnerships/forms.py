"""Forms of a project, its partners, its note and its reports."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.design.fields import Day, Words
from core.vocabularies.fields import TermsField
from core.vocabularies.terms import terms
from projects.partnerships.actions.agreeing import MOST as NOTE_LIMIT
from projects.partnerships.actions.describing import TERMS, TEXTS
from projects.partnerships.actions.reporting import MOST as CHAPTER_LIMIT
from projects.partnerships.models import AreVisible, Associate, Partner, Project, ProjectKind
from projects.partnerships.presentation import chapters

LONG = ("summary", "objective", "communication")


class ProjectForm(forms.Form):
    """What a project says of itself."""

    def __init__(self, data: Any = None, *, project: Project) -> None:
        initial = {name: getattr(project, name) for name in TEXTS}
        for name in TERMS:
            initial[name] = list(getattr(project, name).values_list("code", flat=True))
        super().__init__(data, initial=initial)
        needed = _("This is needed.")
        self.fields["acronym"] = Words(limit=15, label=_("Short name"), needed=needed)
        self.fields["title"] = Words(limit=200, label=_("Title"), needed=needed)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=ProjectKind.choices)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        labels = (_("Summary"), _("Objective"), _("How it is made known"))
        for name, label in zip(LONG, labels, strict=True):
            self.fields[name] = Words(limit=2000, label=label)
        self.fields["starts_on"] = Day(required=False, label=_("Starts on"))
        self.fields["ends_on"] = Day(required=False, label=_("Ends on"))
        licences = [("", "–"), *((term.code, term.label) for term in terms("licence"))]
        self.fields["licence"] = forms.ChoiceField(
            required=False, choices=licences, label=_("Licence of what comes of it")
        )
        self.fields["visibility"] = forms.ChoiceField(
            choices=AreVisible.choices,
            label=_("Who sees its public page"),
            help_text=_("Once the project is registered. The workspace stays with the partners."),
        )
        for name, scheme in TERMS.items():
            self.fields[name] = TermsField(
                scheme, label=_("Themes") if name == "themes" else _("Goals (SDG)")
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return values


class InviteForm(forms.Form):
    """Which city is asked, and as what."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), empty_label="–")
    role = Words(limit=200, label=_("In which role?"))

    def __init__(self, data: Any = None, *, cities: Any) -> None:
        super().__init__(data)
        self.fields["city"].queryset = cities


class PartnerForm(forms.Form):
    """What a city does in the project, and who is its contact."""

    role = Words(limit=200, label=_("Role"))
    tasks = Words(limit=1000, label=_("What it does"))
    contact = forms.ChoiceField(required=False, label=_("Contact"))

    def __init__(self, data: Any = None, *, partner: Partner, people: list[Any]) -> None:
        initial = {"role": partner.role, "tasks": partner.tasks, "contact": partner.contact_id}
        super().__init__(data, initial=initial, prefix=f"p{partner.pk}")
        self.people = {str(person.pk): person for person in people}
        self.fields["contact"].choices = [("", "–"), *((pk, p) for pk, p in self.people.items())]

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        return {**found, "contact": self.people.get(found["contact"])}


class AssociateForm(forms.Form):
    """An organisation beside the cities."""

    name = Words(limit=200, label=_("Name"), needed=_("This is needed."))
    sector = forms.ChoiceField(label=_("Sector"), choices=Associate.Sector.choices)
    role = Words(limit=300, label=_("What it does"))


class NoteForm(forms.Form):
    """The cooperation note in up to three languages."""

    def __init__(self, data: Any = None, *, texts: Any) -> None:
        super().__init__(data, initial={f"text-{code}": text for code, text in texts.items()})
        for code, name in settings.LANGUAGES:
            self.fields[f"text-{code}"] = Words(limit=NOTE_LIMIT, label=name)

    def texts(self) -> dict[str, str]:
        return {name.removeprefix("text-"): text for name, text in self.cleaned_data.items()}


class ReportForm(forms.Form):
    """The chapters of a report."""

    def __init__(self, data: Any = None, *, report: Any, names: tuple[str, ...]) -> None:
        super().__init__(data, initial=report.words)
        for code, heading, _words in chapters(report, names):
            self.fields[code] = Words(limit=CHAPTER_LIMIT, label=heading)
