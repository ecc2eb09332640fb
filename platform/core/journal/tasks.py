from celery import shared_task

from core.journal.drain import drain_all


@shared_task(ignore_result=True)
def drain() -> None:
    drain_all()
