"""A practice: what one city does, in one language."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, Revision, Workflow
from wagtail.search import index

from core.cities.models import City, PartnerNetwork
from core.vocabularies.models import Term
from knowledge.library.models.gate import guard

if TYPE_CHECKING:
    from knowledge.library.models.standing import PracticeStanding
    from knowledge.library.permissions import PracticePermissionTester


class Kind(models.TextChoices):
    PRACTICE = "practice", _("Practice")
    LESSON = "lesson", _("Lesson from a trial that did not work")


class Cost(models.TextChoices):
    UNKNOWN = "unknown", _("Not known")
    NONE = "none", _("No extra cost")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Partnering(models.TextChoices):
    OPEN = "open", _("Open to share")
    LOOKING = "looking", _("Looking for partners")
    CLOSED = "closed", _("Not looking for partners")


class Provenance(models.TextChoices):
    CITY = "", _("Written by the city")
    CONVENTION_2023 = "convention_2023", _("As reported in 2023")
    DEMO = "demo", _("Invented for demonstration")


WORDS = (
    "title",
    "summary",
    "institution",
    "partner_names",
    "context",
    "description",
    "beneficiaries",
    "participation",
    "inclusion",
    "difficulties",
    "conditions",
    "sustainability",
    "arabic_aspect",
)
FACTS = (
    "kind",
    "starts_on",
    "ends_on",
    "is_ongoing",
    "cost",
    "partnering",
    "licence",
    "provenance",
    "is_reconstructed",
    "has_content_note",
)
TAGS = {
    "themes": "theme",
    "sdgs": "sdg",
    "key_features": "key_feature",
    "objectives": "objective",
    "target_groups": "target_group",
}


def tags(scheme: str, label: Any) -> Any:
    """A field of terms of one vocabulary."""
    return ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=label,
        limit_choices_to={"scheme": scheme},
    )


class PracticePage(Page):
    """The words of a practice in one language; its facts are read from the original.

    Limits of length are those of the record's template: title 100, summary 250, context 1,200,
    description 3,000, participation, inclusion 800, difficulties 1,200, sustainability 600.
    """

    # Words
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    institution = models.CharField(_("responsible institution"), max_length=200, blank=True)
    partner_names = models.TextField(_("partners"), max_length=600, blank=True)
    context = models.TextField(_("context and need"), max_length=1200, blank=True)
    description = models.TextField(_("what is done"), max_length=3000, blank=True)
    beneficiaries = models.TextField(_("who benefits"), max_length=800, blank=True)
    participation = models.TextField(_("participation of residents"), max_length=800, blank=True)
    inclusion = models.TextField(_("inclusion"), max_length=800, blank=True)
    difficulties = models.TextField(_("difficulties"), max_length=1200, blank=True)
    conditions = models.TextField(_("conditions for reuse"), max_length=1200, blank=True)
    sustainability = models.TextField(_("sustainability"), max_length=600, blank=True)
    arabic_aspect = models.TextField(_("place of the Arabic language"), max_length=600, blank=True)

    # Facts
    city = models.ForeignKey(
        City,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("city"),
        editable=False,
    )
    partner_network = models.ForeignKey(
        PartnerNetwork,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("partner network"),
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PRACTICE)
    themes = tags("theme", _("themes"))
    sdgs = tags("sdg", _("sustainable development goals"))
    key_features = tags("key_feature", _("key features of learning cities"))
    objectives = tags("objective", _("objectives of the Declaration"))
    target_groups = tags("target_group", _("target groups"))
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    is_ongoing = models.BooleanField(_("goes on"), default=False)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.UNKNOWN)
    partnering = models.CharField(
        _("partnering"), max_length=10, choices=Partnering.choices, default=Partnering.OPEN
    )
    licence = models.CharField(_("licence"), max_length=40, default="CC-BY-4.0")
    provenance = models.CharField(
        _("origin of the text"),
        max_length=20,
        choices=Provenance.choices,
        default=Provenance.CITY,
        blank=True,
        editable=False,
    )
    is_reconstructed = models.BooleanField(default=False, editable=False)
    has_content_note = models.BooleanField(default=False, editable=False)

    # Translation
    is_translation = models.BooleanField(default=False, editable=False)
    of_revision = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # Who drafted the words, when it was a machine; readers are told for as long as the text stands.
    machine_draft_by = models.CharField(max_length=60, blank=True, default="", editable=False)

    # For the choosers and the explorer of the CMS; the public search has its own index.
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in WORDS if name != "title"),
    ]

    parent_page_types = ["library.CityBranchPage"]
    subpage_types: list[str] = []
    template = "library/practice_page.html"
    promote_panels: list[Any] = []
    # A translation begins without rows and reads the original's; Wagtail cannot copy those that a
    # version holds without an id.
    exclude_fields_in_copy = ["evidence", "resources", "building_blocks", "materials", "pictures"]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(city__isnull=True, partner_network__isnull=False)
                    | models.Q(city__isnull=False, partner_network__isnull=True)
                ),
                name="practice_of_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="practice_ends_after_it_starts",
            ),
        ]

    @classmethod
    def get_edit_handler(cls) -> Any:
        """The tabs of the CMS form."""
        from knowledge.library.cms.form import EDIT_HANDLER

        return EDIT_HANDLER.bind_to_model(cls)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end is before the start.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        guard(self)
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Never let autosave overwrite a revision that is public, submitted or approved."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and self.is_kept(overwritten):
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    def is_kept(self, revision: Revision) -> bool:
        """Whether somebody relies on this revision as it is: readers, or those who check it."""
        return revision.pk == self.live_revision_id or revision.task_states.exists()

    @property
    def has_workflow(self) -> bool:
        """Every practice is checked; which checks, says `get_workflow`."""
        return True

    def get_workflow(self) -> Workflow | None:
        """City and network for an original; the city alone for a translation."""
        from knowledge.library.models.tasks import PRACTICE_WORKFLOW, TRANSLATION_WORKFLOW

        name = TRANSLATION_WORKFLOW if self.is_translation else PRACTICE_WORKFLOW
        return Workflow.objects.filter(name=name, active=True).first()

    def permissions_for_user(self, user: Any) -> "PracticePermissionTester":
        from knowledge.library.permissions import PracticePermissionTester

        return PracticePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from knowledge.library.presentation import practice

        return {**super().get_context(request, *args, **kwargs), **practice(request, self)}

    @property
    def is_original(self) -> bool:
        """Written here first, in whatever language."""
        return not self.is_translation and self.alias_of_id is None

    @cached_property
    def original(self) -> "PracticePage":
        """The page that holds the facts: one query for a translation, none for an original."""
        if self.is_original:
            return self
        return type(self).objects.get(translation_key=self.translation_key, is_translation=False)

    @cached_property
    def standing(self) -> "PracticeStanding | None":
        """The standing of the record; None before the action that makes it has run."""
        from knowledge.library.models.standing import PracticeStanding

        return PracticeStanding.objects.filter(translation_key=self.translation_key).first()

    @cached_property
    def author_ids(self) -> frozenset[int]:
        """Everybody who saved a version of the text, and who began it; read once per object."""
        found = set(self.revisions.exclude(user=None).values_list("user_id", flat=True))
        return frozenset(found | ({self.owner_id} if self.owner_id else set()))

    @property
    def owner_in_network(self) -> City | PartnerNetwork:
        """The city, or the partner network, whose practice it is."""
        found = self.city or self.partner_network
        assert found is not None
        return found

    @property
    def is_behind_its_original(self) -> bool:
        """The translation was confirmed against an earlier public version."""
        return (
            self.is_translation
            and self.of_revision_id is not None
            and self.original.live_revision_id != self.of_revision_id
        )
