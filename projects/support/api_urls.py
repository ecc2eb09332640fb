from django.urls import path

from projects.support.api import meeting, requests

ONE = "support/<uuid:public_id>"
urlpatterns = [
    path("support", requests.Requests.as_view(), name="api_support"),
    path(ONE, requests.OneRequest.as_view(), name="api_support_request"),
    path(f"{ONE}/suggested", requests.Suggested.as_view(), name="api_support_suggested"),
    path(f"{ONE}/cities", requests.Peers.as_view(), name="api_support_cities"),
    path(
        f"{ONE}/cities/<slug:slug>/<slug:verb>",
        requests.PeerVerb.as_view(),
        name="api_support_city_verb",
    ),
    path(f"{ONE}/volunteer", requests.Volunteer.as_view(), name="api_support_volunteer"),
    path(f"{ONE}/answers", meeting.Answers.as_view(), name="api_support_answers"),
    path(f"{ONE}/preparation", meeting.Preparation.as_view(), name="api_support_preparation"),
    path(f"{ONE}/sessions", meeting.Sessions.as_view(), name="api_support_sessions"),
    path(f"{ONE}/recommendations", meeting.Recommendations.as_view(), name="api_support_advice"),
    path(
        f"{ONE}/recommendations/<uuid:advice_id>/<slug:verb>",
        meeting.RecommendationVerb.as_view(),
        name="api_support_advice_verb",
    ),
    path(f"{ONE}/moves/<slug:verb>", requests.RequestVerb.as_view(), name="api_support_verb"),
    path("cities/<slug:slug>/offers", meeting.Offers.as_view(), name="api_city_offers"),
]
