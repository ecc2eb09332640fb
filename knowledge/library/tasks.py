from celery import shared_task

from knowledge.library.keeping import keep_true, remind_reviewers


@shared_task(ignore_result=True)
def ask_cities() -> None:
    keep_true()


@shared_task(ignore_result=True)
def remind() -> None:
    remind_reviewers()
