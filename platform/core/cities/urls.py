from django.urls import path

from core.cities import views

app_name = "cities"
urlpatterns = [
    path("", views.city_list, name="list"),
    path("join/<str:key>/", views.join, name="join"),
    path("<slug:slug>/", views.city_detail, name="detail"),
    path("<slug:slug>/offers/", views.offers, name="offers"),
    path("<slug:slug>/people/", views.people, name="people"),
    path("<slug:slug>/people/<int:pk>/role/", views.change_role, name="change_role"),
    path("<slug:slug>/people/<int:pk>/end/", views.end_membership, name="end_membership"),
    path(
        "<slug:slug>/invitations/<int:pk>/withdraw/",
        views.withdraw_invitation,
        name="withdraw_invitation",
    ),
]
