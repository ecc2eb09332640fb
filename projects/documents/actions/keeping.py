"""Keep the text as it is, and bring a kept one back."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from pycrdt import Doc, XmlFragment

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.wording import too_long
from core.journal.actions import record
from projects.documents import render, store
from projects.documents.actions.locking import locked
from projects.documents.compacting import whole
from projects.documents.facts import TextRestored, VersionKept
from projects.documents.models import Document, DocumentVersion, VersionKind
from projects.documents.schema import ROOT, VERSION
from projects.partnerships.digests import digest_of
from projects.partnerships.team import standing_of

NAME = 120
AUTOMATIC = (VersionKind.SESSION, VersionKind.RESTORE)


@transaction.atomic
def keep_version(
    *, actor: Any, document: Document, name: str = "", kind: str = VersionKind.NAMED
) -> DocumentVersion:
    """Keep the text as it is now under a number, and maybe a name.

    Automatic ones are kept only when something has changed since the last.

    Raises:
        ValidationError: the name is too long.
    """
    document = locked(document)
    require(actor, "document.keep_version", document)
    if sentence := too_long(name, limit=NAME):
        raise ValidationError({"name": sentence})
    return kept(document, actor=actor, name=name, kind=kind)


def kept(document: Document, *, actor: Any, name: str, kind: str) -> DocumentVersion:
    """Keep a version within the transaction that holds the row of the document."""
    loaded = store.load(document.pk)
    state = whole(loaded.payloads)
    content = render.tree_of_update(state)
    last = document.versions.first()
    if last is not None and kind in AUTOMATIC and last.content == content:
        return last
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        name=name,
        kind=kind,
        seq=loaded.seq,
        state=state,
        content=content,
        digest=digest_of(signed(document, number, content)),
        made_by=person_or_none(actor),
    )
    # What is kept by itself is no news of the project.
    stream = document.stream if kind in AUTOMATIC else document.project.stream
    record(VersionKept(document.project_id, document.pk, number), stream=stream, actor=actor)
    return version


def signed(document: Document, number: int, content: Any) -> dict[str, Any]:
    """What a fingerprint is computed over; an export holds the same. Pictures count with their own."""
    said = {
        "content": content,
        "schema": VERSION,
        "document": str(document.public_id),
        "version": number,
    }
    if shown := render.pictured(content):
        rows = document.pictures.all()
        said["pictures"] = {row.source: row.digest for row in rows if row.source in shown}
    return said


@transaction.atomic
def restore_version(*, actor: Any, document: Document, version: DocumentVersion) -> DocumentVersion:
    """Make the text equal to a version by an edit that replaces only what differs: nobody's offline work
    breaks, and what was there is kept as a version of its own.

    Returns:
        The version that holds what was there before.
    """
    document = locked(document)
    require(actor, "document.write", document)
    before = kept(document, actor=actor, name="", kind=VersionKind.RESTORE)
    loaded = store.load(document.pk)
    doc: Doc = Doc()
    for payload in loaded.payloads:
        doc.apply_update(payload)
    known = doc.get_state()
    change(doc, version.content["content"] if version.content else [])
    payload = bytes(doc.get_update(known))
    author = person_or_none(actor)
    if author is not None:
        cities = standing_of(actor, document.project).cities
        store.bind_author(document.pk, doc.client_id, author.pk, min(cities, default=None))
        batch = store.Batch(
            document.pk,
            document.project_id,
            loaded.seq,
            loaded.epoch,
            [store.Edit(payload, author.pk)],
        )
        answer = store.append([batch])[document.pk]
        if not answer.last:
            raise ValidationError(_("The document has changed; try again."))
    fact = TextRestored(document.project_id, document.pk, version.number)
    record(fact, stream=document.project.stream, actor=actor)
    return before


def change(doc: Doc, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Make the blocks of a text those of `wanted`, leaving every block that is the same."""
    body = doc.get(ROOT, type=XmlFragment)
    now = render.tree_of(doc)["content"]
    steps = SequenceMatcher(
        None, [repr(node) for node in now], [repr(node) for node in wanted], autojunk=False
    ).get_opcodes()
    with doc.transaction():
        # From the end, so that the places before stay where they are.
        for step, i1, i2, j1, j2 in reversed(steps):
            if step == "equal":
                continue
            if i2 > i1:
                del body.children[i1:i2]
            for offset, node in enumerate(wanted[j1:j2]):
                render.append(body, node, at=i1 + offset)
