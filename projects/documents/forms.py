"""Forms of documents."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.cities.models import City
from core.design.fields import Words
from projects.documents.models import Document, DocumentKind, Folder, Level
from projects.partnerships.models import Project

LEVELS = [
    (Level.NOTHING, _("does not see it")),
    (Level.READ, _("reads")),
    (Level.COMMENT, _("comments")),
    (Level.SUGGEST, _("suggests wording")),
    (Level.WRITE, _("writes")),
]


class DescribeForm(forms.Form):
    """What a document is called, what it is, and where it lies."""

    title = Words(
        limit=200, label=_("Title"), needed=_("Give it a name, so that you find it again.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    folder = forms.ModelChoiceField(
        Folder.objects.none(), required=False, label=_("Folder"), empty_label=_("none")
    )
    new_folder = Words(limit=80, label=_("or a new folder"))

    def __init__(
        self, data: Any = None, files: Any = None, *, project: Project,
        document: Document | None = None,
    ) -> None:  # fmt: skip
        names = ("title", "kind", "language", "folder")
        initial = {name: getattr(document, name) for name in names} if document else {}
        super().__init__(data, files, initial={"language": get_language(), **initial})
        self.fields["folder"].queryset = Folder.objects.filter(project=project)


class BeginForm(DescribeForm):
    """A new document: from the template of its kind, or from a file."""

    file = forms.FileField(
        required=False,
        label=_("Begin from a file"),
        help_text=_("A .docx file or Markdown. Headings, lists and tables are kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.md,.markdown,.txt"}),
    )


class PictureForm(forms.Form):
    """A picture for the text."""

    file = forms.FileField(label=_("Picture"))


class ShareForm(forms.Form):
    """What all partners may do, and exceptions for cities and people."""

    team_level = forms.TypedChoiceField(
        coerce=int, choices=LEVELS, label=_("All partner cities"),
        help_text=_("The city that began it and the lead city always write."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, document: Document, cities: list[City], people: list[User]
    ) -> None:
        grants = list(document.grants.all())
        initial: dict[str, Any] = {"team_level": document.team_level}
        initial |= {f"city-{g.city_id}": g.level for g in grants if g.city_id}
        initial |= {f"person-{g.person_id}": g.level for g in grants if g.person_id}
        super().__init__(data, initial=initial)
        self.cities, self.people = cities, people
        choices = [("", _("as all partners")), *LEVELS]
        for city in cities:
            self.fields[f"city-{city.pk}"] = _level(city.name, choices)
        choices = [("", _("as the city")), *LEVELS]
        for person in people:
            self.fields[f"person-{person.pk}"] = _level(str(person), choices)

    def values(self) -> dict[str, Any]:
        """As the action wants them; what stays as it was is not named."""
        found = self.cleaned_data
        changed = set(self.changed_data)
        return {
            "team_level": found["team_level"],
            "cities": {c: found[f"city-{c.pk}"] for c in self.cities if f"city-{c.pk}" in changed},
            "people": {
                p: found[f"person-{p.pk}"] for p in self.people if f"person-{p.pk}" in changed
            },
        }


def _level(label: str, choices: list[Any]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=choices, label=label
    )
