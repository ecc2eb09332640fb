"""What the pages about concept notes show."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access.screens import Offer, Verb, offers
from core.cities.roles import roles_of
from core.design.wording import joined
from core.vocabularies.terms import label
from projects.concepts.lifecycle import CALL, CONCEPT, INTEREST
from projects.concepts.matching import WEIGHTS
from projects.concepts.models import Call, ConceptNote, ConceptState, Interest
from projects.partnerships.reasons import Match, Reason

ASKS = gettext_lazy("What should the city know?")
CONCEPT_VERBS = {
    "concept.submit": Verb(gettext_lazy("Hand in to the secretariat")),
    "concept.check": Verb(gettext_lazy("Take it up for checking")),
    "concept.open": Verb(
        gettext_lazy("Open it for partners"), asks=gettext_lazy("Words for the city, if any")
    ),
    "concept.ask_changes": Verb(
        gettext_lazy("Ask for changes"), asks=ASKS, is_needed=True, is_quiet=True
    ),
    "concept.decline": Verb(
        gettext_lazy("Do not continue"), asks=ASKS, is_needed=True, is_quiet=True
    ),
    "concept.form": Verb(gettext_lazy("The partnership is complete")),
    "concept.become_project": Verb(gettext_lazy("Begin the project")),
    "concept.look_again": Verb(gettext_lazy("Look for more partners"), is_quiet=True),
    "concept.withdraw": Verb(
        gettext_lazy("Withdraw the note"),
        asks=gettext_lazy("It can be taken up again later. Why, in a few words?"),
        is_quiet=True,
    ),
    "concept.resume": Verb(gettext_lazy("Take it up again")),
}
INTEREST_VERBS = {
    "interest.accept": Verb(
        gettext_lazy("Accept"), asks=gettext_lazy("Words for the city, if any")
    ),
    "interest.waitlist": Verb(
        gettext_lazy("Put on the waiting list"),
        asks=gettext_lazy("Words for the city, if any"),
        is_quiet=True,
    ),
    "interest.decline": Verb(
        gettext_lazy("Not this time"), asks=ASKS, is_needed=True, is_quiet=True
    ),
    "interest.withdraw": Verb(gettext_lazy("Withdraw our interest"), is_quiet=True),
    "interest.send_again": Verb(gettext_lazy("Show interest again")),
}
CALL_VERBS = {
    "call.open": Verb(gettext_lazy("Open the call")),
    "call.close": Verb(gettext_lazy("Close the call"), is_quiet=True),
}
OF_OWN_CITY = ("concept.submit", "concept.form", "concept.become_project", "concept.look_again")
WAY = (
    ConceptState.DRAFT,
    ConceptState.SUBMITTED,
    ConceptState.ELIGIBILITY,
    ConceptState.OPEN,
    ConceptState.FORMED,
    ConceptState.PROJECT,
)
PARTS = {
    "objectives": gettext_lazy("Goals or objectives: at least one"),
    "wanted": gettext_lazy("Which partners you look for"),
}
REASONS = {
    "goals": gettext_lazy("Works on the same goals: %(about)s"),
    "themes": gettext_lazy("Has public practices on: %(about)s"),
    "strength": gettext_lazy("Can offer: %(about)s"),
    "challenge": gettext_lazy("Would like to learn about: %(about)s"),
    "language": gettext_lazy("Works in %(about)s"),
    "size": gettext_lazy("Is of a similar size"),
    "kind": gettext_lazy("Has the same kind of administration"),
    "country": gettext_lazy("Is in another country: %(about)s"),
    "newcomer": gettext_lazy("Is new in the network"),
    "load": gettext_lazy("Takes part in several projects already"),
}
WEIGHED = {
    "goals": gettext_lazy("Each shared goal, three at most"),
    "themes": gettext_lazy("Each theme with a public practice, three at most"),
    "strength": gettext_lazy("The city offers what the note is about"),
    "challenge": gettext_lazy("The city seeks what the note is about"),
    "language": gettext_lazy("The language of the note is a working language"),
    "size": gettext_lazy("Neither city is more than three times as large as the other"),
    "kind": gettext_lazy("The same kind of administration"),
    "country": gettext_lazy("Another country"),
    "newcomer": gettext_lazy("New in the network"),
    "load": gettext_lazy("Each joint project beyond two in which the city takes part"),
}
SCHEMES = {"goals": "sdg", "themes": "theme", "strength": "theme", "challenge": "theme"}


def concept_offers(actor: Any, concept: ConceptNote) -> list[Offer]:
    """What can be done with the note now; what belongs to others altogether is left out."""
    found = offers(actor, concept, CONCEPT, CONCEPT_VERBS, state=concept.state)

    is_own = concept.lead_city_id in roles_of(actor).cities
    return [o for o in found if o.decision or (is_own and o.name in OF_OWN_CITY)]


def interest_offers(actor: Any, interest: Interest) -> list[Offer]:
    """What can be done with an interest by this person."""
    found = offers(actor, interest, INTEREST, INTEREST_VERBS, state=interest.state)
    return [offer for offer in found if offer.decision]


def call_offers(actor: Any, call: Call) -> list[Offer]:
    """What the secretariat can do with a call."""
    return [o for o in offers(actor, call, CALL, CALL_VERBS, state=call.state) if o.decision]


def stages(concept: ConceptNote) -> list[dict[str, Any]]:
    """How far the note is."""
    here = concept.state if concept.state in WAY else None
    return [
        {
            "name": state.label,
            "is_here": state == here,
            "is_past": here is not None and WAY.index(state) < WAY.index(ConceptState(here)),
        }
        for state in WAY
    ]


def lacking(names: list[str]) -> list[str]:
    """Names of missing parts in words."""
    return [
        str(PARTS.get(name) or ConceptNote._meta.get_field(name).verbose_name) for name in names
    ]


def reason_words(reason: Reason, *, language: str, language_names: dict[str, str]) -> str:
    """One reason as a sentence."""
    if reason.code == "language":
        about = [language_names.get(code, code) for code in reason.about]
    elif reason.code == "country":
        about = [label("country", code) for code in reason.about]
    else:
        about = [label(SCHEMES.get(reason.code, ""), code) for code in reason.about]
    return str(REASONS[reason.code]) % {"about": joined(about, language=language)}


def match_words(match: Match, *, language: str, language_names: dict[str, str]) -> list[str]:
    """Why a city is suggested; that it is busy is said last."""
    return [
        reason_words(reason, language=language, language_names=language_names)
        for reason in match.reasons
    ]


def weights() -> list[tuple[str, float]]:
    """The table of the help page."""
    return [(str(WEIGHED[code]), weight) for code, weight in WEIGHTS.items()]


def needs_words(concept: ConceptNote) -> str:
    """How many cities the note still needs, in words."""
    short = concept.minimum_cities - 1 - getattr(concept, "accepted", 0)
    if short <= 0:
        return _("Has enough partners; more may be welcome")
    return ngettext("Seeks %(count)s city", "Seeks %(count)s cities", short) % {"count": short}
