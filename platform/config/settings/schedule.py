"""What the installation does by itself, and when; hours are those of `TIME_ZONE`."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "drain the journal": {"task": "core.journal.tasks.drain", "schedule": 1.0},
    "ask cities whether their practices are still true": {
        "task": "knowledge.library.tasks.ask_cities",
        "schedule": crontab(hour=3, minute=15),
    },
    "remind reviewers of their day": {
        "task": "knowledge.library.tasks.remind",
        "schedule": crontab(hour=6, minute=0),
    },
    "look for new answers to kept searches": {
        "task": "search.tasks.look_for_new_answers",
        "schedule": crontab(hour=4, minute=0),
    },
    "let concept notes without partners expire": {
        "task": "projects.concepts.tasks.expire",
        "schedule": crontab(hour=3, minute=30),
    },
    "remind of support that was asked for": {
        "task": "projects.support.tasks.remind_of_support",
        "schedule": crontab(hour=5, minute=30),
    },
    "mark milestones whose day has passed": {
        "task": "projects.workplans.tasks.mark_late",
        "schedule": crontab(hour=3, minute=45),
    },
    "draw and fold forgotten documents": {
        "task": "projects.documents.tasks.tend_documents",
        "schedule": 60.0,
    },
    "send webhooks": {"task": "core.webhooks.tasks.send", "schedule": 2.0},
    "send letters": {"task": "core.notifications.tasks.send_letters", "schedule": 20.0},
    "compare the index with the database": {
        "task": "search.tasks.compare_index",
        "schedule": crontab(hour=2, minute=0),
    },
    "learn the dictionary": {
        "task": "search.tasks.learn_dictionary",
        "schedule": crontab(hour=2, minute=30),
    },
}
