"""Uploads through the CMS obey the same checks as those of the guided form."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.design.uploads import check_document, check_picture


class DocumentForm(BaseDocumentForm):
    """Reads the type of a document from its content."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file)
        return file


class PictureField(WagtailImageField):
    """Opens a picture before Wagtail measures it, which fails on a broken one."""

    def to_python(self, data: Any) -> Any:
        if data:
            check_picture(data)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """Opens a picture before it is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=given.label, widget=given.widget, required=given.required
            )
