"""The one exit for HTTP to other systems: signed after the Standard Webhooks scheme, to public addresses only."""

import http.client
import ipaddress
import json
import socket
import ssl
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from standardwebhooks import Webhook

from core.webhooks.actions import claim_message, note_answer, still_may
from core.webhooks.models import Message

TIMEOUT = 8.0


class NotPublic(Exception):
    """The address leads into a private network, or nowhere."""


def payload(message: Message) -> str:
    """What is told: which stream, how far, what kind; the rest is read by the API."""
    entry = message.entry
    told = {
        "type": entry.kind,
        "timestamp": entry.happened_at.astimezone(UTC).isoformat(),
        "data": {"stream": entry.stream.name, "position": entry.position},
    }
    return json.dumps(told, ensure_ascii=False)


def address_of(host: str, port: int) -> str:
    """A public IP address of `host`, to which the connection is then made and no other.

    Raises:
        NotPublic: one of its addresses is private, local or reserved, or it has none.
    """
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise NotPublic(f"{host} is not known: {error}") from error
    if not settings.WEBHOOKS_ANYWHERE:
        for text in found:
            if not ipaddress.ip_address(str(text).partition("%")[0]).is_global:
                raise NotPublic(f"{host} is in a private network.")
    return str(min(found))


def post(url: str, body: str, headers: dict[str, str]) -> int:
    """Send once, follow nothing; the answer's status.

    Raises:
        NotPublic: see `address_of`.
        OSError, http.client.HTTPException: the other system could not be reached or answers no HTTP.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname or ""
    connected = socket.create_connection((address_of(host, port), port), timeout=TIMEOUT)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    if parts.scheme == "https":
        connected = ssl.create_default_context().wrap_socket(connected, server_hostname=host)
    connection.sock = connected
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body.encode(), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def process_one_message() -> bool:
    """Send one message that is due; False when there is none."""
    message = claim_message()
    if message is None:
        return False
    if not still_may(message):
        return True
    body = payload(message)
    # Of this attempt, not of the fact: receivers refuse what was signed long ago.
    moment = timezone.now()
    key = f"msg_{message.public_id.hex}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Jusoor webhooks",
        "webhook-id": key,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(message.endpoint.secret).sign(key, moment, body),
    }
    try:
        status = post(message.endpoint.url, body, headers)
    except (NotPublic, OSError, http.client.HTTPException, ValueError) as failure:
        note_answer(message, status=None, error=f"{type(failure).__name__}: {failure}")
    else:
        note_answer(message, status=status)
    return True
