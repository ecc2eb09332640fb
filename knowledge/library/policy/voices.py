"""Who says what of a practice, who decides on reports, and who may appeal."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    SYSTEM,
    Decision,
    can,
    holders_of,
    refuse,
    rule,
    visibility,
)
from core.accounts.models import User
from core.cities.queries import secretaries
from core.cities.roles import roles_of
from knowledge.library.models import PracticePage, Report, Voice
from knowledge.library.policy.practices import is_secretariat
from knowledge.library.policy.reuses import source_city_of


@rule("voice.write")
def may_write_voice(actor: Any, practice: PracticePage) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if not practice.original.live:
        return refuse(_("Only a public practice is read."))
    if practice.city_id is not None and practice.city_id in roles_of(actor).cities:
        return refuse(_("It is the practice of your own city."))
    return ALLOWED


@rule("report.file")
def may_file_report(actor: Any, practice: PracticePage) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    return ALLOWED if practice.original.live else refuse(_("Only a public practice is read."))


@rule("report.dismiss")
@rule("report.uphold")
@rule("report.overturn")
@rule("report.confirm")
def may_decide_report(actor: Any, report: Report) -> Decision:
    """The secretariat; an appeal is read by somebody else than whoever decided, if there is one."""
    decision = is_secretariat(actor)
    if not decision or actor is SYSTEM:
        return decision
    if actor.pk == report.reporter_id:
        return refuse(_("Nobody decides on their own report."))
    is_appeal = bool(report.appeal)
    if is_appeal and actor.pk == report.decided_by_id and secretaries().count() > 1:
        return refuse(_("Somebody else of the secretariat reads the appeal."))
    return ALLOWED


@rule("report.appeal")
def may_appeal(actor: Any, report: Report) -> Decision:
    """Whoever wrote what was hidden: the focal point for a practice, the reader for their word."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if report.voice_id is not None:
        is_theirs = report.voice is not None and report.voice.person_id == actor.pk
        return ALLOWED if is_theirs else refuse(_("Only whoever wrote it appeals."))
    city_id = source_city_of(report.translation_key)
    if city_id is not None and city_id in roles_of(actor).focal_point_of:
        return ALLOWED
    return refuse(_("Only the focal point of the city appeals."))


@rule("practice.hide")
@rule("practice.show")
def may_hide_practice(actor: Any, practice: PracticePage) -> Decision:
    return is_secretariat(actor)


@rule("report.queue")
def may_see_queue(actor: Any, _thing: object) -> Decision:
    return is_secretariat(actor)


@holders_of("report.uphold")
def deciders(report: Report) -> list[User]:
    return [user for user in secretaries() if can(user, "report.uphold", report)]


@visibility(Voice)
def visible_voices(actor: Any, voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """The city whose practice it is, the reader themselves, and the secretariat."""
    roles = roles_of(actor)
    if roles.is_secretariat:
        return voices
    own = PracticePage.objects.filter(city_id__in=roles.cities, is_translation=False)
    keys = own.values("translation_key")
    return voices.filter(Q(person_id=actor.pk) | Q(translation_key__in=keys, hidden_at=None))


@visibility(Report)
def visible_reports(actor: Any, reports: QuerySet[Report]) -> QuerySet[Report]:
    """The secretariat, whoever reported, and whoever wrote what was hidden."""
    roles = roles_of(actor)
    if roles.is_secretariat:
        return reports
    own = PracticePage.objects.filter(city_id__in=roles.cities, is_translation=False)
    theirs = Q(voice=None, translation_key__in=own.values("translation_key"))
    written = Q(voice__person_id=actor.pk)
    return reports.filter(Q(reporter_id=actor.pk) | (theirs | written) & ~Q(state="open"))
