"""Moves as a screen offers them: each with its words, refused ones with their reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.access.lifecycle import Lifecycle
from core.access.rules import Decision, can


@dataclass(frozen=True, slots=True)
class Verb:
    """How a move is offered.

    Args:
        words: what its button says, a translated sentence.
        asks: the question under which words are written before it is done; empty: none.
        is_needed: whether these words have to be given.
        longest: how many characters they have at most.
        is_quiet: for what one does rarely, or with regret.
    """

    words: Any
    asks: Any = ""
    is_needed: bool = False
    longest: int = 1000
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One button."""

    name: str
    verb: Verb
    decision: Decision


def offers(
    actor: Any, thing: Any, table: Lifecycle, verbs: Mapping[str, Verb], *, state: str
) -> list[Offer]:
    """The moves of `table` that start from `state` and that a screen has words for."""
    return [
        Offer(name, verbs[name], can(actor, name, thing))
        for name, move in table.moves.items()
        if name in verbs and state in move.source
    ]


def rights(actor: Any, thing: Any, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The answers of rules about one thing, as an API tells them."""
    return {
        name: {"allowed": bool(decision), "reason": str(decision.reason)}
        for name in names
        for decision in [can(actor, name, thing)]
    }
