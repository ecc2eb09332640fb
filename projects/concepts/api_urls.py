from django.urls import path

from projects.concepts.api import calls, notes

CALL = "calls/<uuid:public_id>"
ONE = "concepts/<uuid:public_id>"
urlpatterns = [
    path("calls", calls.Calls.as_view(), name="api_calls"),
    path(CALL, calls.OneCall.as_view(), name="api_call"),
    path(f"{CALL}/<slug:verb>", calls.CallVerb.as_view(), name="api_call_verb"),
    path("concepts", notes.Concepts.as_view(), name="api_concepts"),
    path(ONE, notes.Concept.as_view(), name="api_concept"),
    path(f"{ONE}/interests", notes.Interests.as_view(), name="api_interests"),
    path(f"{ONE}/<slug:verb>", notes.ConceptVerb.as_view(), name="api_concept_verb"),
    path(
        "interests/<uuid:public_id>/<slug:verb>",
        notes.InterestVerb.as_view(),
        name="api_interest_verb",
    ),
]
