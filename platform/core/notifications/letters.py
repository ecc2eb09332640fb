"""The one exit of mail about what happened.

A letter is claimed in a transaction, sent outside of one, and marked after. A worker that dies in
between leaves a letter that is sent again with the same Message-ID: in the folder of the embedded
shape it is then the same file; a mail server may see it twice, and readers' programs show it once.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from core.notifications import actions, queries
from core.notifications.kinds import Line, lines
from core.notifications.models import Letter, Note

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
SALT = "core.notifications.unsubscribe"
MOST = 60


def token(person: Any, code: str) -> str:
    """The key of the link that ends mail of one kind, or of all; it works without signing in."""
    return signing.dumps([person.pk, code], salt=SALT)


def read_token(text: str) -> tuple[int, str]:
    """The person and the kind of such a link.

    Raises:
        BadSignature: it was changed.
    """
    pk, code = signing.loads(text, salt=SALT)
    return pk, code


def absolute(address: str) -> str:
    """An address of the site for a letter."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{address}"


def message(letter: Letter) -> EmailMultiAlternatives | None:
    """The letter in its reader's language, grouped by what it is about; None when it is empty."""
    person = letter.person
    with override(person.language):
        notes = queries.notes_in(letter)
        told = lines(notes, person, person.language)
        listed = [(note, told[note.pk]) for note in notes if note.pk in told]
        if not listed:
            return None
        context = _context(person, listed)
        made = EmailMultiAlternatives(
            subject=_subject(listed),
            body=render_to_string("notifications/mail/letter.txt", context),
            to=[person.email],
            headers={
                "Message-ID": f"<{letter.public_id}@{urlsplit(settings.SITE_ADDRESS).hostname}>",
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{context['unsubscribe']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        made.attach_alternative(
            render_to_string("notifications/mail/letter.html", context), "text/html"
        )
    return made


def _subject(listed: list[tuple[Note, Line]]) -> str:
    if len(listed) == 1:
        text = f"{listed[0][1].sentence} – {listed[0][1].title}"
    else:
        text = ngettext(
            "Jusoor: %(count)s piece of news", "Jusoor: %(count)s pieces of news", len(listed)
        ) % {"count": len(listed)}
    return " ".join(text.split())[:200]


def _context(person: Any, listed: list[tuple[Note, Line]]) -> dict[str, Any]:
    """The groups in the order of their last news; the oldest first within a group."""
    last = {note.subject: note.pk for note, _line in listed}
    ordered = sorted(listed, key=lambda pair: (-last[pair[0].subject], pair[0].pk))
    groups = []
    shown = 0
    for _subject_code, found in groupby(ordered, key=lambda pair: pair[0].subject):
        pairs = list(found)[: max(0, MOST - shown)]
        if not pairs:
            break
        shown += len(pairs)
        groups.append(
            {
                "title": pairs[-1][1].title,
                "address": absolute(pairs[-1][1].address),
                "rows": [{"note": note, "sentence": line.sentence} for note, line in pairs],
            }
        )
    codes = {note.kind for note, _line in listed}
    code = codes.pop() if len(codes) == 1 else "all"
    return {
        "person": person,
        "language": person.language,
        "direction": "rtl" if person.language == "ar" else "ltr",
        "groups": groups,
        "more": len(listed) - shown,
        "list": absolute(reverse("notifications:list")),
        "choices": absolute(reverse("notifications:choices")),
        "unsubscribe": absolute(reverse("notifications:unsubscribe", args=[token(person, code)])),
    }


def deliver(letter: Letter) -> bool:
    """Send one letter and mark it; False when it failed or had nothing left to say."""
    made = message(letter)
    if made is None:
        actions.drop_letter(letter)
        return False
    try:
        made.send()
    except OSError as failure:
        log.warning("%s was not sent: %r", letter, failure)
        actions.note_failure(letter, failure)
        return False
    actions.note_sent(letter)
    return True


def send_due(*, lease: timedelta = LEASE, told: Callable[[Letter], object] = str) -> int:
    """Send what is owed: first letters that a dead worker left, then whatever became due.

    Args:
        lease: for how long a letter belongs to this worker.
        told: called after each letter that was sent.

    Returns:
        How many letters were sent.
    """
    sent = 0
    now = timezone.now()
    for letter in queries.letters_owed(now):
        if actions.claim_again(letter, now=timezone.now(), lease=lease) and deliver(letter):
            sent += 1
            told(letter)
    for person_id in queries.people_due(now):
        letter = actions.claim_letter(person_id, now=timezone.now(), lease=lease)
        if letter is not None and deliver(letter):
            sent += 1
            told(letter)
    return sent
