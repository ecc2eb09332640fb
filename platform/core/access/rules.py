"""One engine of rights: named rules that answer with a reason.

A rule is a function ``(actor, thing) -> Decision`` registered under a name such as
``"practice.publish"``. Actions call `require`; screens ask `can` or `abilities` and show the reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    type Actor = AbstractBaseUser | AnonymousUser | SystemActor

type Rule = Callable[[Any, Any], Decision]
type Holders = Callable[[Any], Iterable[Any]]


class SystemActor:
    """The installation itself: commands and timed work, never a request."""

    is_authenticated = False
    is_active = True
    pk = None


SYSTEM: Final = SystemActor()


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not; a refusal carries a translated sentence for the reader."""

    is_allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.is_allowed


ALLOWED: Final = Decision(is_allowed=True)


def refuse(reason: str | Promise) -> Decision:
    """A refusal with the sentence that the person reads."""
    return Decision(is_allowed=False, reason=reason)


class Refused(Exception):
    """The rule `name` said no; `reason` is the translated sentence."""

    def __init__(self, name: str, reason: str | Promise) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


SIGN_IN_FIRST: Final = refuse(_("Sign in first."))

_rules: dict[str, Rule] = {}
_holders: dict[str, Holders] = {}
_visible: dict[type, Callable[[Any, Any], Any]] = {}


def rule[R: Rule](name: str) -> Callable[[R], R]:
    """Register a rule as `name`; a doubled name fails at start."""

    def register(function: R) -> R:
        if name in _rules:
            raise ValueError(f"The rule {name!r} is registered twice.")
        _rules[name] = function
        return function

    return register


def holders_of[H: Holders](name: str) -> Callable[[H], H]:
    """Register who holds the right `name` over a thing: ``(thing) -> users``."""

    def register(function: H) -> H:
        if name in _holders:
            raise ValueError(f"The holders of {name!r} are registered twice.")
        _holders[name] = function
        return function

    return register


def visibility[V: Callable[[Any, Any], Any]](model: type) -> Callable[[V], V]:
    """Register what of `model` an actor may see: ``(actor, queryset) -> queryset``."""

    def register(function: V) -> V:
        if model in _visible:
            raise ValueError(f"The visibility of {model.__name__} is registered twice.")
        _visible[model] = function
        return function

    return register


def can(actor: "Actor", name: str, thing: object = None) -> Decision:
    """Whether `actor` may do `name` to `thing`. An unknown name is an error of the program."""
    return _rules[name](actor, thing)


def require(actor: "Actor", name: str, thing: object = None) -> None:
    """Pass, or raise `Refused` with the reason."""
    decision = can(actor, name, thing)
    if not decision:
        raise Refused(name, decision.reason)


def visible(actor: "Actor", queryset: Any) -> Any:
    """The part of `queryset` that `actor` may see."""
    return _visible[queryset.model](actor, queryset)


def holders(name: str, thing: object) -> list[Any]:
    """The people who hold the right `name` over `thing`."""
    return list(_holders[name](thing))


def abilities(actor: "Actor", thing: object, names: Iterable[str]) -> dict[str, Decision]:
    """The answers of several rules about one thing, for a screen."""
    return {name: can(actor, name, thing) for name in names}


def rule_names() -> tuple[str, ...]:
    """Every registered name, sorted."""
    return tuple(sorted(_rules))
