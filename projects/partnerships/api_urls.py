from django.urls import path

from projects.partnerships.api import associates, papers, projects

ONE = "projects/<uuid:public_id>"
PARTNER = f"{ONE}/partners/<uuid:partner_id>"
REPORT = f"{ONE}/reports/<uuid:report_id>"
urlpatterns = [
    path("projects", projects.Projects.as_view(), name="api_projects"),
    path(ONE, projects.OneProject.as_view(), name="api_project"),
    path(f"{ONE}/moves/<slug:verb>", projects.ProjectVerb.as_view(), name="api_project_verb"),
    path(f"{ONE}/words/<slug:word>", projects.ProjectWord.as_view(), name="api_project_word"),
    path(f"{ONE}/partners", projects.Partners.as_view(), name="api_partners"),
    path(f"{ONE}/people", projects.People.as_view(), name="api_people"),
    path(PARTNER, projects.OnePartner.as_view(), name="api_partner"),
    path(f"{PARTNER}/<slug:verb>", projects.PartnerVerb.as_view(), name="api_partner_verb"),
    path(f"{ONE}/associates", associates.Associates.as_view(), name="api_associates"),
    path(
        f"{ONE}/associates/<uuid:associate_id>",
        associates.OneAssociate.as_view(),
        name="api_associate",
    ),
    path(f"{ONE}/notes", papers.Note.as_view(), name="api_notes"),
    path(f"{ONE}/notes/accept", papers.AcceptNote.as_view(), name="api_accept_note"),
    path(f"{ONE}/plans", papers.Plans.as_view(), name="api_plans"),
    path(f"{ONE}/reports", papers.Reports.as_view(), name="api_reports"),
    path(REPORT, papers.OneReport.as_view(), name="api_report"),
    path(f"{REPORT}/<slug:verb>", papers.ReportVerb.as_view(), name="api_report_verb"),
    path(f"{ONE}/activity", papers.Activity.as_view(), name="api_activity"),
]
