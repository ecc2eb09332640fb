"""What can be found: each kind of thing is one module of this package with a `KIND`.

A later room joins by adding its module here; nothing else has to know it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise

from core.journal.models import Entry
from search.engines.protocol import PRACTICE, Document, Dropped, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one kind of thing is indexed and shown.

    Args:
        code: stored in the index; every key of another kind than practices begins with it and ":".
        order: place among the tabs.
        name: plural, the word on the tab.
        every: keys of all that is to be found now.
        build: documents of keys as the database has them now; a `Dropped` for what is not to be found.
        seen: which of the keys an actor may see.
        changes: for each fact that touches a document, the keys it touches.
    """

    code: str
    order: int
    name: str | Promise
    every: Callable[[], list[Key]]
    build: Callable[[Sequence[Key], int], list[Document | Dropped]]
    seen: Callable[[Any, Collection[Key]], set[Key]]
    changes: Mapping[type, Callable[[Any], Iterable[Key]]]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of their tabs."""
    package = __name__.rpartition(".")[0]
    path = import_module(package).__path__
    modules = (import_module(f"{package}.{found.name}") for found in iter_modules(path))
    return tuple(sorted((m.KIND for m in modules if hasattr(m, "KIND")), key=lambda k: k.order))


def kind_of(key: Key) -> str:
    """The code of the kind that a key belongs to."""
    code, found, _ = key.partition(":")
    return code if found else PRACTICE


def version_now() -> int:
    """Grows with every fact of the journal; read it before what the documents are made from."""
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def documents(keys: Iterable[Key], *, version: int) -> list[Document | Dropped]:
    """The documents of keys of any kind, as they are now."""
    wanted = list(dict.fromkeys(keys))
    found: list[Document | Dropped] = []
    for kind in kinds():
        if own := [key for key in wanted if kind_of(key) == kind.code]:
            found += kind.build(own, version)
    return found


def every_key() -> list[Key]:
    """Keys of all that is to be found now, in the order of the kinds."""
    return [key for kind in kinds() for key in kind.every()]


def keys_touched(happened: Any) -> list[Key]:
    """Keys of the documents that a fact touches."""
    return [
        key
        for kind in kinds()
        if (touched := kind.changes.get(type(happened)))
        for key in touched(happened)
    ]


def facts_heard() -> tuple[type, ...]:
    """All facts that touch a document."""
    return tuple(dict.fromkeys(fact for kind in kinds() for fact in kind.changes))


def seen(actor: Any, keys: Iterable[Key]) -> set[Key]:
    """Which of the keys an actor may see now, whatever the index says."""
    wanted = list(keys)
    found: set[Key] = set()
    for kind in kinds():
        if own := [key for key in wanted if kind_of(key) == kind.code]:
            found |= kind.seen(actor, own)
    return found
