"""The engine itself: generations on disk, one writer at a time, any number of readers."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from threading import RLock

from search.analysis.languages import LANGUAGES, Language
from search.analysis.lessons import Lessons
from search.engines.clauses import clauses, terms
from search.engines.protocol import (
    LOWERED,
    PUBLIC,
    Completion,
    Document,
    Dropped,
    Health,
    Hit,
    Hits,
    Key,
    NoIndex,
    Query,
    Unavailable,
    Written,
)
from search.engines.tantivy import schema
from search.engines.tantivy.catalogue import Catalogue, read_settings
from search.engines.tantivy.completing import completions
from search.engines.tantivy.lock import alone
from search.engines.tantivy.reader import Reader
from search.engines.tantivy.table import any_of, members
from search.engines.tantivy.writer import write_generation

NAME = re.compile(r"[a-z0-9-]{1,60}")
POINTER = "current"
IO_FAILED = re.compile(r"os error|I/O|IoError|No space", re.IGNORECASE)
LESSONS = "lessons.json"
UNWRITABLE = (
    "The search index in {folder} cannot be written: its disk may be full or read-only. Free some, then it goes on "
    "by itself. Nothing is lost: every change waits in the journal. It said: {reason}"
)


def _lowered(
    scored: Sequence[tuple[float, int]], *, is_low: Callable[[int], int]
) -> list[tuple[float, int]]:
    """Best first again, after the lowered documents lost a part of their score."""
    weighed = [(score * LOWERED if is_low(n) else score, n) for score, n in scored]
    return sorted(weighed, key=lambda pair: -pair[0])


class TantivyEngine:
    """Indexes under one folder: ``current`` names the generation in use; every other one that is
    marked as building is written to as well."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = folder / "generations"
        self._readers: dict[str, Reader] = {}
        self._taught = (0, Lessons())
        self._lock = RLock()

    # — generations —

    def prepare(self, name: str) -> None:
        if not NAME.fullmatch(name):
            raise ValueError(f"Not a name of an index: {name!r}")
        self._generations.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / "lock"):
            made = self._generations / f".{name}"
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            for lang in LANGUAGES:
                schema.create(made / lang)
            Catalogue.create(made / "catalogue.sqlite3", settings=schema.settings())
            made.rename(self._generations / name)

    def switch(self, to: str) -> str | None:
        with alone(self.folder / "lock"):
            if not (self._generations / to).is_dir():
                raise FileNotFoundError(to)
            former = self._current()
            fresh = self.folder / f".{POINTER}"
            fresh.write_text(to)
            os.replace(fresh, self.folder / POINTER)
        return former

    def discard(self, name: str) -> None:
        with alone(self._ready_folder() / "lock"):
            if name == self._current():
                raise ValueError(f"{name} is in use")
            with self._lock:
                if reader := self._readers.pop(name, None):
                    reader.close()
            shutil.rmtree(self._generations / name, ignore_errors=True)

    def _ready_folder(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder

    def _current(self) -> str | None:
        try:
            return (self.folder / POINTER).read_text().strip() or None
        except FileNotFoundError:
            return None

    def _names(self) -> list[str]:
        if not self._generations.is_dir():
            return []
        return sorted(p.name for p in self._generations.iterdir() if not p.name.startswith("."))

    # — writing —

    def write(
        self,
        put: Sequence[Document],
        drop: Sequence[Dropped] = (),
        *,
        into: Sequence[str] | None = None,
    ) -> Written:
        with alone(self._ready_folder() / "lock"):
            changes = [*put, *drop]
            try:
                current = self._current()
                listed = self._names() if into is None else into
                names = [name for name in listed if self._is_writable(name)]
                if not names or (into is None and current not in names):
                    raise NoIndex
                names.sort(key=lambda name: name == current)  # the last one's result is returned
                written = [write_generation(self._generations / name, changes) for name in names]
            except (OSError, sqlite3.OperationalError, ValueError) as failure:
                if isinstance(failure, ValueError) and not IO_FAILED.search(str(failure)):
                    raise  # the document is wrong, not the disk
                said = UNWRITABLE.format(folder=self.folder, reason=failure)
                raise Unavailable(said) from failure
        return written[-1]

    def _is_writable(self, name: str) -> bool:
        """Whether an index has the fields of this code; others stay as they are."""
        return read_settings(self._generations / name).partition("-")[0] == str(schema.FIELDS)

    # — reading —

    def _reader(self, name: str | None = None) -> Reader:
        name = name or self._current()
        if name is None:
            raise NoIndex
        with self._lock:
            reader = self._readers.get(name)
            if reader is None:
                try:
                    if not self._is_writable(name):
                        raise NoIndex
                    reader = Reader(self._generations / name)
                except (FileNotFoundError, ValueError) as missing:
                    raise NoIndex from missing
                for old in self._readers.keys() - {name, self._current()}:
                    self._readers.pop(old).close()
                self._readers[name] = reader
        return reader

    def search_all(self, queries: Sequence[Query], *, index: str | None = None) -> list[Hits]:
        return [self.search(query, index=index) for query in queries]

    def search(self, query: Query, *, index: str | None = None) -> Hits:
        view = self._reader(index).view()
        table = view.table
        base = table.visible(query.audience)
        if query.kinds:
            base &= any_of(table.facets.get("kind", {}), query.kinds)
        if query.only:
            base &= table.bits(table.numbers(query.only))
        for name, codes in query.lacking.items():
            base &= ~any_of(table.facets.get(name, {}), codes)
        asked = clauses(
            query.text,
            lang=query.lang,
            asked_in=query.asked_in,
            scope=query.scope,
            dictionary=self.lessons().dictionary,
            also=query.also,
        )
        if not asked and not query.text.strip():
            is_found = members(table.filtered(base, query.filters))
            numbers = [number for number in table.order if is_found(number)]
            if low := table.having(query.lowered):
                numbers.sort(key=members(low))
            if query.sort == "reuse":
                numbers.sort(key=lambda number: -table.reuses.get(number, 0))
            page = numbers[query.offset : query.offset + query.limit]
            return Hits(
                hits=self._hits(view, [(0.0, number) for number in page]),
                total=len(numbers),
                facets=table.counts(base, filters=query.filters, names=query.facets),
            )
        scored, is_capped = (
            view.scored(query.lang, asked, audience=query.audience, kinds=query.kinds)
            if asked and base
            else ([], False)
        )
        is_visible = members(base)
        scored = [(score, number) for score, number in scored if is_visible(number)]
        if low := table.having(query.lowered):
            scored = _lowered(scored, is_low=members(low))
        best = scored[0][0] if scored else 0.0
        kept = [(score, number) for score, number in scored if score >= best * query.cut]
        matches = table.bits(number for _, number in kept)
        is_allowed = members(table.filtered(matches, query.filters))
        listed = [pair for pair in kept if is_allowed(pair[1])]
        weaker = scored[len(kept) :]
        under = table.filtered(table.bits(number for _, number in weaker), query.filters)
        if query.sort == "date":
            rank = table.rank
            listed.sort(key=lambda pair: rank[pair[1]])
        elif query.sort == "reuse":
            listed.sort(key=lambda pair: -table.reuses.get(pair[1], 0))
        page = listed[query.offset : query.offset + query.limit]
        return Hits(
            hits=self._hits(view, page),
            total=len(listed),
            weaker=under.bit_count(),
            best=best,
            facets=table.counts(matches, filters=query.filters, names=query.facets),
            is_capped=is_capped,
        )

    def _hits(self, view: "Reader.View", page: Sequence[tuple[float, int]]) -> tuple[Hit, ...]:
        payloads = view.payloads([number for _, number in page])
        return tuple(
            Hit(key=view.table.keys[number], score=score, payload=payloads.get(number, {}))
            for score, number in page
        )

    def teach(self, lessons: Lessons) -> None:
        fresh = self._ready_folder() / f".{LESSONS}.{os.getpid()}"
        fresh.write_text(lessons.dumped(), encoding="utf-8")
        os.replace(fresh, self.folder / LESSONS)

    def lessons(self) -> Lessons:
        path = self.folder / LESSONS
        try:
            stamp = path.stat().st_mtime_ns
        except FileNotFoundError:
            return self._taught[1]
        if stamp != self._taught[0]:
            self._taught = (stamp, Lessons.loaded(path.read_text("utf-8")))
        return self._taught[1]

    def complete(
        self,
        text: str,
        *,
        lang: Language,
        limit: int = 8,
        audience: Collection[str] = (PUBLIC,),
    ) -> tuple[Completion, ...]:
        view = self._reader().view()
        return completions(view, text, lang=lang, limit=limit, audience=audience)

    def versions(self, *, index: str | None = None) -> dict[Key, int]:
        return self._reader(index).versions()

    def digests(self, *, index: str | None = None) -> dict[Key, str]:
        return self._reader(index).digests()

    def tokens(self, text: str, *, lang: Language, role: str) -> list[str]:
        return terms(text, lang=lang, role=role)

    def settings_hash(self) -> str:
        return schema.settings()

    def health(self) -> Health:
        name = self._current()
        building = tuple(other for other in self._names() if other != name)
        try:
            view = self._reader().view()
        except NoIndex:
            return Health(is_reachable=False, is_current=False, index=name, building=building)
        table = view.table
        languages = table.facets.get("language", {})
        return Health(
            is_reachable=True,
            is_current=view.settings == schema.settings(),
            index=name,
            building=building,
            documents=table.present.bit_count(),
            documents_by_language={
                lang: (languages.get(lang, 0) & table.present).bit_count() for lang in LANGUAGES
            },
        )
