"""What people are told of practices, their checking and their reuse, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.rules import visible
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from knowledge.library import queries
from knowledge.library.models import (
    PracticePage,
    PracticeReuse,
    Report,
    ReportState,
    Review,
    Stage,
)

# Sentences by the kind of fact; the title of the practice stands above them.
OF_REVIEW = {
    "PracticeSubmitted": gettext_lazy("A text of your city waits for your approval"),
    "PracticeCalledBack": gettext_lazy("Its city called the text back"),
    "PracticeApprovedByCity": gettext_lazy("Your focal point approved the text for the network"),
    "ChangesAsked": gettext_lazy("You are asked for changes"),
    "PracticeDeclined": gettext_lazy("The network does not accept the text; the reason is there"),
    "ReviewerAssigned": gettext_lazy("You are asked to read a text as a reviewer"),
    "ReviewerReleased": gettext_lazy("You need not read this text any more; thank you"),
    "ReviewerExcused": gettext_lazy("A reviewer cannot judge the text: ask somebody else"),
    "AdviceGiven": gettext_lazy("A reviewer gave advice"),
    "AdviceDue": gettext_lazy("The day until which you were asked to read it comes near"),
    "AdviceOverdue": gettext_lazy("The day until which you were asked to read it has passed"),
}
TO_SECRETARIAT = {
    "PracticeApprovedByCity": gettext_lazy("A text waits for reviewers"),
    "PracticeSubmitted": gettext_lazy("A text waits for approval"),
    "AdviceOverdue": gettext_lazy("A reviewer is late: remind them, or ask somebody else"),
}
OF_PRACTICE = {
    "PracticePublished": gettext_lazy("Your practice is public"),
    "PracticeConfirmationAsked": gettext_lazy("Is it still true? Please confirm it or change it"),
    "VoiceWritten": gettext_lazy("A reader says whether it is useful, and what is missing"),
    "PracticeOutdated": gettext_lazy("It counts as outdated until you confirm it"),
    "PracticeWithdrawn": gettext_lazy("The practice was withdrawn"),
    "PracticeArchived": gettext_lazy("The practice was archived"),
    "PracticeRestored": gettext_lazy("The practice is back in the lists"),
}
OF_REUSE = {
    "ReuseStarted": gettext_lazy("%(city)s wants to adapt your practice: please get in touch"),
    "ReuseContactConfirmed": gettext_lazy("The city that wrote the practice is in touch with you"),
    "ReuseMoved": gettext_lazy("%(city)s is one step further with your practice: %(stage)s"),
    "ReuseConfirmed": gettext_lazy("The other city confirmed the account of the reuse"),
    "ReuseThanked": gettext_lazy("%(city)s thanks you for your practice"),
}


def _reviews(
    notes: Iterable[Note], person: Any, sentences: Mapping[str, Any]
) -> Mapping[int, Line]:
    """Lines that lead to the page of a check, for whoever may still see it. Two queries."""
    listed = list(notes)
    ids = {note.entry.values.get("review_id") for note in listed}
    rows = visible(person, Review.objects.filter(pk__in=ids)).select_related("page").distinct()
    found = {review.pk: review for review in rows}
    told = {}
    for note in listed:
        review = found.get(note.entry.values.get("review_id"))
        sentence = sentences.get(note.entry.kind) or OF_REVIEW.get(note.entry.kind)
        if sentence is None:
            continue
        if review is None:
            # Whoever is released may not read the text any more, but should know that.
            if note.entry.kind != "ReviewerReleased":
                continue
            title, address = _("A review"), reverse("desk:reviews")
        else:
            title = review.page.draft_title or review.page.title
            address = reverse("desk:review", args=[review.public_id])
        told[note.pk] = Line(title, str(sentence), address)
    return told


@kind("text_waits", label=gettext_lazy("A text waits for me as focal point"), pace=Pace.AT_ONCE)
def text_waits(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _reviews(notes, person, {})


@kind("text_answered", label=gettext_lazy("An answer to a text that I wrote"), pace=Pace.AT_ONCE)
def text_answered(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    published = [note for note in listed if note.entry.kind in OF_PRACTICE]
    others = [note for note in listed if note.entry.kind not in OF_PRACTICE]
    return {**_reviews(others, person, {}), **_practices(published, person, language)}


@kind("review_asked", label=gettext_lazy("I am asked to read as a reviewer"), pace=Pace.AT_ONCE)
def review_asked(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _reviews(notes, person, {})


@kind("review_moves", label=gettext_lazy("Checks move on (secretariat)"), pace=Pace.DAILY)
def review_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _reviews(notes, person, TO_SECRETARIAT)


def _practices(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    """Lines that lead to a practice on the desk of its city. Two queries."""
    listed = list(notes)
    keys = {note.entry.values["practice_key"] for note in listed}
    rows = visible(person, PracticePage.objects.filter(translation_key__in=keys))
    texts: dict[str, dict[str, PracticePage]] = {}
    for page in rows.select_related("locale"):
        texts.setdefault(str(page.translation_key), {})[page.locale.language_code] = page
    told = {}
    for note in listed:
        there = texts.get(note.entry.values["practice_key"], {})
        page = there.get(note.entry.values.get("language", "")) or next(
            (text for text in there.values() if not text.is_translation), None
        )
        if page is None or note.entry.kind not in OF_PRACTICE:
            continue
        address = reverse("desk:overview", args=[page.translation_key, page.locale.language_code])
        title = page.draft_title or page.title
        told[note.pk] = Line(title, str(OF_PRACTICE[note.entry.kind]), address)
    return told


@kind(
    "practice_ages", label=gettext_lazy("A practice of my city must be confirmed"), pace=Pace.DAILY
)
def practice_ages(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _practices(notes, person, language)


@kind(
    "reuse_moves", label=gettext_lazy("A practice is adapted between our cities"), pace=Pace.DAILY
)
def reuse_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    """Lines that lead to the page of a reuse. Three queries."""
    listed = list(notes)
    ids = {note.entry.values["reuse_id"] for note in listed}
    rows = visible(person, PracticeReuse.objects.filter(pk__in=ids)).select_related("city")
    reuses = {reuse.pk: reuse for reuse in rows.distinct()}
    texts = queries.in_languages(UUID(note.entry.values["practice_key"]) for note in listed)
    told = {}
    for note in listed:
        reuse = reuses.get(note.entry.values["reuse_id"])
        sentence = OF_REUSE.get(note.entry.kind)
        if reuse is None or sentence is None:
            continue
        code = note.entry.values.get("stage", "")
        stage = Stage(code).label if code else ""
        there = texts.get(reuse.translation_key, {})
        text = there.get(language) or next(iter(there.values()), None)
        told[note.pk] = Line(
            text.title if text else _("A practice"),
            str(sentence) % {"city": reuse.city.name_in(language), "stage": stage},
            reverse("desk:reuse", args=[reuse.public_id]),
        )
    return told


@kind("voices", label=gettext_lazy("Readers say something of our practice"), pace=Pace.DAILY)
def voices(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _practices(notes, person, language)


OF_REPORT = {
    "ReportFiled": gettext_lazy("Somebody reported a problem"),
    "ReportAppealed": gettext_lazy("A city or a reader appeals against hiding"),
    "ReportDecided": gettext_lazy("A reported problem was decided: %(state)s"),
}


@kind("reports", label=gettext_lazy("A problem is reported or decided"), pace=Pace.AT_ONCE)
def reports(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    """Lines that lead to the page of a report. Two queries."""
    listed = list(notes)
    ids = {note.entry.values["report_id"] for note in listed}
    rows = visible(person, Report.objects.filter(pk__in=ids)).distinct()
    found = {report.pk: report for report in rows}
    titles = queries.titles(report.translation_key for report in found.values())
    told = {}
    for note in listed:
        report = found.get(note.entry.values["report_id"])
        if report is None:
            continue
        code = note.entry.values.get("state", "")
        state = ReportState(code).label if code else ""
        told[note.pk] = Line(
            titles.get(report.translation_key, _("A practice")),
            str(OF_REPORT[note.entry.kind]) % {"state": state},
            reverse("desk:report", args=[report.public_id]),
        )
    return told
