"""Other words for the same, used when somebody asks, never in an index.

A short table of this field; the secretariat adds what readers ask for in vain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from search.analysis.languages import Language
from search.analysis.stems import stems

LONGEST = 4
MOST = 6

type Group = tuple[str, ...]

TABLE: dict[Language, tuple[Group, ...]] = {
    "ar": (
        ("كبار السن", "المسنون", "المتقاعدون", "الشيخوخة"),
        ("السكان", "الأهالي", "المقيمون", "المواطنون"),
        ("التقنية", "التكنولوجيا", "الرقمنة"),
        ("ذوو الإعاقة", "ذوو الاحتياجات الخاصة", "أصحاب الهمم"),
        ("الجائحة", "كورونا", "كوفيد"),
        ("محو الأمية", "تعليم القراءة والكتابة"),
        ("ريادة الأعمال", "المشاريع الصغيرة"),
        ("البلدية", "مجلس المدينة", "الأمانة"),
        ("التلاميذ", "الطلاب", "المتعلمون"),
    ),
    "en": (
        ("older people", "seniors", "elderly", "retirement", "ageing"),
        ("residents", "inhabitants", "citizens", "local community"),
        ("technology", "digital", "ICT"),
        ("pandemic", "coronavirus", "COVID-19"),
        ("literacy", "reading and writing"),
        ("entrepreneurship", "small business", "start-ups"),
        ("jobs", "employment", "labour market"),
        ("municipality", "city council", "local government"),
        ("students", "pupils", "learners"),
        ("young people", "youth"),
    ),
    "fr": (
        ("personnes âgées", "aînés", "seniors", "retraités"),
        ("habitants", "résidents", "citoyens", "population locale"),
        ("technologie", "numérique"),
        ("pandémie", "coronavirus", "COVID-19"),
        ("alphabétisation", "lecture et écriture"),
        ("entrepreneuriat", "petites entreprises"),
        ("emploi", "travail", "marché du travail"),
        ("municipalité", "conseil municipal", "mairie", "commune"),
        ("élèves", "étudiants", "apprenants"),
    ),
}


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words for the same, by language."""

    groups: Mapping[Language, tuple[Group, ...]]

    def others(self, text: str, lang: Language) -> tuple[str, ...]:
        """What else the words of `text` are called, at most MOST; whole phrases only."""
        asked = stems(text, lang)
        phrases = self._phrases.get(lang, {})
        found: dict[str, None] = {}
        for size in range(min(LONGEST, len(asked)), 0, -1):
            for at in range(len(asked) - size + 1):
                for other in phrases.get(tuple(asked[at : at + size]), ()):
                    found.setdefault(other)
        return tuple(found)[:MOST]

    @cached_property
    def _phrases(self) -> dict[Language, dict[tuple[str, ...], tuple[str, ...]]]:
        made: dict[Language, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for lang, groups in self.groups.items():
            known = made.setdefault(lang, {})
            for group in groups:
                for word in group:
                    key = tuple(stems(word, lang))
                    rest = tuple(other for other in group if other != word)
                    known[key] = (*known.get(key, ()), *rest)
        return made


@cache
def thesaurus(more: tuple[tuple[Language, Group], ...] = ()) -> Thesaurus:
    """The table with more groups; theirs come first."""
    added: dict[Language, tuple[Group, ...]] = {}
    for lang, group in more:
        added[lang] = (*added.get(lang, ()), group)
    return Thesaurus({lang: (*added.get(lang, ()), *groups) for lang, groups in TABLE.items()})
