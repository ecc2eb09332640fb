"""How soon a change reaches the others who have the project open; run by hand:

python tests/load/live_bench.py [embedded|production] [changes a second, default 20]

200 sockets in 20 projects follow; programs change tasks through the API for 20 seconds, after a warm-up. The
time runs from sending the request to the message at each of the ten sockets of that project. Embedded is one
process on SQLite; production is PostgreSQL, Redis and two processes, which are started for it.
"""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "platform" / "config" / "commands")]
PROJECTS, SOCKETS, SECONDS, WARM_UP = 20, 10, 20, 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def services(shape: str, folder: Path) -> Generator[dict[str, str]]:
    """The environment of a shape; PostgreSQL and Redis run as long as it is used."""
    base = {
        **os.environ,
        "JUSOOR_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
    }
    base["PYTHONPATH"] = os.pathsep.join([str(ROOT / "platform"), str(ROOT)])
    if shape == "embedded":
        yield base
        return
    import lanes

    port = free_port()
    redis = subprocess.Popen(
        [
            str(shutil.which("redis-server")),
            "--port",
            str(port),
            "--save",
            "",
            "--dir",
            str(folder),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        with lanes.postgres(Path(lanes.postgres_folder() or "")) as address:
            url = f"redis://127.0.0.1:{port}"
            yield {**base, "DATABASE_URL": address, "CHANNEL_URL": url, "CACHE_URL": f"{url}/1",
                   "CELERY_BROKER_URL": f"{url}/2"}  # fmt: skip
    finally:
        redis.terminate()


PREPARE = """
import json, django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from core.access.rules import SYSTEM
from core.accounts.actions import make_person, make_token
from core.cities.actions import give_role, register_city
from projects.partnerships.actions import begin_project
from projects.workplans.actions import add_item
cities = []
for slug, country in (("amman", "JO"), ("tunis", "TN")):
    facts = {"names": {"ar": slug}, "country": country, "latitude": "1", "longitude": "1"}
    cities.append(register_city(actor=SYSTEM, slug=slug, facts=facts)[0])
people, sessions = [], []
for number in range(%(sockets)d + 1):
    user = make_person(email=f"p{number}@example.org", password="x", display_name=f"P{number}", language="ar")
    give_role(actor=SYSTEM, user=user, city=cities[number %% 2], role="member")
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    people.append(user); sessions.append(store.session_key)
told = []
for number in range(%(projects)d):
    values = {"acronym": f"P{number}", "title": "x", "language": "ar"}
    project = begin_project(actor=SYSTEM, lead_city=cities[0], values=values, partners=cities[1:], are_agreed=True)
    task = add_item(actor=SYSTEM, project=project, kind="task", values={"title": "x"})
    told.append([str(project.public_id), str(task.public_id)])
keys = [make_token(actor=person, name="b", scopes=["read", "write"], days=30)[1] for person in people]
print(json.dumps({"projects": told, "sessions": sessions[1:], "keys": keys}))
"""


def prepare(environment: dict[str, str], folder: Path) -> dict[str, Any]:
    (folder / "broker" / "queue").mkdir(parents=True, exist_ok=True)
    manage = [sys.executable, "platform/manage.py", "migrate", "-v", "0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    script = PREPARE % {"sockets": SOCKETS, "projects": PROJECTS}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return json.loads(done.stdout.splitlines()[-1])


async def measure(ports: list[int], made: dict[str, Any], *, rate: int) -> list[float]:
    """Milliseconds from each request to each message that it caused."""
    from websockets.asyncio.client import connect

    sent: dict[str, float] = {}
    heard: list[float] = []
    ready = 0

    async def follow(number: int, project: str, session: str) -> None:
        nonlocal ready
        port = ports[number % len(ports)]
        headers = {"Cookie": f"sessionid={session}"}
        address = f"ws://127.0.0.1:{port}/ws/live/"
        origin: Any = f"http://127.0.0.1:{port}"
        async with connect(
            address, additional_headers=headers, origin=origin, max_queue=None
        ) as line:
            await line.send(json.dumps({"join": f"project:{project}"}))
            async for text in line:
                told = json.loads(text)
                if "joined" in told:
                    ready += 1
                elif "position" in told and project in sent:
                    heard.append((time.perf_counter() - sent[project]) * 1000)

    tasks = [
        asyncio.create_task(follow(n, project, session))
        for n, (project, session) in enumerate(
            (project, session)
            for project, _task in made["projects"]
            for session in made["sessions"]
        )
    ]
    while ready < len(tasks):
        for task in tasks:
            if task.done():
                task.result()
        await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()
    waiting = []
    for number in range(rate * (WARM_UP + SECONDS)):
        if number == rate * WARM_UP:
            heard.clear()
        project, task = made["projects"][number % len(made["projects"])]
        port = ports[number % len(ports)]
        sent[project] = time.perf_counter()
        key = made["keys"][number % len(made["keys"])]
        waiting.append(loop.run_in_executor(None, change, port, project, task, key, number))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*waiting)
    await asyncio.sleep(2)
    for each in tasks:
        each.cancel()
    return sorted(heard)


def change(port: int, project: str, task: str, key: str, number: int) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/projects/{project}/items/task/{task}",
        data=json.dumps({"title": f"x {number}"}).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        method="PATCH",
    )
    urllib.request.urlopen(request, timeout=10).read()


def main(shape: str, rate: int) -> None:
    with tempfile.TemporaryDirectory() as text, services(shape, Path(text)) as environment:
        made = prepare(environment, Path(text))
        ports = [free_port() for _ in range(1 if shape == "embedded" else 2)]
        servers = [
            subprocess.Popen(
                [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port),
                 "--log-level", "warning"],
                cwd=ROOT, env=environment,
            )
            for port in ports
        ]  # fmt: skip
        try:
            for port in ports:
                for _ in range(200):
                    with contextlib.suppress(OSError):
                        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
                        break
                    time.sleep(0.1)
            walls = asyncio.run(measure(ports, made, rate=rate))
        finally:
            for server in servers:
                server.terminate()
    expected = rate * SECONDS * SOCKETS
    print(
        f"{shape}: {PROJECTS * SOCKETS} sockets in {PROJECTS} projects, {rate} changes a second; "
        f"{len(walls)} of {expected} messages; p50 {statistics.median(walls):.0f} ms, "
        f"p95 {walls[int(len(walls) * 0.95)]:.0f} ms"
    )


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else "embedded",
        int(sys.argv[2]) if len(sys.argv) > 2 else 20,
    )
