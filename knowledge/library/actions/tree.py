"""Open the library in every language, and a branch in it for each city."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from core.access.rules import require
from core.cities.models import City, PartnerNetwork
from knowledge.library.models import ArticlesPage, CityBranchPage, HomePage, LibraryPage
from knowledge.library.models.tree import owned_by
from knowledge.library.permissions import collection_name

TITLES = {
    "ar": ("جسور", "مكتبة الممارسات"),
    "en": ("Jusoor", "Practice library"),
    "fr": ("Jusoor", "Bibliothèque des pratiques"),
}
LIBRARY_SLUG = "library"
ARTICLES = {"ar": "المساعدة والمقالات", "en": "Help and articles", "fr": "Aide et articles"}
ARTICLES_SLUG = "help"


@transaction.atomic
def open_library(*, actor: Any) -> LibraryPage:
    """Make home and library in every language; asking twice changes nothing.

    Returns:
        The library of the first language.
    """
    require(actor, "network.act")
    first = LibraryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if first is not None:
        _open_articles()
        return first
    root = Page.objects.get(depth=1)
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    welcome = root.get_children().not_type(HomePage)
    Site.objects.filter(root_page__in=welcome).delete()
    for page in welcome:
        page.delete()
    root = Page.objects.get(depth=1)
    home_key, library_key = uuid.uuid4(), uuid.uuid4()
    for code, _name in settings.LANGUAGES:
        is_first = code == settings.LANGUAGE_CODE
        locale = Locale.objects.get(language_code=code)
        home_title, library_title = TITLES[code]
        home = root.add_child(
            instance=HomePage(
                title=home_title,
                slug="home" if is_first else f"home-{code}",
                locale=locale,
                translation_key=home_key,
            )
        )
        library = home.add_child(
            instance=LibraryPage(
                title=library_title,
                slug=LIBRARY_SLUG,
                locale=locale,
                translation_key=library_key,
            )
        )
        if is_first:
            first = library
            Site.objects.create(
                hostname="localhost", root_page=home, is_default_site=True, site_name="جسور"
            )
    Collection.objects.get(depth=1).add_child(name=collection_name("network"))
    _open_articles()
    assert first is not None
    return first


def _open_articles() -> None:
    """The list of help pages and articles in every language."""
    key = uuid.uuid4()
    if ArticlesPage.objects.exists():
        return
    for home in HomePage.objects.select_related("locale"):
        home.add_child(
            instance=ArticlesPage(
                title=ARTICLES[home.locale.language_code],
                slug=ARTICLES_SLUG,
                locale=home.locale,
                translation_key=key,
            )
        )


@transaction.atomic
def open_branch(*, actor: Any, owner: City | PartnerNetwork) -> CityBranchPage:
    """Make the place of a city's (or a partner network's) practices in every language at once.

    Asking twice changes nothing. Returns the branch of the first language.
    """
    require(actor, "network.act")
    owned = owned_by(owner)
    branches = CityBranchPage.objects.filter(**owned)
    found = branches.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if found is not None:
        return found
    key = uuid.uuid4()
    for library in LibraryPage.objects.select_related("locale"):
        code = library.locale.language_code
        library.add_child(
            instance=CityBranchPage(
                title=owner.name_in(code),
                slug=owner.slug,
                locale=library.locale,
                translation_key=key,
                **owned,
            )
        )
    root = Collection.objects.get(depth=1)
    if not Collection.objects.filter(name=collection_name(owner.slug)).exists():
        root.add_child(name=collection_name(owner.slug))
    return branches.get(locale__language_code=settings.LANGUAGE_CODE)
