"""What a new document begins with, by its kind, in the language in which it is written."""

from collections.abc import Mapping
from typing import Any

from projects.documents.models import DocumentKind as K

type Words = Mapping[str, str]

# Headings, each with the question under it that the writers answer and then delete.
OUTLINES: dict[str, tuple[tuple[Words, Words], ...]] = {
    K.CONCEPT: (
        (
            {"ar": "الحاجة", "en": "The need", "fr": "Le besoin"},
            {
                "ar": "ما المشكلة، ومن تمسّ، وما الأرقام أو الأصوات التي تدل عليها؟",
                "en": "What is the problem, whom does it concern, which figures or voices show it?",
                "fr": "Quel est le problème, qui concerne-t-il, quels chiffres ou quelles voix le montrent ?",
            },
        ),
        (
            {"ar": "ما الذي سيتغير", "en": "What will change", "fr": "Ce qui changera"},
            {
                "ar": "ما الذي سيختلف في النهاية، ولمن؟",
                "en": "What will be different at the end, and for whom?",
                "fr": "Qu’est-ce qui sera différent à la fin, et pour qui ?",
            },
        ),
        (
            {"ar": "كيف نعمل", "en": "How we work", "fr": "Comment nous travaillons"},
            {
                "ar": "الخطوات الرئيسة في بضع جمل.",
                "en": "The main steps, in a few sentences.",
                "fr": "Les étapes principales, en quelques phrases.",
            },
        ),
        (
            {"ar": "لماذا معًا", "en": "Why together", "fr": "Pourquoi ensemble"},
            {
                "ar": "ما الذي تقدر عليه عدة مدن ولا تقدر عليه مدينة وحدها؟",
                "en": "What can several cities do that one alone cannot?",
                "fr": "Que peuvent faire plusieurs villes qu’une seule ne peut pas ?",
            },
        ),
    ),
    K.NOTE: (
        (
            {"ar": "غايتنا", "en": "What we intend", "fr": "Notre intention"},
            {
                "ar": "تنوي المدن المشاركة أن تعمل معًا على …",
                "en": "The cities that take part intend to work together on …",
                "fr": "Les villes participantes ont l’intention de travailler ensemble à …",
            },
        ),
        (
            {
                "ar": "ما تقدمه كل مدينة",
                "en": "What each city gives",
                "fr": "Ce que donne chaque ville",
            },
            {
                "ar": "سطر لكل مدينة: أشخاص، قاعات، محتوى.",
                "en": "A line for each city: people, rooms, content.",
                "fr": "Une ligne par ville : personnes, salles, contenu.",
            },
        ),
        (
            {"ar": "كيف نقرر", "en": "How we decide", "fr": "Comment nous décidons"},
            {
                "ar": "لكل مدينة موقف واحد. نجتمع كل …",
                "en": "One city has one position. We meet every …",
                "fr": "Une ville a une position. Nous nous réunissons chaque …",
            },
        ),
        (
            {"ar": "لا إلزام", "en": "Nothing binds", "fr": "Rien n’engage"},
            {
                "ar": "هذه المذكرة تعهّد بالنية، لا تنشئ حقًا ولا دينًا، وتغادر كل مدينة متى شاءت.",
                "en": "This note is a pledge of intent. It creates no right and no debt, and each city leaves whenever it likes.",
                "fr": "Cette note est une promesse d’intention. Elle ne crée ni droit ni dette, et chaque ville part quand elle veut.",
            },
        ),
    ),
    K.PLAN: (
        (
            {"ar": "الغاية", "en": "Aim", "fr": "But"},
            {
                "ar": "ماذا ينتج عن هذا الجزء؟",
                "en": "What comes of this part?",
                "fr": "Que produit cette partie ?",
            },
        ),
        (
            {"ar": "الخطوات", "en": "Steps", "fr": "Étapes"},
            {
                "ar": "من يفعل ماذا، ومتى؟",
                "en": "Who does what, and when?",
                "fr": "Qui fait quoi, et quand ?",
            },
        ),
        (
            {"ar": "ما قد يتعثر", "en": "What might go wrong", "fr": "Ce qui pourrait échouer"},
            {
                "ar": "وما الذي نفعله عندئذ؟",
                "en": "And what do we do then?",
                "fr": "Et que faisons-nous alors ?",
            },
        ),
    ),
    K.MINUTES: (
        (
            {"ar": "الحاضرون", "en": "Who was there", "fr": "Présents"},
            {"ar": "", "en": "", "fr": ""},
        ),
        (
            {"ar": "ما قيل", "en": "What was said", "fr": "Ce qui a été dit"},
            {"ar": "", "en": "", "fr": ""},
        ),
        (
            {"ar": "ما اتفقنا عليه", "en": "What we agreed", "fr": "Ce que nous avons convenu"},
            {
                "ar": "من، وماذا، وإلى متى.",
                "en": "Who, what, until when.",
                "fr": "Qui, quoi, jusqu’à quand.",
            },
        ),
    ),
    K.FREE: (),
}


def tree_for(kind: str, language: str) -> dict[str, Any]:
    """The text with which a document of this kind begins."""
    content: list[dict[str, Any]] = []
    for heading, question in OUTLINES[kind]:
        content.append(_block("heading", heading[language], level=1))
        content.append(_block("paragraph", question[language]))
    return {"type": "doc", "content": content or [_block("paragraph", "")]}


def _block(kind: str, words: str, **attributes: Any) -> dict[str, Any]:
    block: dict[str, Any] = {"type": kind, "attrs": {"dir": "auto", **attributes}}
    if words:
        block["content"] = [{"type": "text", "text": words}]
    return block
