from django.urls import path

from projects.workplans.views import figures, plan, tasks

app_name = "workplans"
PROJECT = "<uuid:public_id>/"
ITEM = f"{PROJECT}items/<slug:kind>/<uuid:item_id>/"
urlpatterns = [
    path(f"{PROJECT}plan/", plan.plan, name="plan"),
    path(f"{PROJECT}plan/fill/", plan.fill, name="fill"),
    path(f"{PROJECT}tasks/", tasks.tasks, name="tasks"),
    path(f"{PROJECT}tasks/move/", tasks.move, name="move"),
    path(f"{PROJECT}tasks/<uuid:item_id>/tick/", tasks.tick, name="tick"),
    path(f"{PROJECT}items/<slug:kind>/new/", plan.add, name="add"),
    path(ITEM, plan.item, name="item"),
    path(f"{ITEM}act/", plan.act, name="act"),
    path(f"{PROJECT}indicators/", figures.indicators, name="indicators"),
    path(f"{PROJECT}indicators/<uuid:item_id>/measure/", figures.measure, name="measure"),
    path(f"{PROJECT}contributions/", figures.contributions, name="contributions"),
]
