from django.urls import path

from projects.concepts.views import calls, notes

app_name = "concepts"
urlpatterns = [
    path("", notes.project_list, name="list"),
    path("matching/", notes.matching_help, name="matching"),
    path("calls/new/", calls.write_call, name="new_call"),
    path("calls/<uuid:public_id>/", calls.call, name="call"),
    path("calls/<uuid:public_id>/edit/", calls.write_call, name="edit_call"),
    path("calls/<uuid:public_id>/act/", calls.act_on_call, name="act_on_call"),
    path("concepts/new/", notes.begin, name="begin"),
    path("concepts/<uuid:public_id>/", notes.concept, name="concept"),
    path("concepts/<uuid:public_id>/edit/", notes.edit, name="edit"),
    path("concepts/<uuid:public_id>/act/", notes.act, name="act"),
    path("interests/<uuid:public_id>/act/", notes.answer, name="answer"),
]
