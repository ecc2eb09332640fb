"""Wagtail's own checks, answered from our roles: grants that are never stored, and no groups."""

from functools import cached_property
from typing import Any, NamedTuple, override

from django.db.models import QuerySet
from wagtail.models import Collection, Page, PagePermissionTester
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.access.rules import can
from core.accounts.models import User
from core.cities.models import CityRole, NetworkOffice
from core.cities.roles import roles_of
from knowledge.library.models.articles import ArticlesPage
from knowledge.library.models.tree import CityBranchPage, LibraryPage

MEMBER = ("add", "change")
FOCAL_POINT = ("add", "change", "lock", "unlock")
SECRETARIAT = ("change", "lock", "unlock")
ARTICLES = ("add", "change", "publish", "lock", "unlock")


class Verb(NamedTuple):
    """Looks like a permission row."""

    codename: str


class Grant(NamedTuple):
    """Looks like a row of a group's permission on a page."""

    page: Page
    permission: Verb

    @property
    def page_id(self) -> int:
        return self.page.pk


class CollectionGrant(NamedTuple):
    """Looks like a row of a group's permission on a collection."""

    collection: Collection
    permission: Verb

    @property
    def collection_id(self) -> int:
        return self.collection.pk


def branches_of(user: Any) -> list[tuple[Page, tuple[str, ...]]]:
    """The branches of the tree in which a person works, each with the verbs."""
    roles = roles_of(user)
    found: list[tuple[Page, tuple[str, ...]]] = []
    if roles.cities:
        for branch in CityBranchPage.objects.filter(city_id__in=roles.cities):
            is_focal = branch.city_id in roles.focal_point_of
            found.append((branch, FOCAL_POINT if is_focal else MEMBER))
    if roles.is_secretariat:
        found += [(library, SECRETARIAT) for library in LibraryPage.objects.all()]
        found += [(articles, ARTICLES) for articles in ArticlesPage.objects.all()]
    return found


class RolePagePolicy(PagePermissionPolicy):
    """Page rights from roles. Nobody has `publish` on practices; superusers have what they need to operate."""

    @override
    def get_all_permissions_for_user(self, user: Any) -> Any:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        return [
            Grant(page, Verb(f"{verb}_page")) for page, verbs in branches_of(user) for verb in verbs
        ]

    @override
    def users_with_any_permission(
        self,
        actions: Any,
        include_superusers: bool = True,
    ) -> QuerySet[User]:
        wanted = set(actions)
        people = User.objects.none()
        if wanted & set(FOCAL_POINT):
            people = people | User.objects.filter(
                memberships__is_active=True, memberships__role=CityRole.FOCAL_POINT
            )
        if wanted & set(MEMBER):
            people = people | User.objects.filter(memberships__is_active=True)
        if wanted & set(SECRETARIAT):
            people = people | User.objects.filter(network_roles__role=NetworkOffice.SECRETARIAT)
        if include_superusers:
            people = people | User.objects.filter(is_superuser=True)
        return people.filter(is_active=True).distinct()

    @override
    def users_with_any_permission_for_instance(
        self,
        actions: Any,
        instance: Any,
        include_superusers: bool = True,
    ) -> QuerySet[User]:
        people = self.users_with_any_permission(actions, include_superusers)
        allowed = [
            person.pk
            for person in people
            if self.user_has_any_permission_for_instance(person, actions, instance)
        ]
        return User.objects.filter(pk__in=allowed)


class RoleCollectionPolicy(CollectionOwnershipPermissionPolicy):
    """Images and documents: each city has its collection, and its people use only that one."""

    @override
    def get_all_permissions_for_user(self, user: Any) -> Any:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        roles = roles_of(user)
        model = self.auth_model._meta.model_name
        branches = CityBranchPage.objects.filter(city_id__in=roles.cities)
        names = {collection_name(branch.slug) for branch in branches}
        if roles.is_secretariat:
            names.add(collection_name("network"))
        return [
            CollectionGrant(collection, Verb(f"{verb}_{model}"))
            for collection in Collection.objects.filter(name__in=names)
            for verb in ("add", "change", "choose")
        ]


def collection_name(slug: str) -> str:
    """The name of the collection of a city: its address part."""
    return f"city:{slug}"


class BranchPermissionTester(PagePermissionTester):
    """Branches, library and homes are made by actions; nobody moves or deletes them by hand."""

    @override
    def can_edit(self) -> bool:
        return False

    @override
    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    @override
    def can_unpublish(self) -> bool:
        return False

    @override
    def can_publish(self) -> bool:
        return False

    @override
    def can_publish_subpage(self) -> bool:
        return False

    @override
    def can_lock(self) -> bool:
        return False

    @override
    def can_unlock(self) -> bool:
        return False

    @override
    def can_set_view_restrictions(self) -> bool:
        return False

    @override
    def can_unschedule(self) -> bool:
        return False

    @override
    def can_reorder_children(self) -> bool:
        return False

    @override
    def can_move(self) -> bool:
        return False

    @override
    def can_move_to(self, destination: Any) -> bool:
        return False

    @override
    def can_copy(self) -> bool:
        return False

    @override
    def can_copy_to(
        self,
        destination: Any,
        recursive: bool = False,
    ) -> bool:
        return False

    @override
    def can_submit_for_moderation(self) -> bool:
        return False


class ArticlesPermissionTester(BranchPermissionTester):
    """The list of articles: fixed itself, while its articles are the secretariat's."""

    @override
    def can_publish_subpage(self) -> bool:
        return PagePermissionTester.can_publish_subpage(self)


class PracticePermissionTester(BranchPermissionTester):
    """A practice: the rules of `policy` answer, for superusers too."""

    @cached_property
    def practice(self) -> Any:
        return self.page.specific

    @override
    def can_add_subpage(self) -> bool:
        return False

    @override
    def can_edit(self) -> bool:
        """A frozen text opens too: the lock of its check keeps everybody from saving."""
        return self.user.is_active and bool(can(self.user, "practice.open", self.practice))

    @override
    def can_lock(self) -> bool:
        return PagePermissionTester.can_lock(self) and not self.user.is_superuser

    @override
    def can_unlock(self) -> bool:
        return PagePermissionTester.can_unlock(self)

    @override
    def can_view_revisions(self) -> bool:
        if self.user.is_superuser:
            return True
        roles = roles_of(self.user)
        return self.practice.city_id in roles.cities or roles.is_secretariat
