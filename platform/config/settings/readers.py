"""Typed readers of the environment; each failure names its variable."""

import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()


def data_folder() -> Path:
    """The folder of database, index, media, mail and broker: ``JUSOOR_DATA``, else ``.data``."""
    return Path(os.environ.get("JUSOOR_DATA") or ROOT / ".data").resolve()


def secret_key(folder: Path) -> str:
    """``JUSOOR_SECRET_KEY``, else a key of this installation, made once and kept in `folder`."""
    if given := os.environ.get("JUSOOR_SECRET_KEY"):
        return given
    kept = folder / "secret-key"
    try:
        return kept.read_text().strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        made = secrets.token_urlsafe(50)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(made)
        except FileExistsError:
            return kept.read_text().strip()
        return made


def choice(name: str, *, of: tuple[str, ...]) -> str:
    """The variable `name`, one of `of`; the first is the default."""
    value = os.environ.get(name) or of[0]
    if value not in of:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(of)}, not {value!r}.")
    return value
