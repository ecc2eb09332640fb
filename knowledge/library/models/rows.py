"""Rows of a practice. Their words belong to a language, their facts are read from the original's
row with the same `translation_key`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin


class Row(TranslatableMixin, Orderable):
    """An ordered row of a practice in one language."""

    class Meta(Orderable.Meta):
        abstract = True


class EvidenceRow(Row):
    """One result with its figure, its starting point and its source."""

    page = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="evidence")
    words = models.CharField(_("what was measured"), max_length=250)
    figure = models.CharField(_("figure"), max_length=60)
    baseline = models.CharField(_("figure before"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)

    panels = [
        FieldPanel("words"),
        FieldPanel("figure"),
        FieldPanel("baseline"),
        FieldPanel("source"),
        FieldPanel("measured_on"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return f"{self.figure} {self.words}"


class ResourceKind(models.TextChoices):
    STAFF = "staff", _("Staff")
    MONEY = "money", _("Money")
    SPACE = "space", _("Space")
    TOOLS = "tools", _("Tools")
    VOLUNTEERS = "volunteers", _("Volunteers")


class ResourceRow(Row):
    """Something that the practice uses."""

    page = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind.choices)
    quantity = models.CharField(_("quantity"), max_length=60, blank=True)
    words = models.CharField(_("description"), max_length=250, blank=True)

    panels = [FieldPanel("kind"), FieldPanel("quantity"), FieldPanel("words")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quantity}"


class BuildingBlock(Row):
    """A part that another city can take over by itself."""

    page = ParentalKey(
        "library.PracticePage", on_delete=models.CASCADE, related_name="building_blocks"
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=1200)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """The part of the address that leads here; the same in every language."""
        return f"block-{self.translation_key.hex[:8]}"


class Material(Row):
    """A thing that can be used at once: a guide, a form, a curriculum."""

    page = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=120)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("file"),
    )
    address = models.URLField(_("address"), blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("address"),
        FieldPanel("licence"),
        FieldPanel("language"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title


class Picture(Row):
    """A picture with words for those who do not see it."""

    page = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("picture"),
    )
    alt = models.CharField(_("what the picture shows"), max_length=250)
    credit = models.CharField(_("who made it"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True)

    panels = [
        FieldPanel("image"),
        FieldPanel("alt"),
        FieldPanel("credit"),
        FieldPanel("licence"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.alt
