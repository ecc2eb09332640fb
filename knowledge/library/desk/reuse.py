"""A city adapts a practice of another one: start, checklist, stages, what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import can, require, visible
from core.cities.models import City
from core.cities.roles import roles_of
from core.design.fields import Words
from knowledge.library import actions, queries
from knowledge.library.lifecycle import REUSE
from knowledge.library.models import PracticePage, PracticeReuse, Question, Stage

STAGES = (
    Stage.INTEREST,
    Stage.UNDERSTANDING,
    Stage.ADAPTING,
    Stage.REUSING,
    Stage.ESTABLISHED,
)


class AdaptForm(forms.Form):
    """For which city, where a person is focal point of more than one."""

    city = forms.ModelChoiceField(City.objects.none(), label=gettext_lazy("For which city?"))

    def __init__(self, data: Any = None, *, cities: Any) -> None:
        super().__init__(data)
        self.fields["city"].queryset = cities
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
            self.fields["city"].initial = cities[0]


class ReuseForm(forms.Form):
    """The transfer checklist, the parts to take over, and the account for readers."""

    changes = Words(limit=1200, label=gettext_lazy("What did you change?"))
    result = Words(limit=1200, label=gettext_lazy("What came of it?"))
    lessons = Words(limit=1200, label=gettext_lazy("What would you tell the next city?"))

    def __init__(self, data: Any = None, *, reuse: PracticeReuse, blocks: Any) -> None:
        initial = {name: getattr(reuse, name) for name in actions.ACCOUNT}
        initial |= {f"answer-{code}": text for code, text in reuse.checklist.items()}
        super().__init__(data, initial={**initial, "blocks": reuse.blocks})
        for code, words in Question.choices:
            self.fields[f"answer-{code}"] = Words(limit=1200, label=words)
            self.fields[f"answer-{code}"].widget.attrs["rows"] = "3"
        self.fields["blocks"] = forms.MultipleChoiceField(
            label=_("Parts you take over"),
            choices=[(block.translation_key.hex, block.title) for block in blocks],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for field in self.fields.values():
            field.note = ""

    @property
    def checklist(self) -> list[forms.BoundField]:
        return [self[f"answer-{code}"] for code in Question.values]

    @property
    def account(self) -> list[forms.BoundField]:
        return [self[name] for name in actions.ACCOUNT]

    def values(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {
            **{name: found[name] for name in actions.ACCOUNT},
            "checklist": {code: found[f"answer-{code}"] for code in Question.values},
            "blocks": found["blocks"],
        }


def _text(key: UUID) -> PracticePage:
    """The text of a public practice in the reader's language, else its original."""
    texts = queries.in_languages([key]).get(key, {})
    if not texts:
        raise Http404
    language = (get_language() or "ar")[:2]
    return texts.get(language) or next(
        (page for page in texts.values() if page.is_original), next(iter(texts.values()))
    )


@never_cache
@login_required
def adapt(request: HttpRequest, key: UUID) -> HttpResponse:
    """What it means to adapt a practice, and the button that starts it."""
    practice = _text(key)
    roles = roles_of(request.user)
    standing = queries.reuse_of(practice, roles.cities)
    if standing is not None:
        return redirect("desk:reuse", standing.public_id)
    decision = can(request.user, "practice.adapt", practice)
    cities = City.objects.filter(pk__in=roles.focal_point_of - {practice.original.city_id})
    form = AdaptForm(request.POST or None, cities=cities)
    if request.method == "POST":
        require(request.user, "practice.adapt", practice)
        if form.is_valid():
            reuse = actions.start_reuse(
                actor=request.user, practice=practice, city=form.cleaned_data["city"]
            )
            messages.success(request, _("The city that wrote the practice sees your interest."))
            return redirect("desk:reuse", reuse.public_id)
    context = {
        "practice": practice,
        "form": form,
        "decision": decision,
        "address": queries.address_of(practice),
        "owner": practice.owner_in_network,
    }
    return render(request, "library/desk/adapt.html", context)


@never_cache
@login_required
def reuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One reuse: how far it is, the checklist, and what came of it."""
    found = _known(request, public_id)
    practice = _text(found.translation_key)
    form = ReuseForm(request.POST or None, reuse=found, blocks=list(practice.building_blocks.all()))
    if request.method == "POST" and form.is_valid():
        actions.write_reuse(actor=request.user, reuse=found, values=form.values())
        messages.success(request, _("Saved"))
        return redirect("desk:reuse", public_id)
    status = 422 if form.errors else 200
    context = {
        "reuse": found,
        "practice": practice,
        "address": queries.address_of(practice),
        "owner": practice.owner_in_network,
        "form": form,
        "questions": [(label, found.checklist.get(code, "")) for code, label in Question.choices],
        "stages": [
            {
                "name": stage.label,
                "is_here": stage == found.stage,
                "is_past": _is_past(found, stage),
            }
            for stage in STAGES
        ],
        "moves": _moves(request.user, found),
        "may": {
            verb: can(request.user, f"reuse.{verb}", found)
            for verb in (
                "write",
                "confirm_contact",
                "confirm_as_source",
                "confirm_as_adopter",
                "thank",
            )
        },
    }
    return render(request, "library/desk/reuse.html", context, status=status)


def _known(request: HttpRequest, public_id: UUID) -> PracticeReuse:
    mine = visible(request.user, PracticeReuse.objects.all())
    return get_object_or_404(mine.select_related("city"), public_id=public_id)


def _is_past(found: PracticeReuse, stage: Stage) -> bool:
    here = Stage(found.stage)
    return here in STAGES and STAGES.index(stage) < STAGES.index(here)


def _moves(user: Any, found: PracticeReuse) -> list[dict[str, Any]]:
    """The moves that start from the present stage, refused ones with their reason."""
    words = {
        "reuse.understand": _("We want to understand it"),
        "reuse.adapt": _("We adapt it"),
        "reuse.begin": _("We try it out"),
        "reuse.establish": _("It is established in our city"),
        "reuse.stop": _("Stop"),
        "reuse.resume": _("Take it up again"),
    }
    return [
        {"name": name, "words": words[name], "decision": can(user, name, found)}
        for name, move in REUSE.moves.items()
        if found.stage in move.source
    ]


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move, confirm or thank: one act each, asked by its own button."""
    found = _known(request, public_id)
    verb = request.POST.get("verb", "")
    actor = request.user
    try:
        match verb:
            case "confirm_contact":
                actions.confirm_contact(actor=actor, reuse=found)
                messages.success(request, _("The other city knows that you are in touch."))
            case "confirm_as_source" | "confirm_as_adopter":
                side = verb.removeprefix("confirm_as_")
                actions.confirm_reuse(actor=actor, reuse=found, side=side)
                messages.success(request, _("Confirmed. Readers see it once both cities have."))
            case "thank":
                actions.thank_source(actor=actor, reuse=found)
                messages.success(request, _("Your thanks stand beside the practice."))
            case _ if verb in REUSE.moves:
                actions.move_reuse(actor=actor, reuse=found, move=verb)
            case _:
                raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect(reverse("desk:reuse", args=[public_id]))
