"""Every write about documents but their text, whose edits go through `store`."""

from projects.documents.actions.agreeing import agree_text, move_document
from projects.documents.actions.commenting import make_task, move_comment, write_comment
from projects.documents.actions.describing import (
    add_folder,
    begin_document,
    describe_document,
    share_document,
)
from projects.documents.actions.drawing import draw_document
from projects.documents.actions.keeping import keep_version, restore_version
from projects.documents.actions.picturing import add_picture

__all__ = [
    "add_folder",
    "add_picture",
    "agree_text",
    "begin_document",
    "describe_document",
    "draw_document",
    "keep_version",
    "make_task",
    "move_comment",
    "move_document",
    "restore_version",
    "share_document",
    "write_comment",
]
