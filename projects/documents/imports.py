"""A file of a word processor, or Markdown, as a tree; what the schema does not know becomes plain words."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from core.design.pasting import cleaned
from projects.documents.render import is_safe

type Node = dict[str, Any]

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_BLOCKS = 5000
LIST = re.compile(r"list (bullet|number)", re.IGNORECASE)
HEADING = re.compile(r"(?:heading|titre|titel|عنوان)\s*([1-9])", re.IGNORECASE)
BOX = re.compile(r"^\[([ xX])\]\s+|^([☐☑☒])\s*")


def tree_from(name: str, data: bytes) -> Node:
    """The text of an uploaded file.

    Args:
        name: its name; the ending says what it is.

    Raises:
        ValidationError: it is of another kind, too large, or cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("This file is too large to become a document."))
    ending = name.rpartition(".")[2].lower()
    if ending == "docx":
        content = list(_word(data))
    elif ending in ("md", "markdown", "txt"):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("This file is not written in UTF-8.")) from error
        content = list(_marked(text))
    else:
        raise ValidationError(_("Bring a .docx file or Markdown (.md)."))
    if len(content) > MOST_BLOCKS:
        raise ValidationError(_("This file is too large to become a document."))
    return {"type": "doc", "content": content or [_block("paragraph", [])]}


def _block(kind: str, content: list[Node], **attrs: Any) -> Node:
    block: Node = {"type": kind, "attrs": {"dir": "auto", **attrs}}
    if content:
        block["content"] = content
    return block


def _text(words: str, marks: list[Node] | None = None) -> Node:
    return {"type": "text", "text": words, **({"marks": marks} if marks else {})}


# — word processor —


def _word(data: bytes) -> Iterator[Node]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError(_("This file is too large to become a document."))
        made: Any = WordFile(BytesIO(data))
        blocks = list(made.iter_inner_content())
    except ValidationError:
        raise
    except Exception as error:  # damaged files fail in many ways
        raise ValidationError(_("This file cannot be read.")) from error
    listed: Node | None = None
    for block in blocks:
        found = _word_table(block) if isinstance(block, Table) else _word_paragraph(block)
        for node in found:
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


def _word_paragraph(paragraph: Paragraph) -> list[Node]:
    content = [node for run in paragraph.iter_inner_content() for node in _word_runs(run)]
    style: Any = paragraph.style
    name = str(style.name or "") if style is not None else ""
    way = {"dir": "rtl"} if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None else {}
    if name == "Title":
        return [_block("heading", content, level=1, **way)] if content else []
    if found := HEADING.match(name):
        return [_block("heading", content, level=min(int(found[1]), 3), **way)]
    node = _block("paragraph", content, **way)
    if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or LIST.match(name):
        node["list"] = "orderedList" if "number" in name.lower() else "bulletList"
    elif name.lower() in ("quote", "intense quote"):
        return [{"type": "blockquote", "content": [node]}]
    return [node]


def _word_runs(run: Any) -> Iterator[Node]:
    if hasattr(run, "runs"):
        address = str(run.url or "")
        link = [{"type": "link", "attrs": {"href": address}}] if is_safe(address) else []
        for inner in run.runs:
            for node in _word_runs(inner):
                marks = [*link, *node.get("marks", ())]
                yield _text(node["text"], marks) if node["type"] == "text" else node
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
            yield _text(_clean(line), marks)


def _clean(text: str) -> str:
    """Pasted rubbish away, but the spaces between words at its ends stay."""
    kept = cleaned(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and kept else ""
    return f"{before}{kept}{after}"


def _word_table(table: Table) -> list[Node]:
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for cell in row.cells:
            content = [node for p in cell.paragraphs for node in _word_paragraph(p)]
            for node in content:
                node.pop("list", None)
            kind = "tableHeader" if number == 0 else "tableCell"
            cells.append({"type": kind, "content": content or [_block("paragraph", [])]})
        rows.append({"type": "tableRow", "content": cells})
    return [{"type": "table", "content": rows}] if rows else []


# — Markdown —

MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


def _marked(text: str) -> Iterator[Node]:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    yield from _marked_blocks(SyntaxTreeNode(parser.parse(text)))


def _marked_blocks(parent: SyntaxTreeNode) -> Iterator[Node]:
    for node in parent.children:
        match node.type:
            case "paragraph":
                yield _block("paragraph", list(_inline(node)))
            case "heading":
                yield _block("heading", list(_inline(node)), level=min(int(node.tag[1]), 3))
            case "bullet_list" | "ordered_list":
                yield _marked_list(node)
            case "blockquote":
                inner = list(_marked_blocks(node)) or [_block("paragraph", [])]
                yield {"type": "blockquote", "content": inner}
            case "fence" | "code_block":
                words = node.content.rstrip("\n")
                yield {"type": "codeBlock", **({"content": [_text(words)]} if words else {})}
            case "hr":
                yield {"type": "horizontalRule"}
            case "table":
                yield _marked_table(node)


def _marked_list(node: SyntaxTreeNode) -> Node:
    items, boxes = [], []
    for item in node.children:
        content = list(_marked_blocks(item)) or [_block("paragraph", [])]
        boxes.append(_box_of(content[0]))
        items.append(content)
    if items and all(box is not None for box in boxes):
        for content in items:
            _without_box(content[0])
        pairs = zip(items, boxes, strict=True)
        listed = [
            {"type": "taskItem", "attrs": {"checked": box}, "content": content}
            for content, box in pairs
        ]
        return {"type": "taskList", "content": listed}
    kind = "bulletList" if node.type == "bullet_list" else "orderedList"
    return {"type": kind, "content": [{"type": "listItem", "content": c} for c in items]}


def _box_of(block: Mapping[str, Any]) -> bool | None:
    """Whether the box at the beginning of a block is ticked; None when there is none."""
    first = (block.get("content") or [{}])[0]
    found = BOX.match(first.get("text", "")) if first.get("type") == "text" else None
    if found is None:
        return None
    return (found[1] or found[2]) in ("x", "X", "☑", "☒")


def _without_box(block: Node) -> None:
    rest = BOX.sub("", block["content"][0]["text"])
    block["content"] = [*([_text(rest)] if rest else []), *block["content"][1:]]


def _marked_table(node: SyntaxTreeNode) -> Node:
    rows = []
    for part in node.children:
        for row in part.children:
            cells = [
                {
                    "type": "tableHeader" if cell.type == "th" else "tableCell",
                    "content": [_block("paragraph", list(_inline(cell)))],
                }
                for cell in row.children
            ]
            rows.append({"type": "tableRow", "content": cells})
    return {"type": "table", "content": rows}


def _inline(node: SyntaxTreeNode, marks: tuple[Node, ...] = ()) -> Iterator[Node]:
    for child in node.children:
        match child.type:
            case "inline":
                yield from _inline(child, marks)
            case "text" | "html_inline":
                if child.content:
                    yield _text(child.content, list(marks))
            case "softbreak":
                yield _text(" ", list(marks))
            case "hardbreak":
                yield {"type": "hardBreak"}
            case "code_inline":
                yield _text(child.content, [*marks, {"type": "code"}])
            case "link":
                href = str(child.attrs.get("href", ""))
                link = ({"type": "link", "attrs": {"href": href}},) if is_safe(href) else ()
                yield from _inline(child, (*marks, *link))
            case "image":
                if child.content:
                    yield _text(child.content, list(marks))
            case name if name in MARKS:
                yield from _inline(child, (*marks, {"type": MARKS[name]}))
