"""What happens to people."""

from core.journal.facts import fact


@fact
class PersonMade:
    user_id: int


@fact
class ProfileChanged:
    user_id: int
