"""Every write about projects, partners, the cooperation note and reports."""

from projects.partnerships.actions.agreeing import accept_note, tick_plan, write_note
from projects.partnerships.actions.describing import (
    add_associate,
    begin_project,
    describe_project,
    held,
    locked,
    remove_associate,
    speaks_for,
    untick,
)
from projects.partnerships.actions.freezing import freeze_plan
from projects.partnerships.actions.harvesting import draft_practice
from projects.partnerships.actions.leading import agree_to_stop, offer_lead, take_lead
from projects.partnerships.actions.moving import move_project
from projects.partnerships.actions.partners import describe_partner, invite_city, move_partner
from projects.partnerships.actions.reporting import begin_report, move_report, write_report

__all__ = [
    "accept_note",
    "add_associate",
    "agree_to_stop",
    "begin_project",
    "begin_report",
    "describe_partner",
    "describe_project",
    "draft_practice",
    "freeze_plan",
    "held",
    "invite_city",
    "locked",
    "move_partner",
    "move_project",
    "move_report",
    "offer_lead",
    "remove_associate",
    "speaks_for",
    "take_lead",
    "tick_plan",
    "untick",
    "write_note",
    "write_report",
]
