from django.urls import path

from projects.support.views import meeting, offers, requests

app_name = "support"
ONE = "<uuid:public_id>/"
urlpatterns = [
    path("", requests.request_list, name="list"),
    path("new/", requests.begin, name="begin"),
    path("matching/", requests.matching_help, name="matching"),
    path("offers/<slug:slug>/", offers.offers, name="offers"),
    path("offers/<slug:slug>/<uuid:offer_id>/", offers.act_on_offer, name="act_on_offer"),
    path(ONE, requests.request, name="request"),
    path(f"{ONE}edit/", requests.edit, name="edit"),
    path(f"{ONE}act/", requests.act, name="act"),
    path(f"{ONE}cities/", requests.cities, name="cities"),
    path(f"{ONE}answers/", meeting.answer, name="answer"),
    path(f"{ONE}prepare/", meeting.prepare, name="prepare"),
    path(f"{ONE}sessions/", meeting.sessions, name="sessions"),
    path(f"{ONE}advice/", meeting.advice, name="advice"),
    path(f"{ONE}words/", meeting.words, name="words"),
]
