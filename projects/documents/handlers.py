"""Who hears of documents; each is safe to run twice."""

from core.accounts.models import User
from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.documents.facts import DocumentMoved, TextAgreed, TextCommented, TextNamed
from projects.documents.models import Document, DocumentComment, DocumentState
from projects.documents.policy import level_of
from projects.partnerships.policy import voices


def _document(entry: Entry) -> Document | None:
    rows = Document.objects.select_related("project", "made_by").prefetch_related("grants")
    return rows.filter(pk=entry.fact.document_id).first()


def _subject(entry: Entry) -> str:
    return f"document:{entry.fact.document_id}"


@on(DocumentMoved)
def ask_the_cities(entry: Entry) -> None:
    """The focal points hear when a text waits for their word, and no more once it does not."""
    document = _document(entry)
    if document is None:
        return
    if document.state == DocumentState.OFFERED:
        notify("text_asks", to=voices(document.project), about=entry, subject=_subject(entry))
    else:
        settle("text_asks", subject=_subject(entry))


@on(TextAgreed)
def ask_this_city_no_more(entry: Entry) -> None:
    """Whoever speaks for the city that agreed has done their part."""
    for person in focal_points(entry.fact.city_id):
        settle("text_asks", subject=_subject(entry), person_id=person.pk)


@on(TextCommented)
def tell_whoever_takes_part(entry: Entry) -> None:
    """Whoever began the text, or said something in the same conversation."""
    document = _document(entry)
    comment = DocumentComment.objects.filter(pk=entry.fact.comment_id).first()
    if document is None or comment is None:
        return
    people: dict[int, User] = {}
    if document.made_by is not None:
        people[document.made_by.pk] = document.made_by
    if comment.parent_id is not None:
        rows = DocumentComment.objects.filter(
            pk=comment.parent_id
        ) | DocumentComment.objects.filter(parent_id=comment.parent_id)
        people |= {row.author.pk: row.author for row in rows.select_related("author") if row.author}
    people.pop(comment.author_id or 0, None)
    told = [person for person in people.values() if level_of(person, document)]
    notify("text_commented", to=told, about=entry, subject=_subject(entry))


@on(TextNamed)
def tell_who_is_named(entry: Entry) -> None:
    """The person, or the focal points of the city, that a text names."""
    document = _document(entry)
    if document is None:
        return
    found = list(User.objects.filter(pk=entry.fact.person_id, is_active=True))
    if entry.fact.city_id is not None:
        found += focal_points(entry.fact.city_id)
    told = [person for person in found if level_of(person, document)]
    notify("text_names", to=told, about=entry, subject=_subject(entry))
