"""The tags of the design system; they take plain values, never models."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from core.design import icons, numerals, wording
from core.design.addresses import address_with
from core.design.drawing import citymap
from core.design.drawing.emblem import tile
from core.design.drawing.geography import coast

register = template.Library()
BAND = 28
RTL = {"ar", "fa", "he", "ur"}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon; the words stand beside it."""
    return mark_safe(icons.svg(name))  # our own committed file


def _tile(context: Context, slug: str) -> str:
    """The tile of `slug` as a `use`; its shapes are written once on a page."""
    kept: set[str] = set()
    request = context.get("request")
    if request is not None:
        kept = request.__dict__.setdefault("_tiles", kept)
    name = f"tile-{slug}"
    use = f'<use href="#{name}"/>'
    if slug in kept:
        return use
    kept.add(slug)
    return f'<symbol id="{name}" viewBox="0 0 100 100">{tile(slug)}</symbol>{use}'


@register.simple_tag(takes_context=True)
def emblem(context: Context, slug: str, size: str = "s") -> SafeString:
    """The tile of a city; its name stands beside it. Sizes: s, m, l."""
    return mark_safe(  # the slug has passed a slug field
        f'<svg class="emblem emblem-{size}" viewBox="0 0 100 100" aria-hidden="true" '
        f'focusable="false">{_tile(context, slug)}</svg>'
    )


@register.simple_tag(takes_context=True)
def band(context: Context, *slugs: str) -> SafeString:
    """A row of the tiles of the cities that share a thing."""
    shapes, tiles = [], []
    for i, slug in enumerate(slugs):
        drawn = _tile(context, slug)
        if drawn.startswith("<symbol"):
            symbol, _end, _use = drawn.partition("</symbol>")
            shapes.append(f"{symbol}</symbol>")
        tiles.append(f'<use href="#tile-{slug}" x="{i * BAND}" width="{BAND}" height="{BAND}"/>')
    name = "band-" + "-".join(slugs)
    return mark_safe(
        f'<svg class="band" height="{BAND}" aria-hidden="true" focusable="false">{"".join(shapes)}'
        f'<pattern id="{name}" width="{BAND * len(slugs)}" height="{BAND}" '
        f'patternUnits="userSpaceOnUse">{"".join(tiles)}</pattern>'
        f'<rect width="100%" height="{BAND}" fill="url(#{name})"/></svg>'
    )


@register.filter
def numeral(value: float | Decimal | str | None) -> str:
    """A number, or the digits of a text, as the reader likes them."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return numerals.in_digits(value, language=_language())
    return wording.number(value, language=_language())


@register.filter
def plain_numeral(value: int | None) -> str:
    """A year or a code: no grouping."""
    return "" if value is None else numerals.in_digits(str(value), language=_language())


@register.filter
def day(value: date | None) -> str:
    """A date in words."""
    return "" if value is None else wording.day(value, language=_language())


@register.filter
def clock(value: datetime) -> str:
    """A time of day in the site's time."""
    return numerals.in_digits(f"{timezone.localtime(value):%H:%M}", language=_language())


@register.filter
def joined(items: Iterable[object]) -> str:
    """A list as it stands in a sentence."""
    return wording.joined(items, language=_language())


@register.filter
def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language[:2] in RTL else "ltr"


@register.filter
def language_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code[:2], code)


@register.inclusion_tag("design/tags/evidence_meter.html")
def evidence_meter(count: int) -> dict[str, Any]:
    """Three bars and words for the number of results with figures."""
    strength = 0 if count == 0 else 1 if count == 1 else 2 if count < 4 else 3
    words = (
        _("No results measured yet"),
        _("First result measured"),
        _("Some results measured"),
        _("Many results measured"),
    )[strength]
    return {"bars": [i < strength for i in range(3)], "words": words}


@register.inclusion_tag("design/tags/city_map.html")
def city_map(points: Sequence[citymap.Point], caption: str = "") -> dict[str, Any]:
    """Places on our map; the list beside it is the accessible version."""
    dots = citymap.drawn(points, is_rtl=get_language_bidi())
    return {
        "coast": coast(),
        "dots": dots,
        "window": citymap.window(dots),
        "is_small": len(dots) == 1,
        "caption": caption,
        "direction": "rtl" if get_language_bidi() else "ltr",
    }


@register.inclusion_tag("design/tags/pager.html", takes_context=True)
def pager(context: Context, page: Page) -> dict[str, Any]:
    """Links to the pages of a list; the address keeps everything else."""
    request = context["request"]
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)

    def link(number: object) -> str:
        return address_with(request, page=None if number == 1 else number)

    return {
        "page": page,
        "pages": [(n, link(n) if isinstance(n, int) else "") for n in shown],
        "before": link(page.number - 1) if page.has_previous() else "",
        "after": link(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("design/tags/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """The way here: label, address, label, address, …; the last label needs no address."""
    labels, addresses = parts[::2], [*parts[1::2], ""]
    return {"items": list(zip(labels, addresses, strict=False))}


@register.inclusion_tag("design/tags/language_links.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    """This page in the other languages; `translations` in the context names better addresses."""
    request: HttpRequest | None = context.get("request")
    known: dict[str, str] = dict(context.get("translations") or [])
    here = request.get_full_path() if request is not None else "/"
    present = _language()[:2]
    links = [
        (code, name, known.get(code) or translate_url(here, code))
        for code, name in settings.LANGUAGES
        if code != present
    ]
    return {"links": links}


@register.inclusion_tag("design/tags/offers.html", takes_context=True)
def offers(context: Context, listed: Iterable[Any], address: str) -> dict[str, Any]:
    """Buttons for moves; those that ask for words open a field first, refused ones say why."""
    return {"offers": listed, "address": address, "csrf_token": context.get("csrf_token")}


@register.filter
def unlocalized(value: float) -> str:
    """A number as drawings want it, whatever the language."""
    return str(value)
