"""Pages as PDF files, with WeasyPrint where it is installed (the extra ``pdf``) and finds Pango."""

import hashlib
import logging
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.cache import cache as kept
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

DATA = Path(__file__).parent / "data"
STYLE = DATA / "paper.css"
KEPT_FOR = 60 * 60 * 24
WEIGHTS = (400, 600)
log = logging.getLogger("jusoor.pdf")


class PdfUnavailable(Exception):
    """This installation makes no PDF files; the message says so to its reader."""


@cache
def writer() -> Any:
    """WeasyPrint, loaded when the first PDF is asked for.

    Raises:
        PdfUnavailable: the extra is not installed, or a system library is missing.
    """
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        log.warning("PDF files cannot be made: %s", error)
        raise PdfUnavailable(
            _("This server cannot make PDF files yet. Print the page, or save the print as PDF.")
        ) from error


def as_pdf(html: str) -> bytes:
    """A whole page as a tagged PDF (PDF/UA-1); the same page is set once a day.

    Only files of this installation are read: pictures by ``media:`` and their name, fonts by
    ``font:``; every other address is refused.

    Args:
        html: a complete document; `data/paper.css` gives its looks.

    Raises:
        PdfUnavailable: see `writer`.
    """
    weasyprint = writer()
    style = font_faces() + STYLE.read_text(encoding="utf-8")
    key = f"pdf:{hashlib.sha256((style + html).encode()).hexdigest()}"
    if (made := kept.get(key)) is not None:
        return made
    fetcher, fonts = _fetcher(), import_module("weasyprint.text.fonts").FontConfiguration()
    made = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[weasyprint.CSS(string=style, url_fetcher=fetcher, font_config=fonts)],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        optimize_images=True,
        jpeg_quality=80,
        dpi=150,
    )
    kept.set(key, made, KEPT_FOR)
    return made


def _fetcher() -> Any:
    urls = import_module("weasyprint.urls")

    class OwnFiles(urls.URLFetcher):
        """Reads fonts and pictures of this installation and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _colon, name = url.partition(":")
            if scheme == "font":
                return urls.URLFetcherResponse(
                    url, (DATA / f"bayan-{int(name)}.woff2").read_bytes()
                )
            if scheme == "media":
                with default_storage.open(name) as file:
                    return urls.URLFetcherResponse(url, file.read())
            raise ValueError(f"refused: {url}")

    return OwnFiles()


def font_faces() -> str:
    """The rules that let a document name our typeface: one file holds both scripts."""
    return "".join(
        f'@font-face {{ font-family: "Bayan"; font-weight: {weight}; src: url(font:{weight}) }}'
        for weight in WEIGHTS
    )
