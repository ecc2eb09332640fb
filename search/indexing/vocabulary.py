"""What the platform itself knows in three languages: terms, countries, languages, cities."""

from babel import Locale

from core.cities.queries import names_in_files
from core.vocabularies.terms import SCHEMES, terms
from search.analysis.dictionary import Said
from search.analysis.languages import LANGUAGES
from search.models import Concept


def known_texts() -> list[Said]:
    """Labels and texts of the vocabularies, names of cities, and CLDR's names of countries and
    languages, each in Arabic, English and French."""
    found: list[Said] = []
    for scheme in SCHEMES:
        for term in terms(scheme):
            found.append({lang: term.labels[lang] for lang in LANGUAGES})
            if all(term.texts.get(lang) for lang in LANGUAGES):
                found.append({lang: term.texts[lang] for lang in LANGUAGES})
    found += [{lang: names[lang] for lang in LANGUAGES} for names in names_in_files().values()]
    locales = {lang: Locale.parse(lang) for lang in LANGUAGES}
    for listed in ("territories", "languages"):
        codes = [
            code for code in getattr(locales["en"], listed) if len(code) <= 3 and code.isalpha()
        ]
        for code in codes:
            names = {lang: getattr(locale, listed).get(code) for lang, locale in locales.items()}
            if all(names.values()):
                found.append(names)
    return found


def imported_texts() -> list[Said]:
    """Names of the concepts of vocabularies that were brought in: the preferred ones together, each
    other name with the preferred ones of the other languages."""
    found: list[Said] = []
    for concept in Concept.objects.order_by("pk").iterator():
        names = {lang: concept.labels[lang] for lang in LANGUAGES if concept.labels.get(lang)}
        first = {lang: listed[0] for lang, listed in names.items()}
        found.append(first)
        found += [{**first, lang: other} for lang, listed in names.items() for other in listed[1:3]]
    return found
