"""What a text can be made of: the one list that server, editor and exports keep to.

The editor's own list is `frontend/src/document/schema.ts`; a test compares both. `VERSION` grows
with every change, so that a page that was opened before cannot delete what it does not know.
"""

import re

VERSION = 1
# Bytes of a whole text as it is encoded.
LARGEST = 4 * 1024 * 1024
ROOT = "body"

# Element → names of its attributes.
ELEMENTS: dict[str, frozenset[str]] = {
    name: frozenset(attributes)
    for name, attributes in {
        "paragraph": ("dir",),
        "heading": ("level", "dir"),
        "bulletList": (),
        "orderedList": ("start", "type"),
        "listItem": (),
        "taskList": (),
        "taskItem": ("checked",),
        "blockquote": (),
        "codeBlock": ("language",),
        "horizontalRule": (),
        "hardBreak": (),
        "table": (),
        "tableRow": (),
        "tableHeader": ("colspan", "rowspan", "colwidth", "align"),
        "tableCell": ("colspan", "rowspan", "colwidth", "align"),
        "image": ("src", "alt", "title", "width", "height"),
        "mention": ("kind", "id", "label"),
        "footnote": ("text",),
    }.items()
}
MARKS: dict[str, frozenset[str]] = {
    "bold": frozenset(),
    "italic": frozenset(),
    "underline": frozenset(),
    "strike": frozenset(),
    "code": frozenset(),
    "link": frozenset({"href", "target", "rel", "class", "title"}),
}
SCHEMES = ("http", "https", "mailto")
DIRECTIONS = ("ltr", "rtl", "auto")
MENTIONS = ("person", "city", "practice")
LEVELS = (1, 2, 3)
# How a text names a picture of its own; other addresses would tell strangers who reads.
PICTURE = re.compile(r"pictures/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/")
