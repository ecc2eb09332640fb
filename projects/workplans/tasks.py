from celery import shared_task
from django.utils import timezone

from projects.workplans.actions import mark_late_milestones


@shared_task(ignore_result=True)
def mark_late() -> None:
    mark_late_milestones(timezone.localdate())
