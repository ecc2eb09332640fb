"""Who may do what with requests for support and offers, and why not."""

from projects.support.policy.asking import missing
from projects.support.policy.helping import may_write_offer
from projects.support.policy.seeing import is_inside
from projects.support.policy.standing import helping_cities

__all__ = ["helping_cities", "is_inside", "may_write_offer", "missing"]
