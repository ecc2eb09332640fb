"""Texts in Markdown."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from projects.documents.imports.nodes import Node, block, text
from projects.documents.render import is_safe

BOX = re.compile(r"^\[([ xX])\]\s+|^([☐☑☒])\s*")
MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


def blocks_of(words: str) -> Iterator[Node]:
    """The blocks of a text in Markdown (CommonMark with tables, lists of tasks and strikethrough)."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    yield from _blocks(SyntaxTreeNode(parser.parse(words)))


def _blocks(parent: SyntaxTreeNode) -> Iterator[Node]:
    for node in parent.children:
        match node.type:
            case "paragraph":
                yield block("paragraph", list(_inline(node)))
            case "heading":
                yield block("heading", list(_inline(node)), level=min(int(node.tag[1]), 3))
            case "bullet_list" | "ordered_list":
                yield _list(node)
            case "blockquote":
                inner = list(_blocks(node)) or [block("paragraph", [])]
                yield {"type": "blockquote", "content": inner}
            case "fence" | "code_block":
                words = node.content.rstrip("\n")
                yield {"type": "codeBlock", **({"content": [text(words)]} if words else {})}
            case "hr":
                yield {"type": "horizontalRule"}
            case "table":
                yield _table(node)


def _list(node: SyntaxTreeNode) -> Node:
    items, boxes = [], []
    for item in node.children:
        content = list(_blocks(item)) or [block("paragraph", [])]
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
    made: Node = {"type": kind, "content": [{"type": "listItem", "content": c} for c in items]}
    if kind == "orderedList" and (start := node.attrs.get("start", 1)) != 1:
        made["attrs"] = {"start": int(start)}
    return made


def _box_of(item: Mapping[str, Any]) -> bool | None:
    """Whether the box at the beginning of a block is ticked; None when there is none."""
    first = (item.get("content") or [{}])[0]
    found = BOX.match(first.get("text", "")) if first.get("type") == "text" else None
    if found is None:
        return None
    return (found[1] or found[2]) in ("x", "X", "☑", "☒")


def _without_box(item: Node) -> None:
    rest = BOX.sub("", item["content"][0]["text"])
    item["content"] = [*([text(rest)] if rest else []), *item["content"][1:]]


def _table(node: SyntaxTreeNode) -> Node:
    rows = []
    for part in node.children:
        for row in part.children:
            cells = [
                {
                    "type": "tableHeader" if cell.type == "th" else "tableCell",
                    "content": [block("paragraph", list(_inline(cell)))],
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
                    yield text(child.content, list(marks))
            case "softbreak":
                yield text(" ", list(marks))
            case "hardbreak":
                yield {"type": "hardBreak"}
            case "code_inline":
                yield text(child.content, [*marks, {"type": "code"}])
            case "link":
                href = str(child.attrs.get("href", ""))
                link = ({"type": "link", "attrs": {"href": href}},) if is_safe(href) else ()
                yield from _inline(child, (*marks, *link))
            case "image":
                if child.content:
                    yield text(child.content, list(marks))
            case name if name in MARKS:
                yield from _inline(child, (*marks, {"type": MARKS[name]}))
