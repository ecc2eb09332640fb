from django.urls import path

from projects.documents import api, api_pictures

DOCUMENTS = "projects/<uuid:public_id>/documents"
ONE = f"{DOCUMENTS}/<uuid:document_id>"
urlpatterns = [
    path(DOCUMENTS, api.Documents.as_view(), name="api_documents"),
    path(ONE, api.OneDocument.as_view(), name="api_document"),
    path(f"{ONE}/text", api.Text.as_view(), name="api_text"),
    path(f"{ONE}/pictures", api_pictures.Pictures.as_view(), name="api_pictures"),
    path(
        f"{ONE}/pictures/<uuid:picture_id>", api_pictures.OnePicture.as_view(), name="api_picture"
    ),
    path(f"{ONE}/share", api.Share.as_view(), name="api_share"),
    path(f"{ONE}/agree", api.Agree.as_view(), name="api_agree"),
    path(f"{ONE}/versions", api.Versions.as_view(), name="api_versions"),
    path(f"{ONE}/versions/<int:number>", api.OneVersion.as_view(), name="api_version"),
    path(f"{ONE}/moves/<slug:verb>", api.DocumentVerb.as_view(), name="api_document_verb"),
]
