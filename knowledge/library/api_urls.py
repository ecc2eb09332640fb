from django.urls import path

from knowledge.library.api import drafts, reuses, reviews
from knowledge.library.api.practices import PracticeViewSet

DRAFT = "drafts/<uuid:key>/<slug:language>"
urlpatterns = [
    path("practices", PracticeViewSet.as_view({"get": "list"}), name="api_practices"),
    path("practices/<uuid:key>", PracticeViewSet.as_view({"get": "retrieve"}), name="api_practice"),
    path("drafts", drafts.Drafts.as_view(), name="api_drafts"),
    path(DRAFT, drafts.Draft.as_view(), name="api_draft"),
    path(f"{DRAFT}/files", drafts.DraftFiles.as_view(), name="api_draft_files"),
    path(f"{DRAFT}/<slug:verb>", drafts.DraftVerb.as_view(), name="api_draft_verb"),
    path("reviews", reviews.Reviews.as_view(), name="api_reviews"),
    path("reviews/<uuid:public_id>", reviews.OneReview.as_view(), name="api_review"),
    path(
        "reviews/<uuid:public_id>/<slug:verb>",
        reviews.ReviewVerb.as_view(),
        name="api_review_verb",
    ),
    path("reuses", reuses.Reuses.as_view(), name="api_reuses"),
    path("reuses/<uuid:public_id>", reuses.Reuse.as_view(), name="api_reuse"),
    path("reuses/<uuid:public_id>/<slug:verb>", reuses.ReuseVerb.as_view(), name="api_reuse_verb"),
]
