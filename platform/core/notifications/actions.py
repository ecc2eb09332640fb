"""Tell people, let them choose how, and hand what is due to the mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.journal.models import Entry
from core.notifications.kinds import kind_of, kinds
from core.notifications.models import Choice, Habits, Letter, Note, Pace
from core.notifications.timing import due_at

DELAYS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 600))


def notify(code: str, *, to: Iterable[User], about: Entry, subject: str = "") -> int:
    """Tell people of a fact, except whoever did it; nobody is told twice.

    Args:
        code: a registered kind.
        to: active people; doubled ones and the actor are left out.
        about: the entry; it decides what is said.
        subject: what the note is about, for grouping; the entry's stream unless given.

    Returns:
        How many people are newly told.
    """
    found = kind_of(code)
    if found is None:
        raise ValueError(f"There is no kind of note called {code!r}.")
    people = {user.pk: user for user in to if user.is_active and user.pk != about.actor_id}
    known = set(Note.objects.filter(entry=about).values_list("person_id", flat=True))
    new = [pk for pk in people if pk not in known]
    paces = dict(Choice.objects.filter(kind=code, person__in=new).values_list("person", "pace"))
    habits = {row.person_id: row for row in Habits.objects.filter(person__in=new)}
    now = timezone.now()
    notes = [
        Note(
            person_id=pk,
            entry=about,
            kind=code,
            subject=subject or about.stream.name,
            told_at=now,
            due_at=due_at(
                Pace(paces.get(pk, found.pace)), habits.get(pk, Habits(person_id=pk)), now=now
            ),
        )
        for pk in new
    ]
    Note.objects.bulk_create(notes, ignore_conflicts=True)
    return len(notes)


def mark_read(*, actor: User, note: Note | None = None) -> None:
    """One note was read, or everything."""
    rows = Note.objects.filter(person=actor, read_at=None)
    if note is not None:
        rows = rows.filter(pk=note.pk)
    rows.update(read_at=timezone.now())


def settle(code: str, *, subject: str, person_id: int | None = None) -> None:
    """What notes of this kind asked for was done, by whomever: they count as read, and a mail
    that has not left says nothing of them.

    Args:
        person_id: only this person's; None: everybody's.
    """
    rows = Note.objects.filter(kind=code, subject=subject, read_at=None)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    rows.update(read_at=timezone.now())


@transaction.atomic
def choose(*, actor: User, paces: Mapping[str, str], habits: Mapping[str, Any]) -> None:
    """Set how each kind is sent, and the hours; what already waits follows the new choice.

    Raises:
        ValidationError: a kind or a pace that does not exist.
    """
    for code, pace in paces.items():
        if kind_of(code) is None or pace not in Pace.values:
            raise ValidationError(_("This choice does not exist."))
        Choice.objects.update_or_create(person=actor, kind=code, defaults={"pace": pace})
    kept, _made = Habits.objects.get_or_create(person=actor)
    for name, value in habits.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    _plan_again(actor, kept)


@transaction.atomic
def unsubscribe(*, person: User, code: str) -> None:
    """No more mail of this kind, or of any when `code` is ``all``."""
    wanted = [one.code for one in kinds()] if code == "all" else [code]
    for one in wanted:
        Choice.objects.update_or_create(person=person, kind=one, defaults={"pace": Pace.OFF})
    Note.objects.filter(person=person, kind__in=wanted, letter=None).update(due_at=None)


def _plan_again(person: User, habits: Habits) -> None:
    chosen = dict(Choice.objects.filter(person=person).values_list("kind", "pace"))
    now = timezone.now()
    for one in kinds():
        due = due_at(Pace(chosen.get(one.code, one.pace)), habits, now=now)
        waiting = Note.objects.filter(person=person, kind=one.code, letter=None, read_at=None)
        waiting.exclude(due_at=None).update(due_at=due)


@transaction.atomic
def claim_letter(person_id: int, *, now: datetime, lease: timedelta) -> Letter | None:
    """Put everything that is due for a person into one letter; None when nothing is."""
    due = Note.objects.filter(person_id=person_id, letter=None, read_at=None, due_at__lte=now)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    ids = list(due.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return None
    letter = Letter.objects.create(person_id=person_id, made_at=now, lease_until=now + lease)
    Note.objects.filter(pk__in=ids).update(letter=letter)
    return letter


def claim_again(letter: Letter, *, now: datetime, lease: timedelta) -> bool:
    """Take a letter whose worker died or whose next try has come; False: another one has it."""
    owed = Letter.objects.filter(
        pk=letter.pk, sent_at=None, failed_at=None, lease_until=letter.lease_until
    )
    return bool(owed.update(lease_until=now + lease))


def note_sent(letter: Letter) -> None:
    """The mail server, or the folder, has the letter."""
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), error="")


@transaction.atomic
def drop_letter(letter: Letter) -> None:
    """Everything in it was read or may not be told any more: no empty mail is sent."""
    letter.notes.update(due_at=None, letter=None)
    letter.delete()


def note_failure(letter: Letter, failure: Exception) -> None:
    """Try again after a growing delay, or give up and leave it for the operator."""
    now = timezone.now()
    letter.error = repr(failure)[:300]
    if letter.attempts >= len(DELAYS):
        letter.failed_at = now
    else:
        letter.lease_until = now + DELAYS[letter.attempts]
        letter.attempts += 1
    letter.save(update_fields=["error", "failed_at", "lease_until", "attempts"])


def retry_failed() -> int:
    """Owe every letter again that was given up; returns how many."""
    failed = Letter.objects.filter(sent_at=None).exclude(failed_at=None)
    return failed.update(failed_at=None, attempts=0, lease_until=timezone.now())
