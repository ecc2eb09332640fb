from django.urls import path

from projects.concepts import api

ONE = "concepts/<uuid:public_id>"
urlpatterns = [
    path("calls", api.Calls.as_view(), name="api_calls"),
    path("concepts", api.Concepts.as_view(), name="api_concepts"),
    path(ONE, api.Concept.as_view(), name="api_concept"),
    path(f"{ONE}/interests", api.Interests.as_view(), name="api_interests"),
    path(f"{ONE}/<slug:verb>", api.ConceptVerb.as_view(), name="api_concept_verb"),
    path(
        "interests/<uuid:public_id>/<slug:verb>",
        api.InterestVerb.as_view(),
        name="api_interest_verb",
    ),
]
