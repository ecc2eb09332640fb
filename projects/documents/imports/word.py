"""Files of a word processor (.docx)."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.design.pasting import cleaned
from core.design.uploads import PlainPicture, plain_picture
from projects.documents.imports.nodes import Node, block, text
from projects.documents.render import is_safe

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PICTURES = 100
LONGEST_ALT = 500
LIST = re.compile(r"list (bullet|number)", re.IGNORECASE)
HEADING = re.compile(r"(?:heading|titre|titel|عنوان)\s*([1-9])", re.IGNORECASE)


def blocks_of(data: bytes, pictures: dict[UUID, PlainPicture]) -> Iterator[Node]:
    """The blocks of a .docx file; pictures that it holds are put into `pictures` by a new id.

    Raises:
        ValidationError: it is damaged, or grows too large when unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError(_("This file is too large to become a document."))
        made: Any = WordFile(BytesIO(data))
        parts = list(made.iter_inner_content())
    except ValidationError:
        raise
    except Exception as error:  # damaged files fail in many ways
        raise ValidationError(_("This file cannot be read.")) from error
    listed: Node | None = None
    for part in parts:
        is_table = isinstance(part, Table)
        found = _table(part) if is_table else _paragraph(part)
        for node in [*found, *_pictures(part, pictures)]:
            kind = node.pop("list", None)
            if kind is None:
                if listed:
                    yield listed
                    listed = None
                yield node
                continue
            item = {"type": "listItem", "content": [node]}
            if listed is None or listed["type"] != kind:
                if listed:
                    yield listed
                listed = {"type": kind, "content": []}
            listed["content"].append(item)
    if listed:
        yield listed


def _pictures(holder: Any, pictures: dict[UUID, PlainPicture]) -> Iterator[Node]:
    """The pictures of a paragraph, or those anywhere in a table, behind it. What no page can show, such as
    a drawing of the word processor, is said in its words."""
    for drawing in holder._element.iter(qn("w:drawing")):
        said = drawing.find(f".//{qn('wp:docPr')}")
        alt = "" if said is None else str(said.get("descr") or "")
        blip = drawing.find(f".//{qn('a:blip')}")
        key = None if blip is None else blip.get(qn("r:embed"))
        file = holder.part.related_parts.get(key) if key else None
        picture = _picture(file.blob, str(file.partname)) if file is not None else None
        if picture is not None and len(pictures) < MOST_PICTURES:
            pictures[public_id := uuid4()] = picture
            source = f"pictures/{public_id}/"
            yield {"type": "image", "attrs": {"src": source, "alt": _clean(alt)[:LONGEST_ALT]}}
        elif alt:
            yield block("paragraph", [text(f"[{_clean(alt)}]")])


def _picture(data: bytes, name: str) -> PlainPicture | None:
    file = ContentFile(data, name=name.rpartition("/")[2])
    try:
        return plain_picture(file)
    except ValidationError:
        return None


def _paragraph(paragraph: Paragraph) -> list[Node]:
    content = [node for run in paragraph.iter_inner_content() for node in _runs(run)]
    style: Any = paragraph.style
    name = str(style.name or "") if style is not None else ""
    way = {"dir": "rtl"} if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None else {}
    if name == "Title":
        return [block("heading", content, level=1, **way)] if content else []
    if found := HEADING.match(name):
        return [block("heading", content, level=min(int(found[1]), 3), **way)]
    node = block("paragraph", content, **way)
    if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or LIST.match(name):
        node["list"] = "orderedList" if "number" in name.lower() else "bulletList"
    elif name.lower() in ("quote", "intense quote"):
        return [{"type": "blockquote", "content": [node]}]
    return [node]


def _runs(run: Any) -> Iterator[Node]:
    if hasattr(run, "runs"):
        address = str(run.url or "")
        link = [{"type": "link", "attrs": {"href": address}}] if is_safe(address) else []
        for inner in run.runs:
            for node in _runs(inner):
                marks = [*link, *node.get("marks", ())]
                yield text(node["text"], marks) if node["type"] == "text" else node
        return
    marks = [
        {"type": name}
        for name, is_set in (
            ("bold", run.bold),
            ("italic", run.italic),
            ("underline", run.underline),
            ("strike", run.font.strike),
        )
        if is_set
    ]
    for number, line in enumerate(run.text.split("\n")):
        if number:
            yield {"type": "hardBreak"}
        if line:
            yield text(_clean(line), marks)


def _clean(text: str) -> str:
    """Pasted rubbish away, but the spaces between words at its ends stay."""
    kept = cleaned(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and kept else ""
    return f"{before}{kept}{after}"


def _table(table: Table) -> list[Node]:
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for cell in row.cells:
            content = [node for p in cell.paragraphs for node in _paragraph(p)]
            for node in content:
                node.pop("list", None)
            kind = "tableHeader" if number == 0 else "tableCell"
            cells.append({"type": kind, "content": content or [block("paragraph", [])]})
        rows.append({"type": "tableRow", "content": cells})
    return [{"type": "table", "content": rows}] if rows else []
