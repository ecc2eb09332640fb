"""Every write of the search: kept questions, counted ones, and what the secretariat does about them."""

from search.actions.keeping import answers, forget_search, look_again, question, save_search
from search.actions.tending import (
    add_synonyms,
    call_for_practices,
    close_call,
    count_click,
    count_question,
    import_concepts,
    pin_result,
    remove_synonyms,
    settle_question,
    unpin_result,
)

__all__ = [
    "add_synonyms",
    "answers",
    "call_for_practices",
    "close_call",
    "count_click",
    "count_question",
    "forget_search",
    "import_concepts",
    "look_again",
    "pin_result",
    "question",
    "remove_synonyms",
    "save_search",
    "settle_question",
    "unpin_result",
]
