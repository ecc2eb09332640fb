"""Collect the texts that people see, compile the catalogues, and say what is untranslated."""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("ar", "fr")
IGNORED = (".venv", ".tools", ".data", ".cache", "node_modules", "frontend", "tests", "docs")


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> None:
    """Bring the catalogues up to the code. Needs xgettext (Debian: gettext)."""
    for language in LANGUAGES:
        catalogue(language).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(sys.executable, str(ROOT / "platform" / "manage.py"), "makemessages", "-v", "0"),
            *("--no-location", "--no-wrap", "--no-obsolete"),
            *(part for language in LANGUAGES for part in ("-l", language)),
            *(part for name in IGNORED for part in ("-i", name)),
        ],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT)))},
    )
    for language in LANGUAGES:
        path = catalogue(language)
        entries = polib.pofile(str(path), wrapwidth=0)
        for key in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"):
            entries.metadata.pop(key, None)
        entries.header = ""
        entries.metadata_is_fuzzy = False
        entries.metadata["Project-Id-Version"] = "Jusoor"
        entries.metadata["Language"] = language
        entries.save(str(path))


def compile_all() -> None:
    """Write the compiled catalogue beside each source."""
    for language in LANGUAGES:
        path = catalogue(language)
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def run_words(arguments: list[str]) -> int:
    """`collect` (default) or `compile`; returns 1 when something is untranslated."""
    if arguments[:1] != ["compile"]:
        collect()
    compile_all()
    is_complete = True
    for language in LANGUAGES:
        entries = polib.pofile(str(catalogue(language)))
        missing = entries.untranslated_entries() + entries.fuzzy_entries()
        print(f"{language}: {len(entries)} texts, {len(missing)} to translate")
        is_complete = is_complete and not missing
        for entry in missing:
            print(f"  {entry.msgid!r}")
    return 0 if is_complete else 1
