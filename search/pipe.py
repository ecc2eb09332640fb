"""Answers JSON lines from a temporary index, with the code that the site runs, so that anybody can
measure the engine with a judged set of their own."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from search.analysis.dictionary import Said, aligned, learned
from search.analysis.languages import LANGUAGES, Language
from search.analysis.lessons import Lessons
from search.analysis.spelling import spelling_of
from search.engines.protocol import Document, SearchEngine, Words
from search.querying.request import cleaned
from search.querying.run import keys_found

MOST = 1000


class BadLine(ValueError):
    """A line that cannot be answered; the text says why."""


class Pipe:
    """Keeps what each key said in each language, so that a text may come language by language."""

    def __init__(self, engine: SearchEngine, *, known: Iterable[Said] = ()) -> None:
        self._engine = engine
        self._said: dict[str, dict[Language, Words]] = {}
        self._ids: dict[tuple[str, Language], str] = {}
        self._version = 0
        self._known = learned(known)
        self._taught: set[bool] = set()

    def answer(self, line: str) -> dict[str, Any]:
        """The answer to one line; a bad one gets ``{"error": …}``."""
        try:
            asked = json.loads(line)
            if not isinstance(asked, dict):
                raise BadLine("a line is a JSON object")
            match asked.get("op"):
                case "index":
                    return self._index(asked)
                case "search":
                    return self._search(asked)
                case "suggest":
                    return self._suggest(asked)
            raise BadLine(f"unknown op: {asked.get('op')!r}")
        except (ValueError, RecursionError) as wrong:
            return {"error": str(wrong)}

    def _index(self, asked: dict[str, Any]) -> dict[str, Any]:
        docs = asked.get("docs")
        if not isinstance(docs, list):
            raise BadLine("docs must be a list")
        read = [self._doc(doc) for doc in docs]
        self._version += 1
        for key, lang, name, said in read:
            self._said.setdefault(key, {})[lang] = said
            self._ids[key, lang] = name
        put = [
            Document(key=key, version=self._version, kind="practice", words=dict(self._said[key]))
            for key in dict.fromkeys(key for key, *_ in read)
        ]
        self._engine.write(put)
        self._taught.clear()
        return {"ok": True}

    def _doc(self, doc: object) -> tuple[str, Language, str, Words]:
        if not isinstance(doc, dict):
            raise BadLine("a document is an object")
        name, title, text = doc.get("id"), doc.get("title", ""), doc.get("text", "")
        if not isinstance(name, str) or not isinstance(title, str) or not isinstance(text, str):
            raise BadLine("id, title and text must be strings")
        group = doc.get("group")
        if group is not None and not isinstance(group, str):
            raise BadLine("group must be a string")
        lang = language(doc.get("lang"), "lang")
        key = f"g:{group}" if group is not None else f"d:{name}"
        return _storable(key), lang, name, Words(title=_storable(title), body=_storable(text))

    def _search(self, asked: dict[str, Any]) -> dict[str, Any]:
        lang = language(asked.get("lang"), "lang")
        target = language(asked.get("target") or lang, "target")
        text, _ = cleaned(string(asked.get("q"), "q"))
        if not text:
            return {"ids": []}
        self._teach(abroad=lang != target)
        keys = keys_found(
            text, lang=lang, target=target, limit=number(asked.get("k", 10)), engine=self._engine
        )
        return {"ids": [self._ids[key, target] for key in keys if (key, target) in self._ids]}

    def _teach(self, *, abroad: bool) -> None:
        """Learn the words of the texts, and for questions abroad what groups say in several languages;
        once after each change."""
        if abroad in self._taught or True in self._taught:
            return
        self._taught.add(abroad)
        spelling = spelling_of(
            (lang, f"{words.title}\n{words.body}")
            for said in self._said.values()
            for lang, words in said.items()
        )
        if not abroad:
            self._engine.teach(Lessons(spelling=spelling))
            return
        texts: list[Said] = []
        for said in self._said.values():
            if len(said) > 1:
                texts.append({lang: words.title for lang, words in said.items()})
                texts += aligned({lang: words.body for lang, words in said.items()})
        self._engine.teach(Lessons(self._known.merged(learned(texts)), spelling))

    def _suggest(self, asked: dict[str, Any]) -> dict[str, Any]:
        lang = language(asked.get("lang"), "lang")
        text, _ = cleaned(string(asked.get("q"), "q"))
        found = self._engine.complete(text, lang=lang, limit=number(asked.get("k", 8)))
        return {"ids": [self._ids[hit.key, lang] for hit in found if (hit.key, lang) in self._ids]}


def language(value: object, name: str) -> Language:
    for lang in LANGUAGES:
        if lang == value:
            return lang
    raise BadLine(f"{name} must be one of {', '.join(LANGUAGES)}")


def string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise BadLine(f"{name} must be a string")
    return value


def number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST:
        raise BadLine(f"k must be a whole number from 1 to {MOST}")
    return value


def _storable(text: str) -> str:
    """Lone surrogates cannot be written anywhere; a space stands for them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def serve(
    lines: Iterable[str],
    write: Callable[[str], object],
    *,
    engine: SearchEngine,
    known: Iterable[Said] = (),
) -> None:
    """Answer each line with one line of JSON, and go on after a bad one."""
    pipe = Pipe(engine, known=known)
    for line in lines:
        if line.strip():
            write(json.dumps(pipe.answer(line), ensure_ascii=True) + "\n")
