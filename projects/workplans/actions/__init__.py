"""Every write in a work plan."""

from projects.workplans.actions.bulk import change_tasks
from projects.workplans.actions.filling import copy_plan, fill_from_template
from projects.workplans.actions.items import add_item, remove_item, write_item
from projects.workplans.actions.measuring import measure_indicator
from projects.workplans.actions.moving import (
    mark_late_milestones,
    move_item,
    propose_milestone,
    tick_point,
    voice_change,
)
from projects.workplans.actions.pledging import acknowledge_delivery, record_delivery

__all__ = [
    "acknowledge_delivery",
    "add_item",
    "change_tasks",
    "copy_plan",
    "fill_from_template",
    "mark_late_milestones",
    "measure_indicator",
    "move_item",
    "propose_milestone",
    "record_delivery",
    "remove_item",
    "tick_point",
    "voice_change",
    "write_item",
]
