"""A file of a word processor, or Markdown, as a tree; what the schema does not know becomes plain words."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.documents.imports import markdown, word
from projects.documents.imports.nodes import Node, block
from projects.documents.pictures import NewPicture

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
    pictures: dict[UUID, NewPicture] = field(default_factory=dict)


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
    pictures: dict[UUID, NewPicture] = {}
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
