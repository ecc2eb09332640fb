from django.urls import path

from knowledge.library.desk import reuse, review, sheets, views, voices

app_name = "desk"
DRAFT = "draft/<uuid:key>/<slug:text_language>/"
urlpatterns = [
    path("practice/<uuid:key>/adapt/", reuse.adapt, name="adapt"),
    path("reuse/<uuid:public_id>/", reuse.reuse, name="reuse"),
    path("reuse/<uuid:public_id>/act/", reuse.act, name="reuse_act"),
    path("practice/<uuid:key>/voice/", voices.voice, name="voice"),
    path("practice/<uuid:key>/report/", voices.report, name="report_form"),
    path("reports/", voices.reports, name="reports"),
    path("report/<uuid:public_id>/", voices.one_report, name="report"),
    path("reviews/", review.reviews, name="reviews"),
    path("review/<uuid:public_id>/", review.review, name="review"),
    path("bring/", sheets.bring, name="bring"),
    path("bring/form-<slug:text_language>.xlsx", sheets.template, {"ending": "xlsx"}, name="form"),
    path(
        "bring/form-<slug:text_language>.csv", sheets.template, {"ending": "csv"}, name="form_csv"
    ),
    path("mine/practices-<slug:text_language>.xlsx", sheets.mine, name="mine_sheet"),
    path("mine/", views.mine, name="mine"),
    path("share/", views.share, name="share"),
    path(DRAFT, views.overview, name="overview"),
    path(f"{DRAFT}act/", views.act, name="act"),
    path(f"{DRAFT}text/", views.text, name="text"),
    path(f"{DRAFT}<slug:code>/", views.step, name="step"),
]
