"""Addresses of sockets, and who may open one: people who are signed in, from a page of this site."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path

from core.live.consumers import LiveConsumer
from projects.documents.consumers import document_socket


def with_sockets(pages: Any) -> Any:
    """The whole application: `pages` for HTTP, the sockets beside them."""
    routes = URLRouter(
        [
            path("ws/live/", LiveConsumer.as_asgi()),
            path("ws/documents/<uuid:public_id>/", document_socket),
        ]
    )
    return ProtocolTypeRouter(
        {
            "http": pages,
            "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(routes)),
        }
    )
