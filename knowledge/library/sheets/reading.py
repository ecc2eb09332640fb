"""A file of the form, read into drafts; every error with its row, its column and its reason.

Nothing of a file with an error is taken.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.design.numerals import in_latin
from core.design.wording import too_long
from core.vocabularies.models import Term
from knowledge.library.fingerprints import ROWS
from knowledge.library.limits import limit_of
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS
from knowledge.library.sheets.columns import (
    BETWEEN,
    BETWEEN_PARTS,
    CHOICES,
    NO,
    ROW_CHOICES,
    STOOD_FOR,
    YES,
    Column,
    by_heading,
    choices_in,
    plain,
    term_codes,
)

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 200
MOST_LINES = 40
MOST_PROBLEMS = 100


class Unreadable(Exception):
    """The file is not of the form at all; the text says why."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the row as the program shows it, the column's name, the reason."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Found:
    """One practice of a file."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def read(data: bytes, *, language: str) -> tuple[list[Found], list[Problem]]:
    """The practices of a file and what is wrong with it.

    Args:
        data: the bytes of an XLSX or CSV file; what it is, its content tells, not its name.
        language: of the names in the problems.

    Raises:
        Unreadable: neither of the two, too large, or without a known heading.
    """
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than 20 MB."))
    lines = _sheet(data) if data[:4] == b"PK\x03\x04" else _text(data)
    headings = next(lines, None) or []
    columns = [by_heading().get(plain(str(name or ""))) for name in headings]
    if not any(column is not None and column.code == "title" for column in columns):
        raise Unreadable(
            _("No column is called “title”. Take the form that is offered for download.")
        )
    problems = [
        Problem(1, str(name), _("This column is not known."))
        for name, column in zip(headings, columns, strict=True)
        if column is None and str(name or "").strip()
    ]
    found: list[Found] = []
    for number, cells in enumerate(lines, start=2):
        if not any(str(cell).strip() for cell in cells if cell is not None):
            continue
        if len(found) >= MOST_ROWS:
            reason = _("A file holds at most %(most)s practices.") % {"most": MOST_ROWS}
            problems.append(Problem(number, "", reason))
            break
        one = Found(number)
        problems += _row(one, columns, cells, language=language)
        found.append(one)
    if not found and not problems:
        raise Unreadable(_("There is no practice in the file."))
    return found, problems[:MOST_PROBLEMS]


def _sheet(data: bytes) -> Iterator[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(_("The file is larger than 20 MB."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        yield from (list(row) for row in sheet.iter_rows(values_only=True))
    except Unreadable:
        raise
    except Exception as failure:
        # A broken sheet fails in as many ways as the library has parts.
        raise Unreadable(_("The file is neither a sheet (XLSX) nor a table (CSV).")) from failure


def _text(data: bytes) -> Iterator[list[Any]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Excel writes Arabic tables so when it is not asked for UTF-8.
            text = data.decode("cp1256", errors="replace")
    if "\x00" in text:
        raise Unreadable(_("The file is neither a sheet (XLSX) nor a table (CSV)."))
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        yield from (list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as failure:
        raise Unreadable(_("The file is neither a sheet (XLSX) nor a table (CSV).")) from failure


def _row(
    one: Found, columns: list[Column | None], cells: list[Any], *, language: str
) -> list[Problem]:
    problems = []
    for column, cell in zip(columns, cells, strict=False):
        if column is None:
            continue
        try:
            value = _value(column, cell)
        except ValueError as wrong:
            problems.append(Problem(one.row, column.heading(language), str(wrong)))
            continue
        if column.sort == "rows":
            one.rows[column.code] = value
        else:
            one.values[column.code] = value
    if not one.values.get("title"):
        title = by_heading()["title"].heading(language)
        problems.append(Problem(one.row, title, _("A practice needs a name.")))
    begin, end = one.values.get("starts_on"), one.values.get("ends_on")
    if begin and end and end < begin:
        heading = by_heading()["ends_on"].heading(language)
        problems.append(Problem(one.row, heading, _("The end is before the start.")))
    return problems


def _value(column: Column, cell: Any) -> Any:
    """The value of a cell.

    Raises:
        ValueError: with the sentence that the person reads.
    """
    text = "" if cell is None else str(cell).strip()
    match column.sort:
        case "words":
            words = text.replace("\r\n", "\n").replace("_x000D_", "")
            if column.limit and (sentence := too_long(words, limit=column.limit)):
                raise ValueError(sentence)
            return words
        case "terms":
            return _terms(column.code, text)
        case "choice":
            return _choice(choices_in(CHOICES[column.code].choices), text, column.code)
        case "date":
            return _day(cell, text)
        case "yes_no":
            if plain(text) in YES:
                return True
            if plain(text) in NO:
                return False
            raise ValueError(_("Write yes or no."))
    return _lines(column.code, text)


def _terms(name: str, text: str) -> list[Term]:
    known = term_codes(TAGS[name])
    asked = [plain(in_latin(part)) for part in text.replace("؛", BETWEEN).split(BETWEEN)]
    asked = [part for line in asked for part in line.split("\n") if part]
    unknown = [part for part in asked if part not in known]
    if unknown:
        raise ValueError(_("Not known: %(names)s") % {"names": "; ".join(unknown)[:200]})
    codes = {known[part] for part in asked}
    return list(Term.objects.filter(scheme=TAGS[name], code__in=codes))


def _choice(known: dict[str, str], text: str, name: str) -> str:
    if not text:
        return str(PracticePage._meta.get_field(name).get_default())  # type: ignore[union-attr]
    if plain(text) not in known:
        raise ValueError(_("Not known: %(names)s") % {"names": text[:200]})
    return known[plain(text)]


def _day(cell: Any, text: str) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(in_latin(text), pattern).date()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
    raise ValueError(_("Write the day like 2026-03-31."))


def _lines(name: str, text: str) -> list[dict[str, Any]]:
    """Rows in a cell: one line each, its parts between bars in the order of the columns."""
    model: Any = getattr(PracticePage, name).rel.related_model
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValueError(_("At most %(most)s lines.") % {"most": MOST_LINES})
    found = []
    for line in lines:
        parts = [part.strip().translate(STOOD_FOR) for part in line.split(BETWEEN_PARTS)]
        if len(parts) > len(ROWS[name]):
            raise ValueError(
                _("Too many parts between bars: “%(line)s”") % {"line": line.strip()[:80]}
            )
        row: dict[str, Any] = dict.fromkeys(ROWS[name], "")
        row.update(zip(ROWS[name], parts, strict=False))
        for part, value in row.items():
            limit = limit_of(model, part)
            if limit and (sentence := too_long(value, limit=limit)):
                raise ValueError(sentence)
        if (name, "kind") in ROW_CHOICES:
            row["kind"] = _choice_of_row(name, row["kind"])
        if "measured_on" in row:
            row["measured_on"] = _day(None, row["measured_on"])
        found.append(row)
    return found


def _choice_of_row(name: str, text: str) -> str:
    known = choices_in(ROW_CHOICES[name, "kind"].choices)
    if plain(text) not in known:
        raise ValueError(_("Not known: %(names)s") % {"names": text[:200]})
    return known[plain(text)]
