"""Address parts of practices."""

from django.utils.text import slugify
from wagtail.models import Page

LENGTH = 80


def free_slug(parent: Page, title: str, *, wanted: str = "") -> str:
    """An address part for `title` that no page under `parent` has; letters of any script."""
    base = slugify(wanted or title, allow_unicode=True)[:LENGTH].strip("-") or "practice"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug = f"{base}-{number}"
        number += 1
    return slug
