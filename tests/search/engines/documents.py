"""Small documents, and the keys that a question finds."""

from search.engines.protocol import Document, Query, Words


def doc(key, title, body="", *, lang="ar", version=1, kind="practice", **values):
    return Document(
        key=key,
        version=version,
        kind=kind,
        words={lang: Words(title=title, body=body)},
        **values,
    )


def keys(engine, text, lang="ar", **values):
    return engine.search(Query(lang=lang, text=text, **values)).keys
