"""What readers ask in vain is counted, without a trace of who asked; the secretariat mends it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import require
from core.journal.actions import record
from search.documents.kinds import seen
from search.facts import (
    CallClosed,
    PracticesCalledFor,
    ResultPinned,
    ResultUnpinned,
    SynonymsAdded,
    SynonymsRemoved,
    VocabularyImported,
)
from search.forms import language
from search.models import Concept, ContentCall, Pin, Question, SynonymGroup
from search.queries import forget_aids
from search.querying.normal import LONGEST, is_countable, normal

STREAM = "search"
MOST_IN_GROUP = 8


def count_question(*, text: str, lang: str, is_answered: bool) -> None:
    """Count one question. It belongs to nobody, so it is no fact of the journal."""
    if not is_countable(text):
        return
    unanswered = 0 if is_answered else 1
    known = Question.objects.filter(text=normal(text), language=lang)
    counted = known.update(
        asked=F("asked") + 1,
        unanswered=F("unanswered") + unanswered,
        last_on=timezone.localdate(),
    )
    if not counted:
        Question.objects.bulk_create(
            [Question(text=normal(text), language=lang, asked=1, unanswered=unanswered)],
            ignore_conflicts=True,
        )


def count_click(*, text: str, lang: str) -> None:
    """Somebody followed a result of a question that was counted."""
    Question.objects.filter(text=normal(text), language=lang).update(clicked=F("clicked") + 1)


@transaction.atomic
def settle_question(*, actor: Any, question: Question) -> None:
    """Nothing more is to be done about a question; it comes back when it is asked in vain again."""
    require(actor, "search.tend", question)
    Question.objects.filter(pk=question.pk).update(
        settled_at=timezone.now(), asked=0, unanswered=0, clicked=0
    )


@transaction.atomic
def add_synonyms(*, actor: Any, lang: str, words_for_the_same: Iterable[str]) -> SynonymGroup:
    """From now on each of the words finds what the others find.

    Raises:
        ValidationError: fewer than two words, or more than MOST_IN_GROUP.
    """
    require(actor, "search.tend")
    listed = list(dict.fromkeys(filter(None, (word.strip() for word in words_for_the_same))))
    if not 2 <= len(listed) <= MOST_IN_GROUP:
        raise ValidationError(
            _("Write between two and %(most)s words, one in each line.") % {"most": MOST_IN_GROUP}
        )
    group = SynonymGroup.objects.create(language=language(lang), words="\n".join(listed))
    record(SynonymsAdded(group.pk), stream=STREAM, actor=actor)
    transaction.on_commit(forget_aids)
    return group


@transaction.atomic
def remove_synonyms(*, actor: Any, group: SynonymGroup) -> None:
    """The words stand for themselves again."""
    require(actor, "search.tend")
    record(SynonymsRemoved(group.pk), stream=STREAM, actor=actor)
    group.delete()
    transaction.on_commit(forget_aids)


@transaction.atomic
def pin_result(*, actor: Any, text: str, lang: str, practice_key: UUID | None) -> Pin:
    """Recommend a practice to whoever asks this question.

    Raises:
        ValidationError: no question, or no public practice.
    """
    require(actor, "search.tend")
    question = normal(text)
    if not question:
        raise ValidationError(_("Ask for something first, or choose a filter."))
    if practice_key is None or not seen(actor, [str(practice_key)]):
        raise ValidationError(_("There is no public practice at this address."))
    pin, is_new = Pin.objects.get_or_create(
        question=question, language=language(lang), practice_key=practice_key
    )
    if is_new:
        record(ResultPinned(pin.pk), stream=STREAM, actor=actor)
        transaction.on_commit(forget_aids)
    return pin


@transaction.atomic
def unpin_result(*, actor: Any, pin: Pin) -> None:
    """Recommend it no longer."""
    require(actor, "search.tend")
    record(ResultUnpinned(pin.pk), stream=STREAM, actor=actor)
    pin.delete()
    transaction.on_commit(forget_aids)


@transaction.atomic
def call_for_practices(*, actor: Any, subject: str, lang: str) -> ContentCall:
    """Say publicly that the network looks for practices on a subject.

    Raises:
        ValidationError: there is no subject.
    """
    require(actor, "search.tend")
    subject = " ".join(subject.split())[:LONGEST]
    if not subject:
        raise ValidationError(_("Say what practices should be about."))
    call = ContentCall.objects.create(subject=subject, language=language(lang))
    record(PracticesCalledFor(call.pk), stream=STREAM, actor=actor)
    return call


@transaction.atomic
def close_call(*, actor: Any, call: ContentCall) -> None:
    """The network has what it looked for."""
    require(actor, "search.tend")
    ContentCall.objects.filter(pk=call.pk).update(closed_at=timezone.now())
    record(CallClosed(call.pk), stream=STREAM, actor=actor)


@transaction.atomic
def import_concepts(
    *, actor: Any, source: str, concepts: Mapping[str, Mapping[str, list[str]]]
) -> None:
    """Keep the names of a vocabulary's concepts in place of what was brought from the same source before.

    Args:
        concepts: address → language → names, the preferred one first.
    """
    require(actor, "search.tend")
    Concept.objects.filter(source=source).delete()
    Concept.objects.bulk_create(
        (
            Concept(source=source, address=where, labels=labels)
            for where, labels in concepts.items()
        ),
        batch_size=500,
    )
    record(VocabularyImported(source, len(concepts)), stream=STREAM, actor=actor)
