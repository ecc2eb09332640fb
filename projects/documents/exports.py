"""A text as a file of a word processor and as Markdown; both run from the right where its words do."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document as WordFile
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from projects.documents.render import is_safe, words_of

type Node = Mapping[str, Any]

STRONG_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
STRONG_LEFT = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u058f]")


def is_right(text: str, chosen: Any = None) -> bool:
    """Whether a paragraph runs from the right: as somebody chose, else by its first strong letter."""
    if chosen in ("rtl", "ltr"):
        return chosen == "rtl"
    right, left = STRONG_RIGHT.search(text), STRONG_LEFT.search(text)
    return right is not None and (left is None or right.start() < left.start())


# — word processor —


@dataclass(slots=True)
class Beside:
    """What stands outside the lines: footnotes as they are met, and the pictures by their name."""

    pictures: Mapping[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def docx_of(
    tree: Node, *, title: str, language: str, pictures: Mapping[str, Any] | None = None
) -> bytes:
    """The text as a .docx file; every paragraph from the right is marked as such, and each run in it.

    Args:
        pictures: rows with ``file`` and ``width``, by their name in the text.
    """
    made: Any = WordFile()
    made.core_properties.title = title
    made.core_properties.language = language
    _no_fonts_of_one_script(made)
    _paragraph(made, "Title", [{"type": "text", "text": title}], None)
    beside = Beside(pictures or {})
    _blocks(made, tree.get("content", ()), beside)
    if beside.notes:
        _paragraph(made, None, [], None)
        for number, note in enumerate(beside.notes, 1):
            _paragraph(made, None, [{"type": "text", "text": f"[{number}] {note}"}], None)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _no_fonts_of_one_script(made: Any) -> None:
    """Arabic takes its font and size from other columns of a style than Latin does."""
    fonts = made.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), "Arial")
    made.styles["Normal"].font.size = Pt(11)


def _blocks(made: Any, nodes: Iterable[Node], beside: Beside, style: str | None = None) -> None:
    for node in nodes:
        kind, attrs = node["type"], node.get("attrs", {})
        content = node.get("content", ())
        match kind:
            case "paragraph":
                _paragraph(made, style, content, attrs.get("dir"), beside)
            case "heading":
                _paragraph(
                    made, f"Heading {attrs.get('level', 1)}", content, attrs.get("dir"), beside
                )
            case "codeBlock":
                _paragraph(made, "No Spacing", content, "ltr", beside)
            case "blockquote":
                _blocks(made, content, beside, "Quote")
            case "bulletList" | "orderedList":
                name = "List Bullet" if kind == "bulletList" else "List Number"
                for item in content:
                    _blocks(made, item.get("content", ()), beside, name)
            case "taskList":
                for item in content:
                    box = "☑ " if item.get("attrs", {}).get("checked") else "☐ "
                    _task(made, item, box, beside)
            case "table":
                _table(made, content, beside)
            case "horizontalRule":
                _paragraph(made, None, [{"type": "text", "text": "—" * 20}], None)
            case "image":
                _picture(made, attrs, beside)


def _picture(made: Any, attrs: Mapping[str, Any], beside: Beside) -> None:
    """A picture with its words, as wide as it is but no wider than the page or the cell."""
    alt = str(attrs.get("alt") or "")
    picture = beside.pictures.get(str(attrs.get("src", "")))
    if picture is None:
        if alt:
            _paragraph(made, None, [{"type": "text", "text": f"[{alt}]"}], None)
        return
    run = made.add_paragraph().add_run()
    widest = Cm(15) if hasattr(made, "core_properties") else Cm(6)
    with picture.file.open("rb") as file:
        run.add_picture(BytesIO(file.read()), width=min(Pt(picture.width * 0.75), widest))
    for said in run._r.iter(qn("wp:docPr")):
        said.set("descr", alt)


def _task(made: Any, item: Node, box: str, beside: Beside) -> None:
    first, *rest = [*item.get("content", ()), None]
    if first is not None:
        content = [{"type": "text", "text": box}, *first.get("content", ())]
        _paragraph(made, None, content, first.get("attrs", {}).get("dir"), beside)
    _blocks(made, [node for node in rest if node], beside)


def _table(made: Any, rows: Sequence[Node], beside: Beside) -> None:
    if not rows:
        return
    width = max(len(row.get("content", ())) for row in rows)
    table = made.add_table(rows=0, cols=width, style="Table Grid")
    text = "".join(
        words_of(p) for row in rows for c in row.get("content", ()) for p in c.get("content", ())
    )
    if is_right(text):
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for row in rows:
        cells = table.add_row().cells
        for cell, node in zip(cells, row.get("content", ()), strict=False):
            cell.paragraphs[0]._element.getparent().remove(cell.paragraphs[0]._element)
            _blocks(cell, node.get("content", ()), beside)
            if not cell.paragraphs:
                cell.add_paragraph()


def _paragraph(
    made: Any, style: str | None, content: Iterable[Node], way: Any, beside: Beside | None = None
) -> None:
    listed = list(content)
    paragraph = made.add_paragraph(style=style)
    right = is_right(words_of({"content": listed}), way)
    if right:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for node in listed:
        text, marks = _said(node, beside)
        run = paragraph.add_run(text)
        run.bold = "bold" in marks or None
        run.italic = "italic" in marks or None
        run.underline = "underline" in marks or "link" in marks or None
        run.font.strike = "strike" in marks or None
        if right and STRONG_RIGHT.search(text):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _said(node: Node, beside: Beside | None) -> tuple[str, Mapping[str, Any]]:
    attrs = node.get("attrs", {})
    match node["type"]:
        case "text":
            marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", ())}
            address = marks.get("link", {}).get("href", "")
            text = node["text"]
            return (f"{text} ({address})" if is_safe(address) and address != text else text), marks
        case "hardBreak":
            return "\n", {}
        case "mention":
            return str(attrs.get("label", "")), {}
        case "footnote" if beside is not None:
            beside.notes.append(str(attrs.get("text", "")))
            return f"[{len(beside.notes)}]", {}
    return "", {}


# — Markdown —

SIGNS = {"bold": "**", "italic": "*", "strike": "~~", "code": "`"}
ESCAPED = re.compile(r"([\\`*_\[\]<>#|])")


def markdown_of(tree: Node) -> str:
    """The text as Markdown (CommonMark with tables, lists of tasks and footnotes)."""
    notes: list[str] = []
    body = "\n\n".join(_marked_blocks(tree.get("content", ()), notes))
    listed = [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]
    return "\n\n".join(filter(None, [body, *listed])) + "\n"


def _marked_blocks(nodes: Iterable[Node], notes: list[str]) -> list[str]:
    found = []
    for node in nodes:
        attrs, content = node.get("attrs", {}), node.get("content", ())
        match node["type"]:
            case "paragraph":
                found.append(_inline(content, notes))
            case "heading":
                found.append(f"{'#' * attrs.get('level', 1)} {_inline(content, notes)}")
            case "codeBlock":
                found.append(f"```\n{words_of(node)}\n```")
            case "blockquote":
                inner = "\n\n".join(_marked_blocks(content, notes))
                found.append("\n".join(f"> {line}".rstrip() for line in inner.split("\n")))
            case "bulletList":
                found.append("\n".join(_item("- ", item, notes) for item in content))
            case "orderedList":
                start = attrs.get("start") or 1
                numbered = enumerate(content, start)
                found.append("\n".join(_item(f"{n}. ", item, notes) for n, item in numbered))
            case "taskList":
                found.append("\n".join(_item(_box(item), item, notes) for item in content))
            case "table":
                found.append(_marked_table(content, notes))
            case "horizontalRule":
                found.append("---")
            case "image":
                found.append(f"![{attrs.get('alt') or ''}]({attrs.get('src', '')})")
    return found


def _box(item: Node) -> str:
    return f"- [{'x' if item.get('attrs', {}).get('checked') else ' '}] "


def _item(sign: str, item: Node, notes: list[str]) -> str:
    inner = "\n".join(_marked_blocks(item.get("content", ()), notes))
    return sign + inner.replace("\n", "\n" + " " * len(sign))


def _marked_table(rows: Sequence[Node], notes: list[str]) -> str:
    lines = []
    for row in rows:
        cells = [
            " ".join(_marked_blocks(cell.get("content", ()), notes)).replace("\n", " ")
            for cell in row.get("content", ())
        ]
        lines.append(f"| {' | '.join(cells)} |")
        if len(lines) == 1:
            lines.append(f"|{' --- |' * len(cells)}")
    return "\n".join(lines)


def _inline(nodes: Iterable[Node], notes: list[str]) -> str:
    parts = []
    for node in nodes:
        attrs = node.get("attrs", {})
        match node["type"]:
            case "text":
                marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", ())}
                text = node["text"] if "code" in marks else ESCAPED.sub(r"\\\1", node["text"])
                for name, sign in SIGNS.items():
                    if name in marks:
                        text = f"{sign}{text}{sign}"
                if is_safe(address := str(marks.get("link", {}).get("href", ""))):
                    text = f"[{text}](<{address}>)"
                parts.append(text)
            case "hardBreak":
                parts.append("\\\n")
            case "mention":
                parts.append(str(attrs.get("label", "")))
            case "footnote":
                notes.append(str(attrs.get("text", "")))
                parts.append(f"[^{len(notes)}]")
    return "".join(parts)
