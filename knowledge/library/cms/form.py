"""The form of a practice in the CMS."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from core.design.pasting import cleaned
from knowledge.library.models.practice import WORDS


class PracticeForm(WagtailAdminPageForm):
    """Gives a new practice the city of its branch, and each text field the direction of its text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs["dir"] = "auto"

    @override
    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return {
            name: cleaned(value) if name in WORDS and isinstance(value, str) else value
            for name, value in values.items()
        }

    @override
    def save(self, commit: bool = True) -> Any:
        if self.instance.city_id is None and self.instance.partner_network_id is None:
            branch = self.parent_page.specific
            self.instance.city = branch.city
            self.instance.partner_network = branch.partner_network
        return super().save(commit=commit)


class FactMixin:
    """Shown on originals only: a translation holds words."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return not self.instance.is_translation and super().is_shown()


class FactPanel(FactMixin, FieldPanel):
    """A fact of the record."""


class TagsPanel(FactPanel):
    """Terms of a vocabulary as boxes to tick."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(field_name, **kwargs)


WHAT = [
    FieldPanel("title", help_text=_("Say what is done, in at most 100 characters.")),
    FieldPanel("summary", help_text=_("One sentence that stands alone in a list.")),
    FieldPanel("institution"),
    FieldPanel("partner_names"),
    FieldPanel("context", help_text=_("Which need was there before?")),
    FieldPanel("description", help_text=_("The steps, so that another city could repeat them.")),
    FieldPanel("beneficiaries", help_text=_("Which groups, and how many people if you know.")),
]
MORE = [
    FieldPanel("participation"),
    FieldPanel("inclusion"),
    FieldPanel("difficulties", help_text=_("What did not work helps others most.")),
    FieldPanel("conditions", help_text=_("Law, staff, skills, money, climate, culture.")),
    FieldPanel("sustainability"),
    FieldPanel("arabic_aspect"),
]
FACT_PANELS = [
    HelpPanel(content=_("Facts are entered once, in the original; every language shows the same.")),
    TagsPanel("themes"),
    TagsPanel("sdgs"),
    TagsPanel("key_features"),
    TagsPanel("objectives"),
    TagsPanel("target_groups"),
    MultiFieldPanel(
        [FactPanel("starts_on"), FactPanel("ends_on"), FactPanel("is_ongoing")], heading=_("Period")
    ),
    FactPanel("kind"),
    FactPanel("cost"),
    FactPanel("partnering"),
]
REUSE = [
    InlinePanel("evidence", heading=_("Results"), label=_("Result")),
    InlinePanel("resources", heading=_("What it takes"), label=_("Resource")),
    InlinePanel("building_blocks", heading=_("Parts to take over"), label=_("Building block")),
    InlinePanel("materials", heading=_("Materials for reuse"), label=_("Material")),
    InlinePanel("pictures", heading=_("Pictures"), label=_("Picture")),
]
EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(WHAT, heading=_("The practice")),
        ObjectList(MORE, heading=_("How it works")),
        ObjectList(FACT_PANELS, heading=_("Facts")),
        ObjectList(REUSE, heading=_("Results and reuse")),
        ObjectList([CommentPanel()], heading=_("Comments")),
    ],
    base_form_class=PracticeForm,
)
