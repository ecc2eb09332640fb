"""States move by table: a move has a name, its sources and its target; the rule of the same name
decides who."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed change of state."""

    name: str
    source: tuple[TextChoices, ...]
    target: TextChoices


class WrongState(Exception):
    """The thing is not in a state from which this move starts."""

    def __init__(self, move: Move, state: str) -> None:
        super().__init__(move.name, state)
        self.move = move
        self.state = state

    def __str__(self) -> str:
        return str(_("This is not possible in the present state."))


class Lifecycle:
    """The table of moves of one kind of thing."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.name: move for move in moves}
        if len(self.moves) != len(moves):
            raise ValueError("A move is in the table twice.")

    def check(self, name: str, *, state: str) -> Move:
        """The move `name`, if it starts from `state`; else `WrongState`."""
        move = self.moves[name]
        if state not in move.source:
            raise WrongState(move, state)
        return move

    def apply(self, name: str, thing: Model, *, field: str = "state") -> None:
        """Move `thing` and store the new state; the caller holds its row and has asked the rule."""
        record: Any = thing
        move = self.check(name, state=getattr(record, field))
        setattr(record, field, move.target)
        record.save(update_fields=[field])
