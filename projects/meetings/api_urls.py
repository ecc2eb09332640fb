from django.urls import path

from projects.meetings import api

ONE = "projects/<uuid:public_id>"
MEETING = f"{ONE}/meetings/<uuid:meeting_id>"
DECISION = f"{ONE}/decisions/<uuid:decision_id>"
urlpatterns = [
    path(f"{ONE}/meetings", api.Meetings.as_view(), name="api_meetings"),
    path(MEETING, api.OneMeeting.as_view(), name="api_meeting"),
    path(f"{MEETING}/<slug:verb>", api.MeetingVerb.as_view(), name="api_meeting_verb"),
    path(f"{ONE}/decisions", api.Decisions.as_view(), name="api_decisions"),
    path(f"{DECISION}/positions", api.Positions.as_view(), name="api_positions"),
    path(f"{DECISION}/<slug:verb>", api.DecisionVerb.as_view(), name="api_decision_verb"),
]
