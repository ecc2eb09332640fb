"""The task queue. Embedded: a broker of files beside the database; production: Redis."""

import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("jusoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class TellOfSearch(bootsteps.StartStopStep):
    """A worker tells of an outdated index when it starts."""

    def start(self, parent: object) -> None:
        from search.installed import tell_warnings

        tell_warnings()


steps: Any = app.steps
steps["worker"].add(TellOfSearch)
