"""Forms of conversations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.design.fields import Words
from projects.discussions import queries
from projects.partnerships.models import Project


class Several(forms.FileField):
    """Any number of files in one control."""

    class Widget(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Widget

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        listed: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        return [super(Several, self).clean(file, initial) for file in listed if file]


class CommentForm(forms.Form):
    """What is said, who is named, and files."""

    text = Words(
        limit=5000, label=_("What would you like to say?"), needed=_("Write something first.")
    )
    people = forms.MultipleChoiceField(required=False, label=_("Name people"))
    cities = forms.MultipleChoiceField(required=False, label=_("Name cities"))

    def __init__(self, data: Any = None, files: Any = None, *, project: Project) -> None:
        super().__init__(data, files)
        self.fields["files"] = Several(required=False, label=_("Files"))
        self.known_people = {str(person.pk): person for person in queries.people_of(project)}
        self.known_cities = {city.slug: city for city in queries.cities_of(project)}
        self.fields["people"].choices = [
            (pk, str(person)) for pk, person in self.known_people.items()
        ]
        self.fields["cities"].choices = [
            (slug, city.name) for slug, city in self.known_cities.items()
        ]
        for name in ("people", "cities"):
            self.fields[name].widget = forms.CheckboxSelectMultiple(
                choices=self.fields[name].choices
            )
        self.fields["text"].widget.attrs["rows"] = "4"

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = self.cleaned_data
        return {
            "text": found["text"],
            "people": [self.known_people[pk] for pk in found["people"]],
            "cities": [self.known_cities[slug] for slug in found["cities"]],
            "files": found["files"],
        }


class ThreadForm(CommentForm):
    """The same, with what it is about."""

    title = Words(
        limit=200, label=_("About what?"), needed=_("Give it a name, so that you find it again.")
    )
    field_order = ["title", "text", "people", "cities", "files"]
