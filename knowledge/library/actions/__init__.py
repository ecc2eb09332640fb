"""Every write of the library, one verb each."""

from knowledge.library.actions.articles import ArticleRecord, import_article
from knowledge.library.actions.checking import (
    approve_for_city,
    call_back_practice,
    return_to_author,
    submit_practice,
)
from knowledge.library.actions.filing import attach_file
from knowledge.library.actions.importing import (
    PracticeRecord,
    import_practice,
)
from knowledge.library.actions.machine import draft_by_machine, has_machine
from knowledge.library.actions.publishing import (
    archive_practice,
    ask_confirmation,
    confirm_practice,
    mark_outdated,
    restore_practice,
    withdraw_practice,
)
from knowledge.library.actions.reminding import remind_reviewer
from knowledge.library.actions.reusing import (
    ACCOUNT,
    confirm_contact,
    confirm_reuse,
    move_reuse,
    start_reuse,
    thank_source,
    write_reuse,
)
from knowledge.library.actions.reviewing import (
    accept_practice,
    act,
    ask_changes,
    assign_reviewers,
    decline_practice,
    excuse_reviewer,
    release_reviewer,
    write_advice,
)
from knowledge.library.actions.tree import (
    open_branch,
    open_library,
)
from knowledge.library.actions.voicing import (
    appeal_report,
    decide_report,
    file_report,
    write_voice,
)
from knowledge.library.actions.writing import (
    ChangedMeanwhile,
    bring_drafts,
    delete_practice,
    start_practice,
    translate_practice,
    write_practice,
)

__all__ = [
    "ACCOUNT",
    "ArticleRecord",
    "ChangedMeanwhile",
    "PracticeRecord",
    "accept_practice",
    "act",
    "appeal_report",
    "approve_for_city",
    "archive_practice",
    "ask_changes",
    "ask_confirmation",
    "assign_reviewers",
    "attach_file",
    "bring_drafts",
    "call_back_practice",
    "confirm_contact",
    "confirm_practice",
    "confirm_reuse",
    "decide_report",
    "decline_practice",
    "delete_practice",
    "draft_by_machine",
    "excuse_reviewer",
    "file_report",
    "has_machine",
    "import_article",
    "import_practice",
    "mark_outdated",
    "move_reuse",
    "open_branch",
    "open_library",
    "release_reviewer",
    "remind_reviewer",
    "restore_practice",
    "return_to_author",
    "start_practice",
    "start_reuse",
    "submit_practice",
    "thank_source",
    "translate_practice",
    "withdraw_practice",
    "write_advice",
    "write_practice",
    "write_reuse",
    "write_voice",
]
