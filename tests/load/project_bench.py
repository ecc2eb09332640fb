"""Server time of the overview and the board of a large project; run by hand:

python tests/load/project_bench.py

500 tasks, 12 partners and 5,000 journal entries, beside the same project with nothing in it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import statistics, time, django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from django.db import transaction
from core.access.rules import SYSTEM
from core.accounts.actions import make_person
from core.cities.actions import give_role, register_city
from core.journal.actions import record
from projects.partnerships.actions import begin_project
from projects.partnerships.facts import ProjectDescribed
from projects.workplans.models import Task
cities = [
    register_city(actor=SYSTEM, slug=f"c{n}", facts={"names": {"ar": f"مدينة {n}"}, "country": "JO",
                                                    "latitude": "1", "longitude": "1"})[0]
    for n in range(12)
]
user = make_person(email="a@example.org", password="x", display_name="A", language="ar")
give_role(actor=SYSTEM, user=user, city=cities[0], role="focal_point")
values = {"acronym": "B", "title": "x", "language": "ar"}
small = begin_project(actor=SYSTEM, lead_city=cities[0], values=values, partners=cities[1:2], are_agreed=True)
large = begin_project(actor=SYSTEM, lead_city=cities[0], values=values, partners=cities[1:], are_agreed=True)
Task.objects.bulk_create(
    Task(project=large, title=f"مهمة رقم {n}", city=cities[n % 12], person=user if n % 9 == 0 else None,
         state=("todo", "doing", "blocked", "done")[n % 4])
    for n in range(500)
)
with transaction.atomic():
    for n in range(5000):
        record(ProjectDescribed(large.pk), stream=large.stream, actor=user)
client = Client()
client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
for page in ("", "tasks/"):
    told = {}
    for name, project in (("small", small), ("large", large)):
        walls = []
        for n in range(25):
            began = time.perf_counter()
            answer = client.get(f"/ar/projects/{project.public_id}/{page}")
            walls.append((time.perf_counter() - began) * 1000)
        told[name] = statistics.median(walls[5:]), len(answer.content)
    ratio = told["large"][0] / told["small"][0]
    print(f"{page or 'overview'}: {told['large'][0]:.0f} ms, {told['large'][1] / 1000:.0f} kB; "
          f"{ratio:.1f} times the empty project's")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "broker" / "queue").mkdir(parents=True)
        environment = {
            **os.environ,
            "JUSOOR_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
        }
        migrate = [sys.executable, "platform/manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
