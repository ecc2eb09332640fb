"""The form as a file: empty, or filled with the practices of a city."""

import io
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from core.vocabularies.terms import terms
from knowledge.library.fingerprints import ROWS
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS
from knowledge.library.sheets.columns import (
    BETWEEN,
    BETWEEN_PARTS,
    CHOICES,
    COLUMNS,
    STAND_INS,
    Column,
)
from knowledge.library.sheets.reading import MOST_ROWS


def form(*, language: str, practices: Iterable[PracticePage] = ()) -> bytes:
    """The form as XLSX, with the latest versions of these practices.

    The second sheet names the codes that may be written, in the same language.
    """
    with override(language):
        book = Workbook()
        sheet: Any = book.active
        sheet.title = _("Practices")[:31]
        sheet.sheet_view.rightToLeft = language in settings.LANGUAGES_BIDI
        sheet.freeze_panes = "B2"
        for number, column in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row=1, column=number, value=column.heading(language))
            cell.font = Font(bold=True)
            cell.comment = Comment(help_for(column), "Jusoor", width=320, height=120)
            letter = cell.column_letter
            sheet.column_dimensions[letter].width = 40 if column.sort in {"words", "rows"} else 22
            if column.sort == "choice":
                _offer(sheet, letter, [str(label) for _c, label in CHOICES[column.code].choices])
        for page in practices:
            draft = page.get_latest_revision_as_object()
            sheet.append([cell_of(draft, column) for column in COLUMNS])
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        _codes(book, language=language)
        data = io.BytesIO()
        book.save(data)
    return data.getvalue()


def table(*, language: str) -> str:
    """The empty form as CSV: its headings."""
    names = (column.heading(language).replace('"', '""') for column in COLUMNS)
    return ",".join(f'"{name}"' for name in names) + "\r\n"


def help_for(column: Column) -> str:
    """What belongs into a column."""
    match column.sort:
        case "words":
            return _("Text, at most %(limit)s characters.") % {"limit": column.limit}
        case "terms":
            return _("Codes or names from the second sheet, with %(sign)s between.") % {
                "sign": BETWEEN
            }
        case "choice":
            return _("One of the choices that are offered.")
        case "date":
            return _("A day like 2026-03-31.")
        case "yes_no":
            return _("yes or no")
    parts = f" {BETWEEN_PARTS} ".join(_part(column.code, name) for name in ROWS[column.code])
    return _("One line for each, with bars between: %(parts)s") % {"parts": parts}


def _part(relation: str, name: str) -> str:
    model: Any = getattr(PracticePage, relation).rel.related_model
    return str(model._meta.get_field(name).verbose_name)


def _offer(sheet: Any, letter: str, labels: list[str]) -> None:
    listed = f'"{",".join(labels)}"'
    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    if len(listed) <= 255:  # what the format allows
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")


def _codes(book: Workbook, *, language: str) -> None:
    sheet: Any = book.create_sheet(_("Codes")[:31])
    sheet.sheet_view.rightToLeft = language in settings.LANGUAGES_BIDI
    sheet.append([_("Column"), _("Code"), _("Name")])
    for column in COLUMNS:
        if column.sort != "terms":
            continue
        for term in terms(TAGS[column.code]):
            sheet.append([column.heading(language), term.code, term.label])
    for letter, width in (("A", 40), ("B", 18), ("C", 70)):
        sheet.column_dimensions[letter].width = width


def cell_of(draft: PracticePage, column: Column) -> Any:
    """What a practice says in a column."""
    match column.sort:
        case "terms":
            return BETWEEN.join(term.code for term in getattr(draft, column.code).all())
        case "choice":
            return getattr(draft, f"get_{column.code}_display")()
        case "yes_no":
            return _("yes") if getattr(draft, column.code) else _("no")
        case "rows":
            return "\n".join(
                f" {BETWEEN_PARTS} ".join(_said(row, name) for name in ROWS[column.code])
                for row in getattr(draft, column.code).all()
            )
    return getattr(draft, column.code)


def _said(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    return str(value).translate(STAND_INS)
