"""The usual plan: what a first draft begins with."""

from django.utils.translation import gettext_lazy as _

PACKAGES = (
    (_("Coordination"), _("The cities stay in touch, decide together and report.")),
    (_("Exchange and learning between the cities"), _("Visits, talks and shared material.")),
    (_("Local work in each city"), _("Each city tries it out with its own people and partners.")),
    (_("Making it known and passing it on"), _("Others hear of it and can take it up.")),
)
# Title, criterion, share of the project's time after which it is due.
MILESTONES = (
    (_("Kick-off held"), _("All cities took part; minutes are written."), 0.05),
    (_("Local groups meet in every city"), _("Each city has met its local partners once."), 0.25),
    (_("Half-way look"), _("The partners looked at the plan and changed what was needed."), 0.5),
    (_("Results shared"), _("What was learnt is written as a practice for the library."), 1.0),
)
INDICATORS = (
    ("J01", _("People reached by the project"), _("people")),
    ("J05", _("Educators or officials trained"), _("people")),
    ("J07", _("A result that the partners chose"), ""),
)
