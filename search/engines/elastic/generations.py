"""The indexes of one site: one in use, others beside it, each with a door of its own to write by."""

import re
from collections.abc import Mapping
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elastic import schema
from search.engines.protocol import NoIndex

NAME = re.compile(r"[a-z0-9-]{1,60}")


class Generations:
    """Indexes named ``<prefix>-<name>``; the alias ``<prefix>`` is the one in use.

    Args:
        client: with time enough to make an index.
    """

    def __init__(self, client: Elasticsearch, *, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._writable: dict[str, bool] = {}

    def index(self, name: str) -> str:
        """The index of a generation."""
        return f"{self._prefix}-{name}"

    def door(self, name: str) -> str:
        """The alias to write by. Elasticsearch would make an index out of a write to one that is gone;
        a write that requires an alias is refused instead."""
        return f"{self._prefix}.{name}"

    def all(self) -> dict[str, bool]:
        """Names of all generations, and whether each is the one in use."""
        found = self._client.indices.get_alias(index=f"{self._prefix}-*", expand_wildcards="open")
        aliases = {
            index.removeprefix(f"{self._prefix}-"): about["aliases"]
            for index, about in sorted(found.items())
        }
        return {
            name: self._prefix in known
            for name, known in aliases.items()
            if self.door(name) in known
        }

    def current(self) -> str | None:
        """The one in use."""
        return next((name for name, is_used in self.all().items() if is_used), None)

    def writable(self) -> list[str]:
        """The one in use, then those beside it that take the documents of this code.

        Raises:
            NoIndex: none is in use, or the one in use has other fields.
        """
        generations = self.all()
        names = [name for name in generations if self._is_writable(name)]
        if not any(generations[name] for name in names):
            raise NoIndex
        return sorted(names, key=lambda name: not generations[name])

    def _is_writable(self, name: str) -> bool:
        if name not in self._writable:
            self._writable[name] = self.meta(name).get("fields") == schema.fields_hash()
        return self._writable[name]

    def meta(self, name: str) -> dict[str, Any]:
        """The hashes that an index was made with."""
        mapping = self._client.indices.get_mapping(index=self.index(name))
        return mapping[self.index(name)]["mappings"].get("_meta", {})

    def prepare(self, name: str) -> None:
        """An empty index and its door."""
        if not NAME.fullmatch(name):
            raise ValueError(f"Not a name of an index: {name!r}")
        self._client.indices.create(
            index=self.index(name),
            settings=schema.settings(),
            mappings=schema.mappings(),
            aliases={self.door(name): {}},
        )

    def switch(self, to: str) -> str | None:
        """One request takes the alias from one index and gives it to the other.

        Raises:
            FileNotFoundError: there is no such generation.
        """
        former = self.current()
        actions: list[Mapping[str, Any]] = [
            {"add": {"index": self.index(to), "alias": self._prefix}}
        ]
        if former is not None and former != to:
            actions.insert(0, {"remove": {"index": self.index(former), "alias": self._prefix}})
        try:
            self._client.indices.update_aliases(actions=actions)
        except NotFoundError as missing:
            raise FileNotFoundError(to) from missing
        return former

    def discard(self, name: str) -> None:
        """Remove a generation that is not in use.

        Raises:
            ValueError: it is in use.
        """
        if name == self.current():
            raise ValueError(f"{name} is in use")
        self._client.indices.delete(index=self.index(name), ignore_unavailable=True)

    def remove(self) -> None:
        """Remove all of them."""
        for index in self._client.indices.get_alias(index=f"{self._prefix}-*"):
            self._client.indices.delete(index=index)
