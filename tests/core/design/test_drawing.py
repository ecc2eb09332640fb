import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from core.design import icons, numerals, wording
from core.design.drawing.citymap import Point, drawn
from core.design.drawing.emblem import tile
from core.design.drawing.geography import coast, place

ROOT = Path(__file__).resolve().parents[3]
CSS = sorted((ROOT / "frontend/src").rglob("*.css"))


def render(text, **values):
    return Template("{% load design %}" + text).render(Context(values))


def test_an_emblem_is_for_ever_the_same_and_cities_differ():
    slugs = ["amman", "yanbu", "doha", "aswan", "marrakech", "ifrane", "sur", "jubail"]
    assert tile("amman") == tile("amman")
    assert len({tile(slug) for slug in slugs}) == len(slugs)


def test_the_shapes_of_a_tile_are_written_once_on_a_page():
    page = render("{% emblem 'amman' %}{% band 'amman' %}{% emblem 'amman' 'l' %}")
    assert page.count('<symbol id="tile-amman"') >= 1
    assert "style=" not in page


def test_places_keep_their_order_on_the_map():
    west, east = (place(latitude=33, longitude=lon) for lon in (-5, 36))
    north, south = (place(latitude=lat, longitude=36) for lat in (33, 24))
    assert west[0] < east[0]
    assert north[1] < south[1]
    for x, y in (west, east, north, south):
        assert 0 < x < coast().width
        assert 0 < y < coast().height


def test_labels_cover_neither_each_other_nor_leave_the_map():
    points = [Point(31 + i / 5, 35 + i / 5, f"مدينة {i}", weight=i) for i in range(6)]
    dots = drawn(points, is_rtl=True)
    assert len(dots) == 6
    assert any(dot.label_at for dot in dots)
    assert dots == drawn(points, is_rtl=True)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "عمّان ودمياط وصور"), ("en", "عمّان, دمياط and صور"), ("fr", "عمّان, دمياط et صور")],
)
def test_lists_are_joined_as_the_language_does(language, expected):
    items = ["عمّان", "دمياط", "صور"]
    joined = wording.joined(items, language=language)
    assert joined.replace("،", "").replace("  ", " ") == expected


def test_digits_follow_the_reader_in_arabic_only():
    try:
        numerals.choose("arab")
        with override("ar"):
            assert render("{{ n|numeral }}", n=1234) == "١,٢٣٤"
        with override("fr"):
            assert render("{{ n|numeral }}", n=1) == "1"
    finally:
        numerals.choose("latn")


def test_months_have_both_arab_names():
    from datetime import date

    assert wording.day(date(2023, 5, 10), language="ar") == "10 أيار/مايو 2023"
    assert wording.day(date(2023, 5, 10), language="fr") == "10 mai 2023"


def test_every_icon_that_a_template_asks_for_exists():
    asked = set()
    for room in ("platform", "projects", "knowledge", "search"):
        for path in (ROOT / room).rglob("*.html"):
            asked |= set(re.findall(r'{% icon "([\w-]+)" %}', path.read_text("utf-8")))
    assert asked
    assert asked <= set(icons.icons())


def test_styles_know_no_left_and_no_right():
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|"
        r"text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    for path in CSS:
        assert not physical.search(path.read_text("utf-8")), path.name


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *(
        ("--" + ink, "--" + ground, 4.5)
        for ink in ("ink", "ink-2", "ink-3", "sea")
        for ground in ("surface", "canvas")
    ),
    ("--on-sea", "--sea", 4.5),
    ("--rumman", "--rumman-soft", 4.5),
    ("--palm", "--palm-soft", 4.5),
    ("--line-strong", "--surface", 3.0),
]


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_can_be_read_in_light_and_dark(ink, ground, least):
    text = (ROOT / "frontend/src/styles/tokens.css").read_text("utf-8")
    pairs = dict(re.findall(r"(--[\w-]+):\s*light-dark\((#\w{6}, #\w{6})\)", text))
    for theme in (0, 1):
        pair = [pairs[name].split(", ")[theme] for name in (ink, ground)]
        assert contrast(*pair) >= least, (theme, pair)


def test_fonts_are_cut_for_the_ranges_that_the_styles_name():
    import ast

    source = (ROOT / "frontend/tools/subset_fonts.py").read_text("utf-8")
    tree = ast.parse(source)
    ranges = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "RANGES"
    )
    styles = (ROOT / "frontend/src/styles/fonts.css").read_text("utf-8")
    for listed in ranges.values():
        first, _ = listed[0]
        assert f"U+{first:04X}" in styles
        assert f"{listed[-1][1]:04X}" in styles


def test_an_undefined_variable_in_our_own_template_is_an_error():
    from django.template.loader import get_template

    with pytest.raises(NameError, match="undefined variable"):
        get_template("vocabularies/text.html").template.render(Context({"text": "x"}))
