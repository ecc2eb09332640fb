"""Documents in a workspace: their tab, and what happened to them in the feed."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.journal.models import Entry
from projects.documents.facts import (
    DocumentBegun,
    DocumentDescribed,
    DocumentMoved,
    DocumentShared,
    TextAgreed,
    TextCommented,
    TextCommentSettled,
    TextPictured,
    TextRestored,
    VersionKept,
)
from projects.documents.models import DocumentState
from projects.documents.queries import figures
from projects.partnerships import frame, parts
from projects.partnerships.frame import Tab
from projects.partnerships.stories import Names, tell

frame.tab(Tab(18, "documents", _("Documents"), "documents:documents"))

parts.add(parts.Part("texts", figures=figures))

OF_STATE = {
    DocumentState.DRAFT: _("A document is a draft again"),
    DocumentState.CONSULTATION: _("A document is open for consultation"),
    DocumentState.OFFERED: _("A document is up for agreement"),
    DocumentState.AGREED: _("All cities agreed to a document"),
    DocumentState.ARCHIVED: _("A document went into the archive"),
}


@tell(DocumentBegun)
def tell_of_a_beginning(entry: Entry, names: Names) -> str:
    return gettext("A document was begun")


@tell(DocumentMoved)
def tell_of_a_move(entry: Entry, names: Names) -> str:
    return str(OF_STATE[DocumentState(entry.values["state"])])


@tell(VersionKept)
def tell_of_a_version(entry: Entry, names: Names) -> str:
    return gettext("A version of a document was kept")


@tell(TextRestored)
def tell_of_a_return(entry: Entry, names: Names) -> str:
    return gettext("An earlier version of a document was brought back")


@tell(TextAgreed)
def tell_of_an_agreement(entry: Entry, names: Names) -> str:
    city = names.get(entry.values["city_id"], "")
    return gettext("%(city)s agreed to a document") % {"city": city}


@tell(TextCommented)
def tell_of_a_comment(entry: Entry, names: Names) -> str:
    return gettext("Somebody commented on a document")


@tell(TextCommentSettled, TextPictured, DocumentDescribed, DocumentShared)
def tell_nothing(entry: Entry, names: Names) -> str:
    return ""
