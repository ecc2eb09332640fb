"""What a fact is, and who is told of it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from core.journal.models import Entry

type Run = Callable[[Entry], None]
type RunMany = Callable[[Sequence[Entry]], None]


class NotNow(Exception):
    """Raised by a handler whose service is away: the delivery waits, however long that takes."""


@dataclass(frozen=True, slots=True)
class Handler:
    """A function to call for entries.

    Args:
        run: takes a list of entries.
        is_atomic: inside a transaction of its own.
        is_batched: gladly takes many entries at once.
    """

    run: RunMany
    is_atomic: bool = True
    is_batched: bool = False


type Hear = Callable[[Entry], None]

_heard_by: list[Hear] = []
_kinds: dict[str, type] = {}
_handlers: dict[str, dict[str, Handler]] = {}

PLAIN = (int, str, bool, type(None))


@dataclass_transform(frozen_default=True)
def fact[F: type](cls: F) -> F:
    """A frozen dataclass of ids and small codes, named in the past tense, stored by its class name.

    Raises:
        ValueError: the name is taken by another fact.
    """
    made = dataclass(frozen=True, slots=True)(cls)
    if made.__name__ in _kinds and _kinds[made.__name__].__module__ != made.__module__:
        raise ValueError(f"Two facts are called {made.__name__}.")
    _kinds[made.__name__] = made
    return made


def on[R: Run](*kinds: type, is_atomic: bool = True) -> Callable[[R], R]:
    """Call the function for each entry of these facts; it must be safe to run twice.

    Args:
        is_atomic: False for slow work outside the database, which must not hold its lock.
    """

    def register(run: R) -> R:
        def one_by_one(entries: "Sequence[Entry]") -> None:
            for entry in entries:
                run(entry)

        _register(kinds, run, Handler(one_by_one, is_atomic))
        return run

    return register


def on_many[R: RunMany](*kinds: type) -> Callable[[R], R]:
    """Call the function with all entries of these facts that wait, outside a transaction.

    It must be safe to run twice. When it fails for many, it is called for each alone, so that one
    broken entry holds no other.
    """

    def register(run: R) -> R:
        _register(kinds, run, Handler(run, is_atomic=False, is_batched=True))
        return run

    return register


def _register(kinds: tuple[type, ...], run: Callable[..., None], made: Handler) -> None:
    name = f"{run.__module__}.{getattr(run, '__name__', '')}"
    for kind in kinds:
        _handlers.setdefault(kind.__name__, {})[name] = made


def heard_by(function: Hear) -> Hear:
    """Call the function for every entry at once, inside its transaction: for what is only speed, such as
    telling sockets after the commit. Consequences that must not be lost are handlers."""
    _heard_by.append(function)
    return function


def hear(entry: "Entry") -> None:
    """Tell of a new entry those who asked to hear of every one."""
    for function in _heard_by:
        function(entry)


def handlers_of(kind: str) -> tuple[str, ...]:
    """The names of the handlers of a kind of fact."""
    return tuple(_handlers.get(kind, ()))


def handler(kind: str, name: str) -> Handler | None:
    """The handler `name` of `kind`; None when a later release has dropped it."""
    return _handlers.get(kind, {}).get(name)


def stored(happened: Any) -> dict[str, Any]:
    """The fact as plain JSON values.

    Raises:
        TypeError: it is no fact, or carries something else than ids and codes.
    """
    if not is_dataclass(happened) or type(happened).__name__ not in _kinds:
        raise TypeError(f"{happened!r} is not a registered fact.")
    values = asdict(happened)
    for name, value in values.items():
        if not isinstance(value, PLAIN):
            raise TypeError(f"{type(happened).__name__}.{name} must be an id or a code.")
    return values


def restored(kind: str, values: dict[str, Any]) -> Any:
    """The fact of a stored entry; fields that a later release dropped are left out."""
    cls: Any = _kinds[kind]
    known = {field.name for field in fields(cls)}
    return cls(**{name: value for name, value in values.items() if name in known})
