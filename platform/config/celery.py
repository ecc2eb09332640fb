"""The task queue. Embedded: a broker of files beside the database; production: Redis."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("jusoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
