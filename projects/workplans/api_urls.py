from django.urls import path

from projects.workplans import api

ONE = "projects/<uuid:public_id>"
ITEM = f"{ONE}/items/<slug:kind>/<uuid:item_id>"
urlpatterns = [
    path(f"{ONE}/plan/fill", api.Filling.as_view(), name="api_fill"),
    path(f"{ONE}/items/<slug:kind>", api.Items.as_view(), name="api_items"),
    path(ITEM, api.OneItem.as_view(), name="api_item"),
    path(f"{ITEM}/<slug:verb>", api.ItemVerb.as_view(), name="api_item_verb"),
    path(f"{ONE}/indicators/<uuid:item_id>/values", api.Values.as_view(), name="api_values"),
]
