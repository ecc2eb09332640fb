"""A yardstick: Wagtail's own search over the practices of this site's database."""

import json
from collections.abc import Sequence

from wagtail.models import Locale

from knowledge.library.loading.convention import files
from knowledge.library.models import PracticePage
from search.analysis.languages import Language
from search.quality.measure import DEPTH, Ask


class NotLoaded(Exception):
    """The database does not hold the convention's practices."""


def wagtail_answers() -> Ask:
    """Asks Wagtail's configured backend with the operator that finds most ("or").

    Raises:
        NotLoaded: `load_convention` has not run on this database.
    """
    wanted = {}
    for path in files():
        data = json.loads(path.read_text("utf-8"))
        wanted |= {(lang, data[lang]["title"]): data["code"] for lang in ("ar", "en", "fr")}
    codes = {
        page.pk: code
        for page in PracticePage.objects.live().select_related("locale")
        if (code := wanted.get((page.locale.language_code, page.title)))
    }
    if len(codes) < len(wanted):
        raise NotLoaded

    locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}

    def ask(text: str, lang: Language) -> Sequence[str]:
        pages = PracticePage.objects.live().filter(locale_id=locales[lang], pk__in=list(codes))
        return [codes[page.pk] for page in pages.search(text, operator="or")[:DEPTH]]

    return ask
