"""What is in the indexes of one generation: versions, audience, facets and payload of each document.

A small SQLite file, because it must tell three things that the indexes cannot: which version came last (also of
dropped documents), what has changed since a reader last looked, and which writes were begun but not finished.
"""

import json
import sqlite3
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from search.analysis.languages import LANGUAGES, Language
from search.engines.protocol import Document, Dropped, Key

_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT -1,
    is_present INTEGER NOT NULL DEFAULT 0,
    is_unfinished INTEGER NOT NULL DEFAULT 1,
    change INTEGER NOT NULL DEFAULT 0,
    languages TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '[]',
    facets TEXT NOT NULL DEFAULT '{}',
    day INTEGER NOT NULL DEFAULT 0,
    titles TEXT NOT NULL DEFAULT '{}',
    digest TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX document_change ON document (change);
"""


PAYLOADS = "SELECT number, payload FROM document WHERE number IN (SELECT value FROM json_each(?))"
TITLES = "SELECT number, titles FROM document WHERE number IN (SELECT value FROM json_each(?))"


class Row(NamedTuple):
    number: int
    key: Key
    is_present: bool
    audience: list[str]
    facets: dict[str, list[str]]
    day: int


class Begun(NamedTuple):
    """A write that may go on: `touched` are the languages whose index has or may have an entry of the document."""

    number: int
    change: Document | Dropped
    touched: frozenset[Language]


class Catalogue:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def create(cls, path: Path, *, settings: str) -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_TABLES)
        with connection:
            connection.execute("INSERT INTO setting VALUES ('settings', ?)", (settings,))
        connection.close()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises FileNotFoundError when there is none."""
        if not path.exists():
            raise FileNotFoundError(path)
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=30,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous = FULL")
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def settings(self) -> str:
        return self._connection.execute(
            "SELECT value FROM setting WHERE name = 'settings'"
        ).fetchone()[0]

    def stamp(self) -> int:
        """Another number as soon as somebody else has written."""
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def last_change(self) -> int:
        return self._connection.execute("SELECT coalesce(max(change), 0) FROM document").fetchone()[
            0
        ]

    def changed_since(self, change: int) -> Iterator[Row]:
        found = self._connection.execute(
            "SELECT number, key, is_present, audience, facets, day FROM document WHERE change > ?",
            (change,),
        )
        for number, key, is_present, audience, facets, day in found:
            yield Row(number, key, bool(is_present), json.loads(audience), json.loads(facets), day)

    def payloads(self, numbers: Collection[int]) -> dict[int, dict[str, object]]:
        return self._read(PAYLOADS, numbers)

    def titles(self, numbers: Collection[int]) -> dict[int, dict[str, str]]:
        return self._read(TITLES, numbers)

    def _read(self, statement: str, numbers: Collection[int]) -> dict[int, Any]:
        rows = self._connection.execute(statement, (json.dumps(list(numbers)),))
        return {number: json.loads(text) for number, text in rows}

    def versions(self) -> dict[Key, int]:
        return dict(self._connection.execute("SELECT key, version FROM document WHERE is_present"))

    def digests(self) -> dict[Key, str]:
        return dict(self._connection.execute("SELECT key, digest FROM document WHERE is_present"))

    def begin(self, changes: Iterable[Document | Dropped]) -> list[Begun]:
        """Give each change that is not outdated its number, and remember on disk that it has begun."""
        with self._transaction():
            return [begun for change in changes if (begun := self._begin(change)) is not None]

    def _begin(self, change: Document | Dropped) -> Begun | None:
        found = self._connection.execute(
            "SELECT number, version, is_unfinished, languages FROM document WHERE key = ?",
            (change.key,),
        ).fetchone()
        if found is None:
            added = self._connection.execute("INSERT INTO document (key) VALUES (?)", (change.key,))
            return Begun(added.lastrowid or 0, change, languages_of(change))
        number, version, is_unfinished, languages = found
        if version > change.version:
            return None
        self._connection.execute(
            "UPDATE document SET is_unfinished = 1 WHERE number = ?", (number,)
        )
        before = (
            LANGUAGES
            if is_unfinished
            else [lang for lang in LANGUAGES if lang in languages.split()]
        )
        return Begun(number, change, languages_of(change) | frozenset(before))

    def finish(self, begun: Iterable[Begun]) -> None:
        change = self.last_change() + 1
        with self._transaction():
            self._connection.executemany(
                "UPDATE document SET version = ?, is_present = ?, is_unfinished = 0, change = ?, languages = ?,"
                " audience = ?, facets = ?, day = ?, titles = ?, digest = ?, payload = ? WHERE number = ?",
                [(*_values(each.change, change), each.number) for each in begun],
            )

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def read_settings(folder: Path) -> str:
    """The settings that an index was made with.

    Raises:
        FileNotFoundError: there is no index.
    """
    catalogue = Catalogue.open(folder / "catalogue.sqlite3")
    try:
        return catalogue.settings()
    finally:
        catalogue.close()


def languages_of(change: Document | Dropped) -> frozenset[Language]:
    if isinstance(change, Dropped):
        return frozenset()
    return frozenset(
        lang for lang, said in change.words.items() if said.title.strip() or said.body.strip()
    )


def _values(change: Document | Dropped, number_of_change: int) -> tuple[object, ...]:
    if isinstance(change, Dropped):
        return change.version, 0, number_of_change, "", "[]", "{}", 0, "{}", "", "{}"
    languages = sorted(languages_of(change))
    facets = {name: sorted(codes) for name, codes in change.facets.items()}
    return (
        change.version,
        1,
        number_of_change,
        " ".join(languages),
        json.dumps(sorted(change.audience)),
        json.dumps(facets | {"kind": [change.kind], "language": languages}),
        change.day.toordinal() if change.day else 0,
        json.dumps({lang: change.words[lang].title for lang in languages}),
        change.digest,
        json.dumps(change.payload),
    )
