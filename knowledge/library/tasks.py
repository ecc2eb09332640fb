from celery import shared_task

from knowledge.library.keeping import keep_true


@shared_task(ignore_result=True)
def ask_cities() -> None:
    keep_true()
