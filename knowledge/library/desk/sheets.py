"""Many practices at once: the form as a file, brought back filled, all of it or nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from core.access.rules import require
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.presentation import in_words
from knowledge.library.sheets import writing
from knowledge.library.sheets.reading import Found, Problem, Unreadable, read

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BringForm(forms.Form):
    """The file, the city and the language of its texts."""

    file = forms.FileField(
        label=gettext_lazy("The filled form (XLSX or CSV)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language are the texts?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    city = forms.ChoiceField(label=gettext_lazy("City"))

    def __init__(self, data: Any = None, files: Any = None, *, cities: Any, language: str) -> None:
        super().__init__(data, files, initial={"language": language})
        self.fields["city"].choices = [(city.slug, city.name) for city in cities]
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
            self.fields["city"].initial = cities[0].slug
        for field in self.fields.values():
            field.note = ""


@never_cache
@login_required
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in a filled form; what is wrong is named, and then nothing is taken."""
    user: Any = request.user
    require(user, "practice.write_any")
    branches = queries.branches_of_cities(roles_of(user).cities)
    cities = list({branch.city_id: branch.city for branch in branches}.values())
    form = BringForm(
        request.POST or None, request.FILES or None, cities=cities, language=user.language
    )
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        branch = next(
            branch
            for branch in branches
            if branch.city.slug == form.cleaned_data["city"]
            and branch.locale.language_code == form.cleaned_data["language"]
        )
        try:
            found, problems = read(form.cleaned_data["file"].read(), language=user.language)
            if not problems:
                problems = _taken(request, branch=branch, found=found)
        except Unreadable as failure:
            form.add_error("file", str(failure))
        else:
            if not problems:
                return redirect("desk:mine")
    context = {"form": form, "problems": problems, "languages": settings.LANGUAGES}
    status = 422 if form.errors or problems else 200
    return render(request, "library/desk/bring.html", context, status=status)


def _taken(request: HttpRequest, *, branch: Any, found: list[Found]) -> list[Problem]:
    try:
        made = actions.bring_drafts(
            actor=request.user, branch=branch, found=[(one.values, one.rows) for one in found]
        )
    except ValidationError as error:
        return [Problem(0, "", in_words(error))]
    sentence = ngettext("%(count)s draft was made.", "%(count)s drafts were made.", len(made))
    messages.success(request, sentence % {"count": len(made)})
    return []


@never_cache
@login_required
def template(request: HttpRequest, text_language: str, ending: str) -> HttpResponse:
    """The empty form in a language."""
    if text_language not in dict(settings.LANGUAGES):
        raise Http404
    name = f"jusoor-{text_language}.{ending}"
    if ending == "csv":
        body = "\ufeff" + writing.table(language=text_language)
        response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(writing.form(language=text_language), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@login_required
def mine(request: HttpRequest, text_language: str) -> HttpResponse:
    """The practices of my cities written in a language, in the form."""
    if text_language not in dict(settings.LANGUAGES):
        raise Http404
    require(request.user, "practice.write_any")
    pages = queries.texts_of_cities(roles_of(request.user).cities).filter(
        is_translation=False, locale__language_code=text_language
    )
    body = writing.form(language=text_language, practices=pages)
    response = HttpResponse(body, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="practices-{text_language}.xlsx"'
    return response
