from django.urls import path

from projects.discussions import api

THREADS = "projects/<uuid:public_id>/threads"
THREAD = f"{THREADS}/<uuid:thread_id>"
urlpatterns = [
    path(THREADS, api.Threads.as_view(), name="api_threads"),
    path(
        "projects/<uuid:public_id>/files/<uuid:file_id>",
        api.OneFile.as_view(),
        name="api_file",
    ),
    path(f"{THREAD}/comments", api.Comments.as_view(), name="api_comments"),
    path(f"{THREAD}/comments/<uuid:comment_id>", api.OneComment.as_view(), name="api_comment"),
    path(f"{THREAD}/<slug:verb>", api.ThreadVerb.as_view(), name="api_thread_verb"),
]
