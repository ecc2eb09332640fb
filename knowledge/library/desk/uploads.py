"""The part of a page of the form that adds a file or a picture."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.uploads import PICTURES
from knowledge.library.desk.fields import fields_of
from knowledge.library.models import Material, Picture

COLUMNS = {
    "materials": (Material, ("title", "licence", "language")),
    "pictures": (Picture, ("alt", "credit", "licence")),
}


class UploadForm(forms.Form):
    """One file with the words that belong to it; without a file it says nothing."""

    file = forms.FileField(
        required=False,
        label=gettext_lazy("File"),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, relation: str) -> None:
        super().__init__(data, files, prefix="new", auto_id="id_%s")
        self.relation = relation
        model, names = COLUMNS[relation]
        self.fields.update(fields_of(model, names))
        is_picture = relation == "pictures"
        kinds = sorted(set().union(*PICTURES.values())) if is_picture else endings()
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in kinds)
        self.fields["file"].help_text = _("%(kinds)s; at most %(most)s.") % {
            "kinds": ", ".join(kinds).upper(),
            "most": filesizeformat(settings.MOST_BYTES),
        }
        if is_picture:
            self.fields["file"].label = _("Picture")
            self.fields["alt"].help_text = _("What would you say to somebody on the telephone?")
            self.fields["credit"].help_text = _("Photographer or archive, as it has to be named.")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = "alt" if self.relation == "pictures" else "title"
        is_there = bool(values.get("file")) or "file" in self.errors
        if is_there and not values.get(needed) and needed not in self.errors:
            self.add_error(needed, ValidationError(_("Say what it is.")))
        if not is_there and values.get("alt"):
            self.add_error("file", _("Choose the picture that these words describe."))
        return values

    @property
    def given(self) -> Any:
        """The upload, if there is one."""
        return self.cleaned_data.get("file")

    def refuse(self, error: ValidationError) -> None:
        """Show what the action found, each beside its control."""
        for name, sentences in error.message_dict.items():
            self.add_error(name if name in self.fields else None, sentences)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the new row."""
        return {name: self.cleaned_data[name] for name in COLUMNS[self.relation][1]}


def endings() -> list[str]:
    """The endings of documents that are kept."""
    return list(settings.WAGTAILDOCS_EXTENSIONS)
