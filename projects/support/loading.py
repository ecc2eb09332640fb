"""Invented requests for demonstration, made by the demonstration accounts through the real actions."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from core.accounts.models import User
from core.cities.loading import demo_city, demo_focal, demo_secretary
from projects.support import actions
from projects.support.models import PeerRequest

DATA = Path(__file__).resolve().parents[1] / "demo" / "support.json"
TERMS = {
    "ar": {"aim": "نتعلم مما جرّبتموه.", "costs": "تتحمل كل مدينة نفقاتها."},
    "fr": {"aim": "Apprendre de votre expérience.", "costs": "Chaque ville supporte ses frais."},
}
NAMES = ("title", "format", "language", "themes", "challenge", "questions", "use", "openness")


def load() -> int:
    """Make what is not there yet; returns how many requests were made."""
    data = json.loads(DATA.read_text("utf-8"))
    for row in data["offers"]:
        values = {name: row[name] for name in ("formats", "languages", "hours", "words")}
        actions.write_offer(
            actor=demo_focal(row["city"]),
            city=demo_city(row["city"]),
            theme=row["theme"],
            values=values,
        )
    made = 0
    for found in data["requests"]:
        if PeerRequest.objects.filter(title=found["title"]).exists():
            continue
        with transaction.atomic(), translation.override(found["language"]):
            _request(found)
        made += 1
    return made


def _move(actor: User, request: PeerRequest, *moves: str, words: str = "") -> None:
    for move in moves:
        actions.move_request(actor=actor, request=request, move=f"request.{move}", words=words)


def _request(found: Mapping[str, Any]) -> None:
    """Take one request as far as its file says."""
    host, desk, stop = demo_focal(found["city"]), demo_secretary(), found["stop"]
    values = {name: found[name] for name in NAMES if name in found}
    request = actions.begin_request(
        actor=host, city=demo_city(found["city"]), values=values, is_invented=True
    )
    if stop == "draft":
        return
    if found["format"] == "question":
        _move(host, request, "ask")
        for row in found.get("answers", ()):
            actions.answer_question(
                actor=demo_focal(row["city"]),
                request=request,
                city=demo_city(row["city"]),
                text=row["text"],
            )
        return
    _move(host, request, "submit")
    if stop in ("submitted", "declined", "cancelled"):
        if stop == "declined":
            _move(desk, request, "decline", words=found["words"])
        elif stop == "cancelled":
            _move(host, request, "cancel")
        return
    _move(desk, request, "scope")
    if stop == "scoped":
        return
    _move(desk, request, "look")
    if stop == "no_match":
        _move(desk, request, "find_none")
        return
    _meet(request, found, host)


def _meet(request: PeerRequest, found: Mapping[str, Any], host: User) -> None:
    stop = found["stop"]
    for row in found["helpers"]:
        peer = actions.invite(actor=host, request=request, city=demo_city(row["city"]))
        actions.move_peer(
            actor=demo_focal(row["city"]), peer=peer, move="peer.accept", words=row["words"]
        )
    _move(host, request, "match")
    if stop == "matched":
        return
    actions.prepare(actor=host, request=request, values=TERMS[found["language"]])
    soon = timedelta(days=9 if stop == "scheduled" else 0)
    actions.add_session(
        actor=host, request=request, values={"starts_at": timezone.now() + soon, "minutes": 120}
    )
    _move(host, request, "schedule")
    if stop == "scheduled":
        return
    _move(host, request, "hold")
    if stop == "held":
        return
    _advise(request, found, host)


def _advise(request: PeerRequest, found: Mapping[str, Any], host: User) -> None:
    made = [
        actions.add_advice(
            actor=demo_focal(row["city"]),
            request=request,
            city=demo_city(row["city"]),
            values={name: row[name] for name in ("text", "why", "effort")},
        )
        for row in found["advice"]
    ]
    _move(host, request, "advise")
    if found["stop"] == "advised":
        return
    for one in made:
        actions.decide_advice(actor=host, advice=one, move="advice.accept")
    _move(host, request, "plan")
    if found["stop"] == "followed_up":
        _move(host, request, "follow_up")
    if found["stop"] == "closed":
        place = demo_city(found["city"])
        actions.give_feedback(actor=host, request=request, city=place, text=found["thanks"])
        actions.summarise(actor=host, request=request, summary=found["summary"])
        _move(host, request, "follow_up", "close")
