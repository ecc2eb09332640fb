"""Arabic and French are complete, current and compiled."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "fr")
PLURALS = {"ar": 6, "fr": 3}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def path_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    return request.param, polib.pofile(str(path_of(request.param)))


def test_every_text_is_translated(catalogue):
    _, entries = catalogue
    assert len(entries) > 100
    assert not entries.metadata_is_fuzzy
    assert [e.msgid for e in entries.untranslated_entries() + entries.fuzzy_entries()] == []


def test_counted_texts_have_every_plural_form(catalogue):
    language, entries = catalogue
    counted = [entry for entry in entries if entry.msgid_plural]
    assert counted
    for entry in counted:
        assert len(entry.msgstr_plural) == PLURALS[language], entry.msgid
        assert all(entry.msgstr_plural.values()), entry.msgid


def test_translations_keep_the_placeholders(catalogue):
    _, entries = catalogue
    for entry in entries:
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        if not entry.msgid_plural:
            assert set(PLACEHOLDER.findall(entry.msgstr)) == wanted, entry.msgid
            continue
        either = wanted | set(PLACEHOLDER.findall(entry.msgid_plural))
        for form in entry.msgstr_plural.values():
            assert set(PLACEHOLDER.findall(form)) <= either, entry.msgid


def test_arabic_texts_are_in_arabic_script():
    allowed = {"Jusoor", "PDF", "JSON"}
    for entry in polib.pofile(str(path_of("ar"))):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            letters = re.sub(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|https?://\S+", "", text)
            if re.search(r"[A-Za-z]{3,}", letters):
                assert re.search(r"[؀-ۿ]", letters) or letters.strip() in allowed, text


def test_the_compiled_catalogues_are_current(catalogue):
    language, entries = catalogue
    compiled = polib.mofile(str(path_of(language).with_suffix(".mo")))
    source = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in entries}
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == source


@pytest.mark.skipif(
    shutil.which("xgettext") is None and os.environ.get("CI") != "true",
    reason="needs xgettext (Debian: gettext)",
)
def test_the_catalogues_know_every_text_of_the_code(tmp_path):
    copy = tmp_path / "project"
    copy.mkdir()
    for name in ("platform", "projects", "knowledge", "search", "locale", "frontend"):
        shutil.copytree(
            ROOT / name,
            copy / name,
            ignore=shutil.ignore_patterns("node_modules", "__pycache__", "convention", "src"),
        )
    script = "from words import collect; collect()"
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=copy,
        check=True,
        env={**os.environ, "PYTHONPATH": str(copy / "platform" / "config" / "commands")},
    )
    for language in LANGUAGES:
        made = polib.pofile(str(copy / path_of(language).relative_to(ROOT)))
        kept = polib.pofile(str(path_of(language)))
        assert {(e.msgctxt, e.msgid) for e in made} == {(e.msgctxt, e.msgid) for e in kept}
