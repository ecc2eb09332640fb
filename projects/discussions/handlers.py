"""Who hears of what is said; each is safe to run twice."""

from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify
from projects.discussions.facts import CommentWritten
from projects.discussions.models import Comment, Following


@on(CommentWritten)
def tell_who_is_named_and_who_follows(entry: Entry) -> None:
    """Whoever was named hears at once; whoever follows in their usual way; nobody twice."""
    rows = Comment.objects.filter(pk=entry.fact.comment_id, removed_at=None)
    comment = rows.select_related("thread").prefetch_related("mentions__person").first()
    if comment is None:
        return
    subject = f"thread:{comment.thread_id}"
    named = {m.person.pk: m.person for m in comment.mentions.all() if m.person is not None}
    for mention in comment.mentions.all():
        if mention.city_id is not None:
            named |= {user.pk: user for user in focal_points(mention.city_id)}
    notify("named", to=named.values(), about=entry, subject=subject)
    followings = Following.objects.filter(thread=comment.thread, is_on=True)
    others = [f.person for f in followings.select_related("person") if f.person_id not in named]
    notify("thread_goes_on", to=others, about=entry, subject=subject)
