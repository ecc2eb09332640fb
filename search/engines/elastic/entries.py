"""Documents as lines of a bulk request, and its answer read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from search.analysis.beginnings import title_beginning_of_query
from search.analysis.languages import LANGUAGES, Language
from search.analysis.names import name_keys_of_text
from search.engines.elastic.failures import (
    CONFLICT,
    NOT_FOUND,
    READ_ONLY,
    TOO_MANY,
    is_read_only,
)
from search.engines.protocol import (
    REUSED,
    Document,
    Dropped,
    NoIndex,
    Unavailable,
    Unfit,
    Words,
    Written,
)


def operations(index: str, changes: Iterable[Document | Dropped]) -> Iterator[dict[str, Any]]:
    """Lines of a bulk request. Elasticsearch keeps the versions: an older one never wins."""
    for change in changes:
        about = {
            "_index": index,
            "_id": change.key,
            "version": change.version,
            "version_type": "external_gte",
        }
        if isinstance(change, Dropped):
            yield {"delete": about}
        else:
            yield {"index": about}
            yield source(change)


def source(document: Document) -> dict[str, Any]:
    """What is stored of a document."""
    words = {
        lang: said
        for lang in LANGUAGES
        if (said := document.words.get(lang)) and (said.title.strip() or said.body.strip())
    }
    reused = max((int(code) for code in document.facets.get(REUSED, ())), default=0)
    facets = {name: sorted(codes) for name, codes in document.facets.items() if codes}
    return {
        "key": document.key,
        "version": document.version,
        "digest": document.digest,
        "kind": document.kind,
        "audience": sorted(document.audience),
        "facets": facets | {"kind": [document.kind], "language": sorted(words)},
        "day": document.day.isoformat() if document.day else None,
        "reused": reused,
        "payload": document.payload,
        **{lang: _said(said, lang) for lang, said in words.items()},
    }


def _said(said: Words, lang: Language) -> dict[str, str]:
    whole = f"{said.title}\n{said.body}"
    return {
        "title": said.title,
        "body": said.body,
        "names": " ".join(name_keys_of_text(whole, lang)),
        "whole": title_beginning_of_query(said.title, lang),
    }


def read_written(changes: Sequence[Document | Dropped], items: Sequence[dict[str, Any]]) -> Written:
    """What became of each change.

    Raises:
        Unfit: some documents are refused as they are.
        Unavailable: the index takes no writes now.
    """
    put, dropped, outdated, unfit = [], [], [], {}
    for change, item in zip(changes, items, strict=True):
        status = item["status"]
        if status == CONFLICT:
            outdated.append(change.key)
        elif status < 300 or item.get("result") == "not_found":
            (dropped if isinstance(change, Dropped) else put).append(change.key)
        elif status == NOT_FOUND:
            raise NoIndex
        elif is_read_only(item):
            raise Unavailable(READ_ONLY.format(reason=item["error"].get("reason")))
        elif status == TOO_MANY or status >= 500:
            raise Unavailable(f"Elasticsearch: {status} {item.get('error')}")
        else:
            unfit[change.key] = str(item["error"].get("reason"))
    if unfit:
        raise Unfit(unfit)
    return Written(put=tuple(put), dropped=tuple(dropped), outdated=tuple(outdated))
