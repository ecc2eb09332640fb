"""Cut the Bayan files out of the npm package @ibm/plex-sans-arabic.

Run by hand after `npm ci`, with fontTools and brotli installed:

    python tools/subset_fonts.py

The source is licensed under the OFL with a reserved name, so a cut font must carry another one.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent
PACKAGE = HERE / "node_modules" / "@ibm" / "plex-sans-arabic"
SOURCE = PACKAGE / "fonts" / "complete" / "woff2"
TARGET = HERE / "src" / "fonts"
# Documents on paper take a file with both scripts: WeasyPrint sets the space between two Arabic
# words in the font of the words.
PAPER = HERE.parent / "platform" / "core" / "design" / "data"
FAMILY = "Bayan"

WEIGHTS = {
    400: ("Regular", "IBMPlexSansArabic-Regular"),
    600: ("SemiBold", "IBMPlexSansArabic-SemiBold"),
}

# Also the unicode-range of fonts.css; a test compares the two.
RANGES = {
    "arabic": [
        (0x060C, 0x060C),
        (0x061B, 0x061B),
        (0x061F, 0x061F),
        (0x0621, 0x063A),
        (0x0640, 0x0655),
        (0x0660, 0x066C),
        (0x0670, 0x0671),
        (0x067E, 0x067E),
        (0x0686, 0x0686),
        (0x0698, 0x0698),
        (0x06A4, 0x06A4),
        (0x06A9, 0x06A9),
        (0x06AF, 0x06AF),
        (0x06CC, 0x06CC),
        (0x200C, 0x200F),
        (0xFDFA, 0xFDFA),
        (0xFEFB, 0xFEFB),
    ],
    "latin": [
        (0x0020, 0x007E),
        (0x00A0, 0x00FF),
        (0x0152, 0x0153),
        (0x0178, 0x0178),
        (0x02C6, 0x02C6),
        (0x02DC, 0x02DC),
        (0x2009, 0x2009),
        (0x2010, 0x2015),
        (0x2018, 0x201E),
        (0x2020, 0x2022),
        (0x2026, 0x2026),
        (0x202F, 0x202F),
        (0x2030, 0x2030),
        (0x2032, 0x2033),
        (0x2039, 0x203A),
        (0x20AC, 0x20AC),
        (0x2122, 0x2122),
        (0x2190, 0x2193),
        (0x2212, 0x2212),
        (0x2248, 0x2248),
        (0x2260, 0x2260),
        (0x2264, 0x2265),
    ],
}

ISOLATES = [(0x2066, 0x2069)]

FEATURES = [
    "ccmp",
    "init",
    "medi",
    "fina",
    "isol",
    "rlig",
    "liga",
    "calt",
    "mark",
    "mkmk",
    "kern",
    "locl",
    "tnum",
]


def renamed(font: TTFont, style: str, weight: int) -> TTFont:
    """Replace the names that identify the family; copyright and licence stay."""
    names = font["name"]
    for platform, encoding, language in {
        (n.platformID, n.platEncID, n.langID) for n in names.names
    }:
        for name_id, text in {
            1: FAMILY if weight == 400 else f"{FAMILY} {style}",
            2: "Regular",
            3: f"1.0;{FAMILY}-{style}",
            4: f"{FAMILY} {style}",
            6: f"{FAMILY}-{style}",
            16: FAMILY,
            17: style,
        }.items():
            names.setName(text, name_id, platform, encoding, language)
    names.names = [n for n in names.names if n.nameID in {0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17}]
    return font


def cut(weight: int, path: Path, ranges: list[tuple[int, int]]) -> Path:
    style, file_name = WEIGHTS[weight]
    options = subset.Options(
        flavor="woff2",
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        hinting=False,
        desubroutinize=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    font = subset.load_font(str(SOURCE / f"{file_name}.woff2"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cutter.subset(font)
    subset.save_font(renamed(font, style, weight), str(path), options)
    return path


def main() -> None:
    for weight in WEIGHTS:
        for script, ranges in RANGES.items():
            cut(weight, TARGET / f"bayan-{script}-{weight}.woff2", ranges)
        both = [*RANGES["arabic"], *RANGES["latin"], *ISOLATES]
        cut(weight, PAPER / f"bayan-{weight}.woff2", both)
    for path in sorted([*TARGET.glob("*.woff2"), *PAPER.glob("*.woff2")]):
        print(f"{path.name:28}{path.stat().st_size / 1000:6.1f} kB")
    licence = (PACKAGE / "LICENSE.txt").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
