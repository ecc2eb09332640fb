"""A file of a word processor, or Markdown, as a tree; what the schema does not know becomes plain words."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.design.uploads import PlainPicture
from projects.documents.imports import markdown, word
from projects.documents.imports.nodes import Node, block

MOST_BYTES = 20 * 1024 * 1024
MOST_BLOCKS = 5000


@dataclass(slots=True)
class Brought:
    """What a file holds.

    Attributes:
        tree: its words.
        pictures: those that the tree names, by their id.
    """

    tree: Node
    pictures: dict[UUID, PlainPicture] = field(default_factory=dict)


def begins(file: Any) -> dict[str, Any]:
    """What a document begins with, as `begin_document` wants it; nothing when no file was brought."""
    if not file:
        return {}
    held = brought(file.name, file.read())
    return {"tree": held.tree, "pictures": held.pictures}


def brought(name: str, data: bytes) -> Brought:
    """The text of an uploaded file.

    Args:
        name: its name; the ending says what it is.

    Raises:
        ValidationError: it is of another kind, too large, or cannot be read.
    """
    too_large = ValidationError(_("This file is too large to become a document."))
    if len(data) > MOST_BYTES:
        raise too_large
    pictures: dict[UUID, PlainPicture] = {}
    ending = name.rpartition(".")[2].lower()
    if ending == "docx":
        content = list(word.blocks_of(data, pictures))
    elif ending in ("md", "markdown", "txt"):
        try:
            words = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("This file is not written in UTF-8.")) from error
        content = list(markdown.blocks_of(words))
    else:
        raise ValidationError(_("Bring a .docx file or Markdown (.md)."))
    if len(content) > MOST_BLOCKS:
        raise too_large
    return Brought({"type": "doc", "content": content or [block("paragraph", [])]}, pictures)
