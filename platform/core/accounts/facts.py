"""What happens to people."""

from core.journal.facts import fact


@fact
class PersonMade:
    user_id: int


@fact
class ProfileChanged:
    user_id: int


@fact
class TokenMade:
    user_id: int
    token_id: int


@fact
class TokenRevoked:
    user_id: int
    token_id: int
