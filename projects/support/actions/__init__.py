"""Every write about requests for support and what cities offer."""

from projects.support.actions.advising import (
    add_advice,
    decide_advice,
    give_feedback,
    make_task,
    summarise,
)
from projects.support.actions.asking import begin_request, move_request, write_request
from projects.support.actions.helping import (
    add_session,
    answer_question,
    invite,
    move_peer,
    prepare,
    remove_session,
    volunteer,
    write_notes,
)
from projects.support.actions.offering import confirm_offer, take_back_offer, write_offer
from projects.support.actions.reminding import remind

__all__ = [
    "add_advice",
    "add_session",
    "answer_question",
    "begin_request",
    "confirm_offer",
    "decide_advice",
    "give_feedback",
    "invite",
    "make_task",
    "move_peer",
    "move_request",
    "prepare",
    "remind",
    "remove_session",
    "summarise",
    "take_back_offer",
    "volunteer",
    "write_notes",
    "write_offer",
    "write_request",
]
