"""Invented practices in every state, made by the demonstration accounts through the real actions;
never for production."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from core.access.rules import SYSTEM
from core.accounts.models import User
from core.cities.models import City
from core.vocabularies.models import Term
from knowledge.library import actions
from knowledge.library.models import (
    CityBranchPage,
    Criterion,
    EvidenceRow,
    PracticePage,
    Provenance,
    Review,
)

PRACTICES = Path(__file__).resolve().parents[2] / "demo" / "practices.json"
TOLD = {"ar": "واضح ومفيد.", "en": "Clear and useful.", "fr": "Clair et utile."}


class Command(BaseCommand):
    help = "Make invented practices in every state. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError("Invented practices are for trying only: not in production.")
        made = 0
        for found in json.loads(PRACTICES.read_text(encoding="utf-8")):
            title = found["words"]["title"]
            if PracticePage.objects.filter(draft_title=title, provenance=Provenance.DEMO).exists():
                continue
            with transaction.atomic(), translation.override(found["language"]):
                make(found)
            made += 1
        self.stdout.write(f"{made} practices made")


def someone(name: str, place: str) -> User:
    return User.objects.get(email=f"{name}@{place}.example")


def make(found: Mapping[str, Any]) -> None:
    """Take one practice as far as its file says."""
    city, stop = found["city"], found["stop"]
    focal = someone("focal", city)
    author = User.objects.filter(email=f"officer@{city}.example").first() or focal
    page = write(found, author=author)
    if stop == "draft":
        return
    review = actions.submit_practice(actor=author, practice=page)
    if stop == "city":
        return
    actions.approve_for_city(actor=focal, review=review)
    if stop == "submitted":
        return
    decide(found, page=page, review=review, focal=focal)


def write(found: Mapping[str, Any], *, author: User) -> PracticePage:
    branch = CityBranchPage.objects.get(
        city__slug=found["city"], locale__language_code=found["language"]
    )
    page = actions.start_practice(
        actor=author, branch=branch, title=found["words"]["title"], provenance=Provenance.DEMO
    )
    values: dict[str, Any] = {
        **found["words"],
        "kind": found.get("kind", "practice"),
        "sdgs": Term.objects.filter(scheme="sdg", code__in=("4", "11")),
        "key_features": Term.objects.filter(scheme="key_feature", code__in=("1.1", "2.1")),
        "themes": Term.objects.filter(scheme="theme", code="INC"),
        "evidence": [
            EvidenceRow(**{**row, "measured_on": date.fromisoformat(row["measured_on"])})
            for row in found.get("evidence", ())
        ],
    }
    actions.write_practice(actor=author, practice=page, values=values)
    return PracticePage.objects.get(pk=page.pk)


def advise(review: Review, reviewer: User, *, value: int) -> None:
    grid = dict.fromkeys(Criterion.values, (value, TOLD[reviewer.language]))
    actions.write_advice(
        actor=reviewer, review=review, grid=grid, has_no_conflict=True, is_final=True
    )


def decide(found: Mapping[str, Any], *, page: PracticePage, review: Review, focal: User) -> None:
    stop = found["stop"]
    secretariat = someone("secretariat", "network")
    reviewers = [someone("reviewer", "network"), someone("reviewer2", "network")]
    due_on = timezone.localdate() + timedelta(days=10)
    actions.assign_reviewers(actor=secretariat, review=review, reviewers=reviewers, due_on=due_on)
    advise(review, reviewers[0], value=2)
    if stop == "in_review":
        return
    is_doubted = stop in {"changes_asked", "not_accepted"}
    advise(review, reviewers[1], value=1 if is_doubted else 3)
    if stop == "changes_asked":
        actions.ask_changes(actor=secretariat, review=review, reason=found["reason"])
    elif stop == "not_accepted":
        actions.decline_practice(actor=secretariat, review=review, reason=found["reason"])
    else:
        actions.accept_practice(actor=secretariat, review=review)
        live(found, page=page, focal=focal)


def live(found: Mapping[str, Any], *, page: PracticePage, focal: User) -> None:
    """What happens after publication: a translation, a reuse, or the end of its time."""
    page = PracticePage.objects.get(pk=page.pk)
    match found["stop"]:
        case "outdated":
            actions.mark_outdated(actor=SYSTEM, practice=page)
        case "archived":
            actions.archive_practice(actor=focal, practice=page)
        case "withdrawn":
            actions.withdraw_practice(actor=focal, practice=page)
    if words := found.get("english"):
        author = someone("officer", found["city"])
        english = actions.translate_practice(actor=author, practice=page, language="en")
        actions.write_practice(actor=author, practice=english, values=words)
        review = actions.submit_practice(actor=author, practice=english)
        actions.approve_for_city(actor=focal, review=review)
    if adopter := found.get("reuse"):
        theirs = someone("focal", adopter)
        city = City.objects.get(slug=adopter)
        reuse = actions.start_reuse(actor=theirs, practice=page, city=city)
        actions.confirm_contact(actor=focal, reuse=reuse)
        for move in ("reuse.understand", "reuse.adapt", "reuse.begin"):
            actions.move_reuse(actor=theirs, reuse=reuse, move=move)
