from django.urls import path

from core.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("programs/", views.tokens, name="tokens"),
    path("programs/<int:pk>/end/", views.revoke, name="revoke"),
]
