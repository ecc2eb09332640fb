from celery import shared_task

from core.notifications.letters import send_due


@shared_task(ignore_result=True)
def send_letters() -> None:
    send_due()
