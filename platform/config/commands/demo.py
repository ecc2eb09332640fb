"""Bring the site up on one machine: database, content, web server, worker; and down again."""

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = ROOT / "platform" / "core" / "cities" / "demo" / "people.json"
OURS = (
    "jusoor.sqlite3",
    "index",
    "media",
    "mail",
    "broker",
    "static",
    "beat",
    "worker.log",
    ".ready",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    port: int
    data: Path
    is_fresh: bool


class Unfit(Exception):
    """The environment does not allow it; the text says what to do."""


def serve(options: Options) -> int:
    """Prepare what is missing, run web and worker until a signal; returns the exit code."""
    began = time.monotonic()
    try:
        check_port(options.port)
        check_folder(options.data)
        environment = environment_of(options)
        if options.is_fresh:
            clear(options.data)
        prepare(options.data, environment)
    except Unfit as unfit:
        print(f"jusoor: {unfit}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run the command again to go on.", file=sys.stderr)
        return 130
    return Supervisor(options, environment, began=began).run()


def check_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise Unfit(f"{port} is not a port number; choose one between 1024 and 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Unfit(f"Port {port} needs administrator rights; use --port 8000.") from None
        except OSError:
            raise Unfit(f"Port {port} is taken; use another one: --port {port + 1}.") from None


def check_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as failure:
        raise Unfit(
            f"The folder {data} cannot be written ({failure.strerror}); "
            "choose another one: --data FOLDER."
        ) from None
    if shutil.disk_usage(data).free < 200 * 1024 * 1024:
        raise Unfit(f"Less than 200 MB are free where {data} is; free some or use --data FOLDER.")


def environment_of(options: Options) -> dict[str, str]:
    return {
        **os.environ,
        "JUSOOR_DATA": str(options.data),
        "JUSOOR_ADDRESS": f"http://localhost:{options.port}",
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        "PYTHONUNBUFFERED": "1",
    }


def clear(data: Path) -> None:
    """Delete what this software wrote into `data`, and nothing else."""
    for path in [*data.glob("jusoor.sqlite3*"), *data.glob("beat*"), *(data / n for n in OURS)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def fingerprint() -> str:
    """Changes when the database, the content or the search analysis has to be made anew."""
    digest = hashlib.sha256()
    patterns = (
        "requirements/base.txt",
        "frontend/dist/**/*",
        "platform/core/*/migrations/*.py",
        "platform/core/*/data/*.json",
        "knowledge/*/migrations/*.py",
        "projects/*/migrations/*.py",
        "projects/demo/*.json",
        "knowledge/library/convention/**/*.json",
        "knowledge/library/loading/*.py",
        "knowledge/library/demo/*.json",
        "knowledge/library/help/*.json",
        "platform/core/cities/demo/*.json",
        "search/migrations/*.py",
        "search/analysis/*.py",
        "search/documents/*.py",
        "search/engines/**/*.py",
        "locale/*/LC_MESSAGES/*.po",
    )
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode())
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(data: Path, environment: dict[str, str]) -> None:
    """Make database, content and index, each only when something about them changed."""
    mark = data / ".ready"
    wanted = fingerprint()
    if mark.exists() and mark.read_text() == wanted and (data / "jusoor.sqlite3").exists():
        return
    steps = (
        ("Preparing styles, fonts and scripts", ("collectstatic", "--noinput", "-v", "0")),
        ("Making the database (about half a minute the first time)", ("migrate", "-v", "0")),
        ("Loading cities and practices in three languages", ("load_convention",)),
        ("Preparing one account per role", ("load_demo_people",)),
        ("Inventing practices in every state", ("load_demo_practices",)),
        ("Inventing projects in different states", ("load_demo_projects",)),
        ("Inventing requests for support in every state", ("load_demo_support",)),
        ("Publishing the help pages", ("load_articles",)),
        ("Building the search index", ("rebuild_search",)),
    )
    for number, (title, command) in enumerate(steps, start=1):
        print(f"[{number}/{len(steps)}] {title} …", flush=True)
        manage(environment, *command)
    mark.write_text(wanted)


def manage(environment: dict[str, str], *command: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(ROOT / "platform" / "manage.py"), *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        if done.returncode in (-signal.SIGINT, -signal.SIGTERM):
            raise KeyboardInterrupt
        print(done.stdout, file=sys.stderr)
        raise Unfit(f"{command[0]} failed; the lines above say why. --fresh starts from nothing.")
    print(f"      done in {time.monotonic() - began:.1f} s", flush=True)


def die_with_parent() -> None:
    """Ask Linux to end this child when the supervisor is killed outright."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Supervisor:
    """Web server and worker as two children; a signal or the death of the web server ends both."""

    def __init__(self, options: Options, environment: dict[str, str], *, began: float) -> None:
        self.options = options
        self.environment = environment
        self.began = began
        self.is_stopping = False
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        self.start("web")
        self.start("worker")
        if self.wait_for_answer():
            self.greet()
        code = self.watch()
        self.end()
        print("Stopped.", flush=True)
        return code

    def command(self, name: str) -> list[str]:
        if name == "web":
            port = str(self.options.port)
            return [
                *(sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", port),
                *("--host", "127.0.0.1", "--log-level", "warning", "--no-server-header"),
                *("--timeout-graceful-shutdown", "5"),
                # Edits are small, and packing each of them costs more than it saves.
                *("--ws-per-message-deflate", "false", "--ws-max-size", "655360"),
            ]
        return [
            *(sys.executable, "-m", "celery", "-A", "config", "worker", "-P", "threads", "-c", "2"),
            *("-B", "--without-gossip", "--without-mingle", "--without-heartbeat"),
            *("-l", "warning"),
        ]

    def start(self, name: str) -> None:
        for folder in ("queue", "processed", "control"):
            (self.options.data / "broker" / folder).mkdir(parents=True, exist_ok=True)
        log = None if name == "web" else (self.options.data / "worker.log").open("ab")
        try:
            self.children[name] = subprocess.Popen(
                self.command(name),
                env=self.environment,
                cwd=ROOT,
                start_new_session=True,
                preexec_fn=die_with_parent,
                stdout=log,
                stderr=log,
            )
        finally:
            if log:
                log.close()

    def wait_for_answer(self) -> bool:
        address = f"http://127.0.0.1:{self.options.port}/healthz"
        while not self.is_stopping and self.children["web"].poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=2) as answer:
                    if answer.status == 200:
                        return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return False

    def greet(self) -> None:
        took = time.monotonic() - self.began
        print(f"\nJusoor is ready ({took:.1f} s):  http://localhost:{self.options.port}/ar/\n")
        demo = json.loads(PEOPLE.read_text(encoding="utf-8"))
        print(f"Accounts for trying, all with the password  {demo['password']}")
        for person in demo["people"]:
            print(f"  {person['title']:<44} {person['email']}")
        print(f"\nContent, mail and index are in {self.options.data}")
        print("Stop with Ctrl-C.", flush=True)

    def watch(self) -> int:
        while not self.is_stopping:
            time.sleep(0.2)
            if self.children["web"].poll() is not None:
                print("The web server ended; the lines above say why.", file=sys.stderr)
                return 1
            if self.children["worker"].poll() is not None:
                print("The worker ended (see worker.log); starting it again.", file=sys.stderr)
                time.sleep(1)
                self.start("worker")
        return 0

    def stop(self, number: int, frame: object) -> None:
        self.is_stopping = True

    def end(self) -> None:
        """Ask both children to finish; after 8 seconds end them, and at once what they leave behind."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        limit = time.monotonic() + 8
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, limit - time.monotonic()))
            # A worker asked to end while it starts leaves its scheduler behind in its group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
