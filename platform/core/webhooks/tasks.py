from celery import shared_task

from core.webhooks.sending import process_one_message


@shared_task(ignore_result=True)
def send() -> None:
    for _ in range(200):
        if not process_one_message():
            return
