"""The guided form: which page asks for what, and what a reviewer will ask there.

Fields and limits are those of the record's template; `needed` are the parts without which a text
is not handed over.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from knowledge.library.actions.publishing import NEEDED_TAGS, NEEDED_WORDS
from knowledge.library.fingerprints import ROWS
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS, WORDS

NEEDED = frozenset({*NEEDED_WORDS, *NEEDED_TAGS})


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: its fields or its kind of rows."""

    code: str
    title: Any
    ask: Any
    fields: tuple[str, ...] = ()
    rows: str = ""
    help: Any = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every part of the record that this page writes."""
        return (*self.fields, self.rows) if self.rows else self.fields

    def for_words(self) -> "Step | None":
        """The same page of a translation, which holds words only; None when it holds none."""
        words = tuple(name for name in self.fields if name in WORDS)
        if not words and not self.rows:
            return None
        return Step(self.code, self.title, self.ask, words, self.rows, self.help)


STEPS = (
    Step(
        "title",
        _("Name and summary"),
        _("Does the title say what is done, so that somebody in another country understands it?"),
        ("title", "summary"),
    ),
    Step(
        "people",
        _("Who answers for it"),
        _("Who runs it, and who helps?"),
        ("institution", "partner_names"),
    ),
    Step(
        "need",
        _("Context and need"),
        _("Which need was there, and how did you know?"),
        ("context",),
    ),
    Step(
        "what",
        _("What is done"),
        _("Could another city repeat the steps from this text alone?"),
        ("description",),
    ),
    Step(
        "for-whom",
        _("Who benefits"),
        _("Which groups are reached, and how many people?"),
        ("beneficiaries", "target_groups"),
    ),
    Step(
        "themes",
        _("Themes and goals"),
        _("Are the goals those that the practice really serves?"),
        ("themes", "sdgs"),
    ),
    Step(
        "frame",
        _("Key features and the Declaration"),
        _("Which features of a learning city does it strengthen?"),
        ("key_features", "objectives"),
    ),
    Step(
        "period",
        _("Kind, period and cost"),
        _("Is it still going on, and what does it cost?"),
        ("kind", "starts_on", "ends_on", "is_ongoing", "cost"),
    ),
    Step(
        "results",
        _("Results in figures"),
        _("Which figure shows the effect, compared with what, and who measured it?"),
        rows="evidence",
        help=_("Without a result in figures the text is published as an initiative."),
    ),
    Step("means", _("What it takes"), _("Could a smaller city afford this?"), rows="resources"),
    Step(
        "everyone",
        _("Residents and inclusion"),
        _("Who decided with you, and who could have been left out?"),
        ("participation", "inclusion"),
    ),
    Step(
        "lessons",
        _("Difficulties and lasting"),
        _("What did not work, and what keeps it going?"),
        ("difficulties", "sustainability"),
    ),
    Step(
        "reuse",
        _("Conditions for reuse"),
        _("What must another city have before it starts?"),
        ("conditions", "arabic_aspect", "partnering"),
    ),
    Step(
        "parts",
        _("Parts to take over"),
        _("Which part could be tried alone?"),
        rows="building_blocks",
    ),
    Step(
        "materials",
        _("Materials"),
        _("May others use them, and under which licence?"),
        rows="materials",
        help=_("A file that others can use at once, or the address where it stands."),
    ),
    Step(
        "pictures",
        _("Pictures"),
        _("Have the people in the picture agreed, and who made it?"),
        rows="pictures",
        help=_("Up to 12 pictures, each with words for those who do not see it."),
    ),
)


def steps_of(page: PracticePage) -> tuple[Step, ...]:
    """The pages for this text: all of them, or those with words for a translation."""
    if not page.is_translation:
        return STEPS
    return tuple(found for step in STEPS if (found := step.for_words()) is not None)


def is_filled(draft: PracticePage, name: str) -> bool:
    """Whether a part of the record says something."""
    if name in TAGS or name in ROWS:
        return getattr(draft, name).exists() if name in TAGS else bool(getattr(draft, name).all())
    if name in {"kind", "partnering"}:
        return True
    value = getattr(draft, name)
    if draft.is_translation and value == getattr(draft.original, name):
        return False
    return bool(value.strip() if isinstance(value, str) else value) and value != "unknown"


def state_of(draft: PracticePage, step: Step) -> str:
    """``done``, ``needed`` (something indispensable is missing), ``begun`` or ``empty``."""
    filled = [name for name in step.names if is_filled(draft, name)]
    needed = NEEDED & set(step.names)
    if draft.is_translation:
        needed -= set(TAGS)
    if needed - set(filled):
        return "needed"
    if step.code == "period":
        return "done" if draft.starts_on else "empty"
    if len(filled) == len(step.names):
        return "done"
    return "begun" if filled else "empty"
