from django.urls import path

from projects.documents import beside, downloads, pictures, views

app_name = "documents"
PROJECT = "<uuid:public_id>/documents/"
ONE = f"{PROJECT}<uuid:document_id>/"
urlpatterns = [
    path(PROJECT, views.documents, name="documents"),
    path(f"{PROJECT}new/", views.begin, name="begin"),
    path(ONE, views.document, name="document"),
    path(f"{ONE}about/", views.describe, name="describe"),
    path(f"{ONE}act/", views.act, name="act"),
    path(f"{ONE}authors/", beside.authors, name="authors"),
    path(f"{ONE}pictures/", pictures.add_picture, name="add_picture"),
    path(f"{ONE}pictures/<uuid:picture_id>/", pictures.picture, name="picture"),
    path(f"{ONE}comments/", beside.comment, name="comment"),
    path(f"{ONE}versions/", views.versions, name="versions"),
    path(f"{ONE}versions/keep/", views.keep, name="keep"),
    path(f"{ONE}text.<slug:ending>", downloads.download, name="download"),
]
