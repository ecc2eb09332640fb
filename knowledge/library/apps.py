from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "knowledge.library"
    label = "library"
    verbose_name = _("Practice library")

    def ready(self) -> None:
        """Answer Wagtail's checks from our roles, listen to its signals."""
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from knowledge.library import bridge
        from knowledge.library.permissions import RoleCollectionPolicy, RolePagePolicy

        bridge.listen()
        register_permission_policy(AbstractPage, RolePagePolicy("wagtailcore.Page"))
        for model in (get_image_model(), get_document_model()):
            policy = RoleCollectionPolicy(model, owner_field_name="uploaded_by_user")
            register_permission_policy(model, policy)
