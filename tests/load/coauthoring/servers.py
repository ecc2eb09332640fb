"""Starts what is measured: databases, our server in its shapes, and its peers."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OWN = ("JUSOOR_", "DJANGO_", "DATABASE_URL", "CHANNEL_URL", "CELERY_", "CACHE_URL")
NODE = shutil.which("node") or "node"

PREPARE = """
import json, django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from core.access.rules import SYSTEM
from core.accounts.actions import make_person
from core.cities.actions import give_role, register_city
from projects.documents.actions import begin_document
from projects.partnerships.actions import begin_project
cities = []
for slug, country in (("amman", "JO"), ("tunis", "TN")):
    facts = {"names": {"ar": slug}, "country": country, "latitude": "1", "longitude": "1"}
    cities.append(register_city(actor=SYSTEM, slug=slug, facts=facts)[0])
sessions = []
for number in range(%(people)d):
    user = make_person(email=f"p{number}@example.org", password="x", display_name=f"P{number}", language="ar")
    give_role(actor=SYSTEM, user=user, city=cities[number %% 2], role="member")
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    sessions.append(store.session_key)
values = {"acronym": "P", "title": "x", "language": "ar"}
project = begin_project(actor=SYSTEM, lead_city=cities[0], values=values, partners=cities[1:], are_agreed=True)
documents = [
    str(begin_document(actor=SYSTEM, project=project, values={"title": "x", "kind": "free", "language": "ar"}).public_id)
    for _each in range(%(documents)d)
]
print(json.dumps({"sessions": sessions, "documents": documents}))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgres:
    """A server of its own.

    Args:
        fsync: as safe as it comes; without it a power cut, though no kill, would lose what was stored.
    """

    def __init__(self, *, fsync: bool = True) -> None:
        self.fsync = "on" if fsync else "off"
        # A short path of its own: sockets have at most a hundred letters, and root may not run it.
        self.folder = folder = Path(tempfile.mkdtemp(prefix="jusoor-pg-"))
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self.programs = Path(shutil.which("initdb") or found[-1] / "initdb").parent
        self.prefix: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
            self.prefix = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]
        self._call(
            "initdb", "-D", str(folder / "data"), "-U", "jusoor", "-A", "trust", "-E", "UTF8"
        )
        self.address = f"postgresql:///postgres?host={folder}&user=jusoor"
        self.start()

    def _call(self, program: str, *arguments: str) -> None:
        command = [*self.prefix, str(self.programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        options = (
            f"-c listen_addresses='' -k {self.folder} -c max_connections=80 -c fsync={self.fsync}"
        )
        data = ("-D", str(self.folder / "data"))
        self._call("pg_ctl", *data, "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def kill(self) -> None:
        """All its processes at once, as a power switch does."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        listed = subprocess.run(
            ["pgrep", "-P", str(first)], capture_output=True, text=True, check=False
        )
        for pid in (first, *map(int, listed.stdout.split())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
        # Dead processes that nobody has collected yet look alive to the next one, so its marks go by hand.
        for left in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._call("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Ours:
    """Jusoor's web processes in one shape: ``sqlite``, ``postgres`` or ``two`` (two processes over Redis)."""

    def __init__(
        self, shape: str, folder: Path, *, people: int, documents: int, fsync: bool = True
    ) -> None:
        self.shape, self.folder = shape, folder
        self.postgres = self.redis = None
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(OWN)},
            "JUSOOR_DATA": str(folder / "site"),
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
        }
        (folder / "site" / "broker" / "queue").mkdir(parents=True, exist_ok=True)
        if shape != "sqlite":
            self.postgres = Postgres(fsync=fsync)
            self.environment["DATABASE_URL"] = self.postgres.address
        if shape == "two":
            port = free_port()
            self.redis = subprocess.Popen(
                [str(shutil.which("redis-server")), "--port", str(port), "--save", ""],
                stdout=subprocess.DEVNULL, cwd=folder,
            )  # fmt: skip
            self.environment["CHANNEL_URL"] = f"redis://127.0.0.1:{port}"
        manage = [sys.executable, "platform/manage.py", "migrate", "-v", "0"]
        subprocess.run(
            manage, cwd=ROOT, env=self.environment, check=True, stderr=subprocess.DEVNULL
        )
        made = self.ask(PREPARE % {"people": people, "documents": documents})
        self.sessions, self.documents = made["sessions"], made["documents"]
        self.ports = [free_port() for _each in range(2 if shape == "two" else 1)]
        self.processes: list[subprocess.Popen[bytes]] = []

    def ask(self, script: str) -> Any:
        """Run some Python beside the server; its last line is the answer, as JSON."""
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=self.environment, check=True,
            capture_output=True,
        )  # fmt: skip
        return json.loads(done.stdout.splitlines()[-1])

    def named(self, numbers: range) -> list[dict[str, Any]]:
        """Documents as the generators want them."""
        return [
            {"name": name, "cookies": self.sessions}
            for name in self.documents[numbers.start : numbers.stop]
        ]

    @property
    def urls(self) -> list[str]:
        return [f"ws://127.0.0.1:{port}" for port in self.ports]

    def start(self) -> None:
        for port in self.ports:
            command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port),
                       "--ws-per-message-deflate", "false", "--log-level", "error"]  # fmt: skip
            self.processes.append(
                subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
            )
        for port in self.ports:
            wait_for(port)

    def kill(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
        self.processes.clear()

    def stop(self) -> None:
        self.kill()
        if self.postgres:
            self.postgres.stop()
        if self.redis:
            self.redis.kill()
            self.redis.wait()


class Peer:
    """Another server with its persistence on."""

    def __init__(self, kind: str, folder: Path, *, processes: int = 1) -> None:
        self.kind, self.redis = kind, None
        self.kept = folder / f"{kind}-{processes}"
        self.kept.mkdir(exist_ok=True)
        self.more: list[str] = []
        if processes > 1:
            port = free_port()
            self.redis = subprocess.Popen(
                [str(shutil.which("redis-server")), "--port", str(port), "--save", ""],
                stdout=subprocess.DEVNULL, cwd=folder,
            )  # fmt: skip
            self.more = [str(port)]
            wait_for(port, is_web=False)
        self.ports = [free_port() for _each in range(processes)]
        self.processes: list[subprocess.Popen[bytes]] = []

    def named(self, numbers: range) -> list[dict[str, Any]]:
        """Documents as the generators want them."""
        return [{"name": f"d{number}"} for number in numbers]

    @property
    def urls(self) -> list[str]:
        return [f"ws://127.0.0.1:{port}" for port in self.ports]

    def start(self) -> None:
        self.processes = [
            subprocess.Popen(
                [NODE, str(HERE / f"{self.kind}.mjs"), str(port), str(self.kept), *self.more],
                cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            for port in self.ports
        ]  # fmt: skip
        for port in self.ports:
            wait_for(port, is_web=False)

    def kill(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes.clear()

    def stop(self) -> None:
        self.kill()
        if self.redis:
            self.redis.kill()
            self.redis.wait()


def wait_for(port: int, *, is_web: bool = True) -> None:
    for _try in range(400):
        try:
            if is_web:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            else:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Nothing answers on port {port}.")


@contextlib.contextmanager
def workplace() -> Generator[Path]:
    with tempfile.TemporaryDirectory(prefix="jusoor-texts-") as text:
        yield Path(text)


def load(asked: dict[str, Any], script: str = "load.mjs") -> dict[str, Any]:
    """Run the load generator, or another of the scripts beside it."""
    done = subprocess.run(
        [NODE, str(HERE / script)], input=json.dumps(asked), capture_output=True, text=True,
        cwd=HERE, check=False, timeout=900,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def install() -> None:
    """The locked packages of the peers, once."""
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
