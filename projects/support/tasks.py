from celery import shared_task
from django.utils import timezone

from projects.support.actions import remind


@shared_task(ignore_result=True)
def remind_of_support() -> None:
    remind(timezone.now())
