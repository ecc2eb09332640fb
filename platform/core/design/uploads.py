"""What may be uploaded: the type is read from the content, and the name must agree with it."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps

# Pillow's name of a format → the endings that go with it.
PICTURES = {"JPEG": {"jpg", "jpeg"}, "PNG": {"png"}, "WEBP": {"webp"}, "GIF": {"gif"}}
OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_OFFICE = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
HEAD = 4096
# An OpenDocument file begins with its type, not packed (OpenDocument 1.3, part 2, 3.3): the name of
# the first member stands after the 30 bytes of its header.
AFTER_HEADER = 30


def ending(name: str) -> str:
    """The last part of a file's name, in small letters without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_size(file: Any) -> None:
    """Refuse what is larger than `settings.MOST_BYTES` and what is empty."""
    if file.size > settings.MOST_BYTES:
        raise ValidationError(
            _(
                "This file has %(size)s; at most %(most)s can be kept. Make it smaller, or link to it."
            )
            % {"size": filesizeformat(file.size), "most": filesizeformat(settings.MOST_BYTES)},
            code="too_large",
        )
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")


def check_document(file: Any) -> None:
    """Refuse a document whose content is not what its name says.

    Args:
        file: an open upload with ``name`` and ``size``; its position is at the start afterwards.

    Raises:
        ValidationError: too large, of a kind that is not kept, or disguised.
    """
    check_size(file)
    kind = ending(file.name)
    if kind not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("Files of this kind are not kept. Possible are: %(kinds)s.")
            % {"kinds": ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper()},
            code="kind",
        )
    file.seek(0)
    try:
        is_true = _is_kind(file, kind)
    finally:
        file.seek(0)
    if not is_true:
        raise ValidationError(
            _("The content of this file is not %(kind)s, whatever its name says.")
            % {"kind": kind.upper()},
            code="disguised",
        )


def _is_kind(file: Any, kind: str) -> bool:
    head = file.read(HEAD)
    file.seek(0)
    if kind == "csv":
        return _is_plain_text(head)
    if kind == "pdf":
        return any(found.extension == ".pdf" for found in _known(head))
    if not head.startswith(b"PK"):
        return False
    try:
        # The list of members only: nothing is unpacked, so that a small file cannot grow here.
        names = zipfile.ZipFile(file).namelist()
    except zipfile.BadZipFile:
        return False
    if kind in OFFICE:
        return OFFICE[kind] in names and not any(name.endswith("vbaProject.bin") for name in names)
    if kind in OPEN_OFFICE:
        return head[AFTER_HEADER:].startswith(b"mimetype" + OPEN_OFFICE[kind])
    return True


def _known(head: bytes) -> list[Any]:
    """What the first bytes are the sign of."""
    try:
        return puremagic.magic_string(head)
    except puremagic.PureError:
        return []


def _is_plain_text(head: bytes) -> bool:
    """Words in one of the encodings that spreadsheets write, and no page for a browser."""
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    words = head.replace(b"\x00", b"").lower()
    return not any(sign in words for sign in (b"<html", b"<script", b"<svg", b"<!doctype"))


def check_picture(file: Any) -> None:
    """Refuse a picture that cannot be opened, is disguised, or is larger than a screen needs.

    Args:
        file: an open upload with ``name`` and ``size``; its position is at the start afterwards.

    Raises:
        ValidationError: too large, not a picture that browsers show, or broken.
    """
    check_size(file)
    refused = ValidationError(
        _("This is not a picture that can be kept. Possible are JPEG, PNG, WebP and GIF."),
        code="picture",
    )
    file.seek(0)
    try:
        with Picture.open(file, formats=list(PICTURES)) as opened:
            kind, (width, height) = str(opened.format), opened.size
            opened.verify()
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise ValidationError(
                _("This picture has too many points for a page; make it smaller."), code="pixels"
            )
        file.seek(0)
        with Picture.open(file, formats=list(PICTURES)) as opened:
            opened.load()
    except ValidationError:
        raise
    except Exception as error:  # Pillow's decoders raise what their formats' libraries raise
        raise refused from error
    finally:
        file.seek(0)
    if ending(file.name) not in PICTURES[kind]:
        raise refused


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """A picture as it may be kept: the file, its media type, width and height in points."""

    data: bytes
    media_type: str
    width: int
    height: int


def plain_picture(file: Any, *, longest: int = 2000) -> PlainPicture:
    """Make a picture as it may be kept: upright, no longer than a page needs, and without where and by whom
    it was taken, which cameras write into their files.

    Args:
        file: an open upload with ``name`` and ``size``.
        longest: of both sides, in points.

    Raises:
        ValidationError: see `check_picture`.
    """
    check_picture(file)
    with Picture.open(file, formats=list(PICTURES)) as opened:
        kind = "JPEG" if opened.format == "JPEG" else "PNG"
        upright = ImageOps.exif_transpose(opened)
        made = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    made.thumbnail((longest, longest))
    out = BytesIO()
    # A picture of its own, so that nothing but its points is written.
    made.info.clear()
    made.save(out, kind, quality=85, optimize=True)
    return PlainPicture(out.getvalue(), f"image/{kind.lower()}", *made.size)


def handed_out(file: Any, name: str) -> FileResponse:
    """An uploaded file as a download, under the name it came with; it is never shown inside a page.

    Args:
        file: as a column of a model holds it.
    """
    answer = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
