"""Pieces of the tree that is built from a file."""

from typing import Any

type Node = dict[str, Any]


def block(kind: str, content: list[Node], **attrs: Any) -> Node:
    """A block that holds words."""
    made: Node = {"type": kind, "attrs": {"dir": "auto", **attrs}}
    if content:
        made["content"] = content
    return made


def text(words: str, marks: list[Node] | None = None) -> Node:
    """Words with their marks."""
    return {"type": "text", "text": words, **({"marks": marks} if marks else {})}
