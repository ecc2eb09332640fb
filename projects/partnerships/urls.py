from django.urls import path

from projects.partnerships.views import members, overview, papers

app_name = "projects"
PROJECT = "<uuid:public_id>/"
urlpatterns = [
    path(PROJECT, overview.overview, name="overview"),
    path(f"{PROJECT}act/", overview.act, name="act"),
    path(f"{PROJECT}describe/", overview.describe, name="describe"),
    path(f"{PROJECT}activity/", overview.activity, name="activity"),
    path(f"{PROJECT}public/", overview.public, name="public"),
    path(f"{PROJECT}members/", members.members, name="members"),
    path(f"{PROJECT}members/agree/", members.agree, name="agree"),
    path(f"{PROJECT}members/<uuid:partner_id>/", members.describe, name="partner"),
    path(f"{PROJECT}members/<uuid:partner_id>/act/", members.act, name="act_on_partner"),
    path(
        f"{PROJECT}organisations/<uuid:associate_id>/remove/",
        members.remove_associate,
        name="remove_associate",
    ),
    path(f"{PROJECT}note/", papers.note, name="note"),
    path(f"{PROJECT}note/accept/", papers.accept_note, name="accept_note"),
    path(f"{PROJECT}plans/", papers.plans, name="plans"),
    path(f"{PROJECT}reports/", papers.reports, name="reports"),
    path(f"{PROJECT}reports/<uuid:report_id>/", papers.report, name="report"),
    path(f"{PROJECT}reports/<uuid:report_id>/act/", papers.act_on_report, name="act_on_report"),
]
