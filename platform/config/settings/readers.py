"""Typed readers of the environment; each failure names its variable."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ

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


def mailer(*, files: Path) -> dict[str, Any]:
    """Letters go to the server of ``MAIL_HOST``; without one they are written into `files`."""
    host = os.environ.get("MAIL_HOST")
    if not host:
        return {
            "BACKEND": "core.notifications.outbox.FolderBackend",
            "OPTIONS": {"file_path": str(files)},
        }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": env.int("MAIL_PORT", default=587),
            "username": env.str("MAIL_USER", default=""),
            "password": env.str("MAIL_PASSWORD", default=""),
            "use_tls": env.bool("MAIL_TLS", default=True),
        },
    }


def sockets() -> dict[str, Any]:
    """The layer of sockets: Redis at ``CHANNEL_URL``; without it in memory, for exactly one web process."""
    url = os.environ.get("CHANNEL_URL")
    if not url:
        memory = "channels.layers.InMemoryChannelLayer"
        return {"default": {"BACKEND": memory, "CONFIG": {"capacity": 1000}}}
    redis = "channels_redis.pubsub.RedisPubSubChannelLayer"
    return {"default": {"BACKEND": redis, "CONFIG": {"hosts": [url]}}}
