"""A practice as a PDF file: in each language, with our typeface, without reading anything else."""

import contextlib
import re
import zlib

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.design import pdf


def address(practice, language="ar"):
    return (
        f"/{language}/" + reverse("practices:pdf", args=[practice.translation_key]).split("/", 2)[2]
    )


def opened(made):
    """Every stream of a PDF file, unpacked."""
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found += zlib.decompress(stream)
    return found


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.mark.pdf
def test_a_public_practice_is_a_tagged_pdf_with_our_typeface(client, published):
    answer = client.get(address(published))
    assert answer["Content-Type"] == "application/pdf"
    made = b"".join(answer.streaming_content)
    assert made.startswith(b"%PDF-")
    inside = made + opened(made)
    assert b"/StructTreeRoot" in inside
    fonts = set(re.findall(rb"/BaseFont\s*/(\S+)", inside))
    assert fonts
    assert all(b"Bayan" in font for font in fonts), fonts
    assert "filename" in answer["Content-Disposition"]


def test_a_draft_has_no_pdf(client, draft):
    assert client.get(address(draft)).status_code == 404


@pytest.mark.pdf
def test_a_reader_of_another_language_gets_the_original(client, published):
    answer = client.get(address(published, "en"))
    assert answer.status_code == 200


@pytest.mark.pdf
def test_the_same_page_is_set_once(client, published, monkeypatch):
    real = pdf.writer()
    set_pages = []

    class Counting(real.HTML):
        def write_pdf(self, *args, **kwargs):
            set_pages.append(1)
            return super().write_pdf(*args, **kwargs)

    monkeypatch.setattr(real, "HTML", Counting)
    client.get(address(published))
    client.get(address(published))
    assert len(set_pages) == 1


@pytest.mark.pdf
def test_nothing_outside_is_read(tmp_path, caplog):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    for source in (f"file://{secret}", "http://localhost:1/a.png", str(secret)):
        with pytest.raises(ValueError, match="refused"):
            pdf._fetcher().fetch(source)


def test_where_pango_is_missing_the_reader_is_told_and_led_back(client, published, monkeypatch):
    def without(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    pdf.writer.cache_clear()
    monkeypatch.setattr(pdf, "import_module", without)
    answer = client.get(address(published))
    monkeypatch.undo()
    pdf.writer.cache_clear()
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "PDF" in page
    assert published.get_url() in page
