"""Every write about calls, concept notes and interests."""

from projects.concepts.actions.calls import COLUMNS as CALL_COLUMNS
from projects.concepts.actions.calls import move_call, write_call
from projects.concepts.actions.interests import move_interest, send_interest
from projects.concepts.actions.moving import become_project, expire_concepts, move_concept
from projects.concepts.actions.writing import begin_concept, write_concept

__all__ = [
    "CALL_COLUMNS",
    "become_project",
    "begin_concept",
    "expire_concepts",
    "move_call",
    "move_concept",
    "move_interest",
    "send_interest",
    "write_call",
    "write_concept",
]
