from celery import shared_task

from search.actions import look_again
from search.indexing.writing import mend, teach
from search.installed import installed_engine


@shared_task(ignore_result=True)
def learn_dictionary() -> None:
    teach(engine=installed_engine())


@shared_task(ignore_result=True)
def compare_index() -> None:
    mend(engine=installed_engine())


@shared_task(ignore_result=True)
def look_for_new_answers() -> None:
    look_again(engine=installed_engine())
