"""The columns of the form: what each holds, and how it is called in every language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.conf import settings
from django.utils.translation import override

from core.vocabularies.terms import terms
from knowledge.library.fingerprints import BEGUN_BY_FILE, ROWS
from knowledge.library.limits import limit_of
from knowledge.library.models import Cost, Kind, Partnering, PracticePage
from knowledge.library.models.practice import TAGS, WORDS
from knowledge.library.models.rows import ResourceKind

type Sort = Literal["words", "choice", "date", "yes_no", "terms", "rows"]

CHOICES = {"kind": Kind, "cost": Cost, "partnering": Partnering}
ROW_CHOICES = {("resources", "kind"): ResourceKind}
BETWEEN = ";"
BETWEEN_PARTS = "|"
# A line break and a bar inside a part, so that a file brought back says the same.
STAND_INS = str.maketrans({"\n": "↵", "|": "¦"})
STOOD_FOR = str.maketrans({"↵": "\n", "¦": "|"})
YES = frozenset({"yes", "true", "1", "x", "نعم", "oui", "vrai", "صحيح"})
NO = frozenset({"no", "false", "0", "لا", "non", "faux", "خطأ", ""})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, what it holds, and its limit in characters (None: no limit)."""

    code: str
    sort: Sort
    limit: int | None = None

    def heading(self, language: str) -> str:
        """Its name in a language."""
        field = PracticePage._meta.get_field(self.code)
        with override(language):
            if self.sort == "rows":
                return str(field.related_model._meta.verbose_name_plural)  # type: ignore[union-attr]
            return str(field.verbose_name)  # type: ignore[union-attr]


COLUMNS: tuple[Column, ...] = (
    *(Column(name, "words", limit_of(PracticePage, name)) for name in WORDS),
    *(Column(name, "terms") for name in TAGS),
    *(Column(name, "choice") for name in CHOICES),
    Column("starts_on", "date"),
    Column("ends_on", "date"),
    Column("is_ongoing", "yes_no"),
    *(Column(name, "rows") for name in ROWS if name not in BEGUN_BY_FILE),
)


def plain(text: str) -> str:
    """How names are compared: no case, no spaces around, one space between."""
    return " ".join(text.split()).casefold()


@cache
def by_heading() -> dict[str, Column]:
    """Every code and every name of a column in every language."""
    found = {}
    for column in COLUMNS:
        found[column.code] = column
        for language, _name in settings.LANGUAGES:
            found[plain(column.heading(language))] = column
    return found


def choices_in(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Every code and every name of a choice in every language, to its code."""
    found: dict[str, str] = {}
    for code, label in choices:
        found[plain(str(code))] = str(code)
        for language, _name in settings.LANGUAGES:
            with override(language):
                found[plain(str(label))] = str(code)
    return found


def term_codes(scheme: str) -> dict[str, str]:
    """Every code and every name of a term in every language, to its code."""
    found: dict[str, str] = {}
    for term in terms(scheme):
        found[plain(term.code)] = term.code
        found.update({plain(label): term.code for label in term.labels.values()})
    return found
