"""Every write of the library, one verb each."""

from knowledge.library.actions.importing import PracticeRecord, import_practice
from knowledge.library.actions.publishing import (
    call_back_practice,
    decline_practice,
    publish_practice,
    publish_translation,
    submit_practice,
    withdraw_practice,
)
from knowledge.library.actions.reusing import (
    ACCOUNT,
    confirm_contact,
    confirm_reuse,
    move_reuse,
    start_reuse,
    thank_source,
    write_reuse,
)
from knowledge.library.actions.tree import open_branch, open_library
from knowledge.library.actions.writing import (
    ChangedMeanwhile,
    delete_practice,
    start_practice,
    translate_practice,
    write_practice,
)

__all__ = [
    "ACCOUNT",
    "ChangedMeanwhile",
    "PracticeRecord",
    "call_back_practice",
    "confirm_contact",
    "confirm_reuse",
    "decline_practice",
    "delete_practice",
    "import_practice",
    "move_reuse",
    "open_branch",
    "open_library",
    "publish_practice",
    "publish_translation",
    "start_practice",
    "start_reuse",
    "submit_practice",
    "thank_source",
    "translate_practice",
    "withdraw_practice",
    "write_practice",
    "write_reuse",
]
