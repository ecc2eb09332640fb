from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.vocabularies.terms import terms

DIFFERENCES = {
    "": "",
    "tone": _("The English text gives priority; the Arabic text asks that it be considered."),
    "optimal": _("Only the English text speaks of the best use of resources."),
    "spaces": _(
        "English: learning spaces. Arabic: learning opportunities; its list also names workers."
    ),
    "en_only_workers": _(
        "This objective stands in the English text only; the Arabic text names workers in "
        "objective 11."
    ),
    "en_only": _("This objective stands in the English text only."),
    "from_everyone": _("Only the English text adds learning from everyone."),
    "continuity": _("The Arabic text stresses that the programmes continue."),
}


def declaration(request: HttpRequest) -> HttpResponse:
    """The objectives of the Declaration, the Arabic and the English text linked one to one."""
    language = (get_language() or "ar")[:2]
    rows = [
        {
            "code": term.code,
            "number": int(term.code[1:]),
            "title": term.label,
            "ar": term.texts["ar"],
            "en": term.texts["en"],
            "fr": term.texts["fr"] if language == "fr" else "",
            "difference": DIFFERENCES[term.extra["difference"]],
        }
        for term in terms("objective")
    ]
    first, second = ("en", "ar") if language == "en" else ("ar", "en")
    return render(
        request,
        "vocabularies/declaration.html",
        {"rows": rows, "first": first, "second": second},
    )
