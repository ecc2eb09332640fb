"""Half-typed titles: whole beginnings first, then beginnings of words, look-alikes only to fill up."""

from collections.abc import Collection

from search.analysis.beginnings import beginnings_of_query, title_beginning_of_query
from search.analysis.languages import Language
from search.analysis.trigrams import trigrams_of_query
from search.engines.protocol import Completion
from search.engines.tantivy import schema
from search.engines.tantivy.reader import View

MOST_PIECES = 60
ALIKE = 0.5


def completions(
    view: View, text: str, *, lang: Language, limit: int, audience: Collection[str]
) -> tuple[Completion, ...]:
    """Titles that `text` may be the beginning of, as `audience` sees them."""
    visible = view.table.visible(audience)
    found: dict[int, None] = {}
    whole = title_beginning_of_query(text, lang)
    begun = beginnings_of_query(text, lang)
    steps: list[list[tuple[str, str, float]]] = []
    if len(whole) > 1:
        steps.append([(schema.TITLE_BEGINNINGS, whole, 1.0)])
    if begun:
        steps.append([(schema.BEGINNINGS, beginning, 1.0) for beginning in begun])
    for step in steps:
        for number in view.matching(lang, step, must_all=True, limit=limit * 4):
            if visible >> number & 1:
                found.setdefault(number)
    pieces = trigrams_of_query(text)[:MOST_PIECES]
    if len(found) < limit and pieces:
        step = [(schema.TITLE_TRIGRAMS, piece, 1.0) for piece in pieces]
        for number in view.matching(lang, step, must_all=False, limit=limit * 2, share=ALIKE):
            if visible >> number & 1:
                found.setdefault(number)
    numbers = list(found)[:limit]
    titles = view.titles(numbers)
    return tuple(
        Completion(key=view.table.keys[number], title=titles[number].get(lang, ""))
        for number in numbers
        if number in titles
    )
