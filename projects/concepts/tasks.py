from celery import shared_task
from django.utils import timezone

from projects.concepts.actions import expire_concepts


@shared_task(ignore_result=True)
def expire() -> None:
    expire_concepts(timezone.now())
