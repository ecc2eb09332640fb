"""A text as a tree of nodes, and the tree as HTML, plain text and back; nothing here asks a database.

The tree is that of ProseMirror: ``{"type", "attrs", "content"}`` and ``{"type": "text", "text", "marks"}``.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

import nh3
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from projects.documents.schema import DIRECTIONS, ELEMENTS, LEVELS, MARKS, PICTURE, ROOT, SCHEMES

type Node = dict[str, Any]

BLOCKS = ("paragraph", "heading", "codeBlock", "listItem", "taskItem", "tableRow", "blockquote")
TAGS = {
    "paragraph": "p",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "blockquote": "blockquote",
    "tableRow": "tr",
    "tableHeader": "th",
    "tableCell": "td",
}
MARK_TAGS = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}
# Where pictures of papers come from; see `core.design.pdf`.
PICTURE_SCHEMES = ("data", "media")
# From the outside to the inside, so that equal marks give equal markup.
ORDER = ("link", "bold", "italic", "underline", "strike", "code")
ALLOWED = {*TAGS.values(), *MARK_TAGS.values(), "a", "img", "br", "hr", "pre", "table", "tbody"} | {
    "h1", "h2", "h3", "h4", "span", "sup", "aside", "input", "label", "div",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"dir", "class"},
    "a": {"href"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "input": {"type", "checked", "disabled", "aria-label"},
    "span": {"data-kind", "data-id"},
}


def tree_of(doc: Doc) -> Node:
    """The whole text of a document as a tree."""
    body = doc.get(ROOT, type=XmlFragment)
    return {"type": "doc", "content": list(_children(body))}


def tree_of_update(state: bytes) -> Node:
    """The same for an encoded state."""
    doc: Doc = Doc()
    doc.apply_update(state)
    return tree_of(doc)


def _children(parent: Any) -> Iterator[Node]:
    for child in parent.children:
        if isinstance(child, XmlText):
            yield from _texts(child)
        elif child.tag in ELEMENTS:
            node: Node = {"type": child.tag}
            if attributes := {
                k: _plain(v) for k, v in child.attributes if k in ELEMENTS[child.tag]
            }:
                node["attrs"] = dict(sorted(attributes.items()))
            if content := list(_children(child)):
                node["content"] = content
            yield node


def _texts(text: XmlText) -> Iterator[Node]:
    for words, attributes in text.diff():
        if not isinstance(words, str) or not words:
            continue
        node: Node = {"type": "text", "text": words}
        marks = []
        for key, values in sorted((attributes or {}).items()):
            name = key.partition("--")[0]
            if name in MARKS and values is not None:
                kept = {
                    k: v for k, v in _dict(values).items() if k in MARKS[name] and v is not None
                }
                marks.append({"type": name, **({"attrs": kept} if kept else {})})
        if marks:
            node["marks"] = marks
        yield node


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _plain(value: Any) -> Any:
    """A number that is whole as a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def fill(doc: Doc, tree: Mapping[str, Any]) -> None:
    """Write a tree into an empty document."""
    body = doc.get(ROOT, type=XmlFragment)
    with doc.transaction():
        for node in tree.get("content", ()):
            append(body, node)


def append(parent: Any, node: Mapping[str, Any], at: int | None = None) -> None:
    """Put a node at the end of an element, or before the child `at`; within a transaction."""
    element = XmlElement(node["type"])
    if at is None:
        parent.children.append(element)
    else:
        parent.children.insert(at, element)
    for name, value in node.get("attrs", {}).items():
        if value is not None:
            element.attributes[name] = value
    texts: list[Mapping[str, Any]] = []
    for child in node.get("content", ()):
        if child["type"] == "text":
            texts.append(child)
            continue
        _append_text(element, texts)
        texts = []
        append(element, child)
    _append_text(element, texts)


def _append_text(element: Any, texts: Iterable[Mapping[str, Any]]) -> None:
    listed = list(texts)
    if not listed:
        return
    text = XmlText()
    element.children.append(text)
    at = 0
    for node in listed:
        marks = {mark["type"]: dict(mark.get("attrs", {})) for mark in node.get("marks", ())}
        # Every piece says which marks it has, else it takes those of the piece before it.
        text.insert(at, node["text"], marks)
        at += len(node["text"].encode())


# — as HTML —


def html_of(tree: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> str:
    """The text as clean HTML, with the markup that the editor has as well.

    Args:
        pictures: the address of a picture by its name in the text; without it the name is one, beside
            the page of the text. What has no address is shown as its words.
    """
    notes: list[str] = []
    body = "".join(_html(node, notes, pictures) for node in tree.get("content", ()))
    if notes:
        items = "".join(f'<li dir="auto">{escape(note)}</li>' for note in notes)
        body += f'<aside class="footnotes"><ol>{items}</ol></aside>'
    schemes = {*SCHEMES, *PICTURE_SCHEMES} if pictures is not None else set(SCHEMES)
    return nh3.clean(body, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes=schemes, link_rel=None)


def _html(node: Mapping[str, Any], notes: list[str], pictures: Mapping[str, str] | None) -> str:
    kind, attrs = node["type"], node.get("attrs", {})
    if kind == "text":
        return _marked(node)
    inner = "".join(_html(child, notes, pictures) for child in node.get("content", ()))
    direction = attrs.get("dir")
    way = f' dir="{direction if direction in DIRECTIONS else "auto"}"'
    match kind:
        case "paragraph":
            return f"<p{way}>{inner or '<br>'}</p>"
        case "heading":
            level = attrs.get("level") if attrs.get("level") in LEVELS else 2
            return f"<h{level + 1}{way}>{inner}</h{level + 1}>"
        case "orderedList" if isinstance(start := attrs.get("start"), int) and start != 1:
            return f'<ol start="{start}">{inner}</ol>'
        case "taskList":
            return f'<ul class="tasks">{inner}</ul>'
        case "taskItem":
            ticked = " checked" if attrs.get("checked") else ""
            named = escape(" ".join(lines_of({"content": node.get("content", ())[:1]}))) or "…"
            box = f'<input type="checkbox" disabled{ticked} aria-label="{named}">'
            return f"<li><label>{box}</label><div>{inner}</div></li>"
        case "codeBlock":
            return f'<pre dir="ltr"><code>{inner}</code></pre>'
        case "horizontalRule":
            return "<hr>"
        case "hardBreak":
            return "<br>"
        case "table":
            return f"<table><tbody>{inner}</tbody></table>"
        case "tableHeader" | "tableCell":
            spans = "".join(
                f' {name}="{attrs[name]}"'
                for name in ("colspan", "rowspan")
                if isinstance(attrs.get(name), int) and attrs[name] > 1
            )
            return f"<{TAGS[kind]}{spans}>{inner}</{TAGS[kind]}>"
        case "image":
            alt, source = escape(str(attrs.get("alt") or "")), str(attrs.get("src", ""))
            known = source if PICTURE.fullmatch(source) else ""
            address = escape(known if pictures is None else pictures.get(known, ""))
            if not address:
                return f'<p dir="auto" class="picture-away">{alt}</p>'
            return f'<img src="{address}" alt="{alt}" loading="lazy">'
        case "mention":
            name = escape(str(attrs.get("label", "")))
            return f'<span class="mention" data-kind="{escape(str(attrs.get("kind", "")))}">{name}</span>'
        case "footnote":
            notes.append(str(attrs.get("text", "")))
            return f'<sup class="footnote">{len(notes)}</sup>'
    tag = TAGS.get(kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _marked(node: Mapping[str, Any]) -> str:
    found = escape(node["text"], quote=False).replace("\n", "<br>")
    marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", ())}
    for name in reversed(ORDER):
        if name not in marks:
            continue
        if name == "link":
            href = str(marks[name].get("href", ""))
            if is_safe(href):
                found = f'<a href="{escape(href)}">{found}</a>'
        else:
            found = f"<{MARK_TAGS[name]}>{found}</{MARK_TAGS[name]}>"
    return found


def is_safe(address: str) -> bool:
    """Whether a link leads to a page or a letter, and nowhere else."""
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def pictured(tree: Mapping[str, Any]) -> set[str]:
    """Names of the pictures that a text shows."""
    found = set()
    for node in tree.get("content", ()):
        if node["type"] == "image":
            found.add(str(node.get("attrs", {}).get("src", "")))
        found |= pictured(node)
    return found


def named(tree: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Who and what a text names: pairs of kind and id."""
    found = set()
    for node in tree.get("content", ()):
        if node["type"] == "mention":
            attrs = node.get("attrs", {})
            found.add((str(attrs.get("kind")), str(attrs.get("id"))))
        found |= named(node)
    return found


# — as plain text —


def text_of(tree: Mapping[str, Any]) -> str:
    """The words alone, a block on each line."""
    return "\n".join(line for line in lines_of(tree) if line)


def lines_of(tree: Mapping[str, Any]) -> list[str]:
    """The words of each block that holds words itself."""
    found: list[str] = []
    for node in tree.get("content", ()):
        if node["type"] in ("paragraph", "heading", "codeBlock"):
            found.append(words_of(node))
        else:
            found.extend(lines_of(node))
    return found


def words_of(node: Mapping[str, Any]) -> str:
    """The words inside one block."""
    parts = []
    for child in node.get("content", ()):
        match child["type"]:
            case "text":
                parts.append(child["text"])
            case "hardBreak":
                parts.append("\n")
            case "mention":
                parts.append(str(child.get("attrs", {}).get("label", "")))
            case "footnote":
                parts.append(f" [{child.get('attrs', {}).get('text', '')}]")
    return "".join(parts)
