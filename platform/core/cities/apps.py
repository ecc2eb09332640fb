from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "core.cities"
    label = "cities"
    verbose_name = _("Cities")

    def ready(self) -> None:
        """Let every app bring its parts into the pages of others: city pages, workspaces."""
        autodiscover_modules("panels")
