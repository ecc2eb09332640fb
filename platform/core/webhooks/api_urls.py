from django.urls import path

from core.webhooks import api

urlpatterns = [
    path("webhooks", api.Webhooks.as_view(), name="api_webhooks"),
    path("webhooks/<uuid:public_id>", api.OneWebhook.as_view(), name="api_webhook"),
]
