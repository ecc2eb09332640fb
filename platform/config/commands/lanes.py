"""Run every test that this machine can run, and say plainly what was left out."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PANGO = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
ES_NODE = ROOT.parent / "shared" / "tools" / "es-node" / "start"
ELASTICSEARCH = "set ELASTICSEARCH_URL to an Elasticsearch 9 without anything of value in it"


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the tests that needs a program of the machine."""

    mark: str
    title: str
    program: str | None
    remedy: str


def run_tests(arguments: list[str]) -> int:
    """Run the lanes; with arguments, hand them to pytest as they are. Returns the exit code."""
    if arguments:
        return pytest(*arguments)
    is_ci = os.environ.get("CI") == "true"
    lanes = (
        Lane("browser", "browser", chromium(), "apt install chromium"),
        Lane("postgres", "PostgreSQL", postgres_folder(), "apt install postgresql"),
        Lane("redis", "Redis", shutil.which("redis-server"), "apt install redis-server"),
        Lane("elasticsearch", "Elasticsearch", elasticsearch(), ELASTICSEARCH),
        Lane("pdf", "PDF", find_library("pangoft2-1.0"), PANGO),
    )
    marks = " or ".join(lane.mark for lane in lanes)
    codes = [pytest("-n", "2", "-m", f"not ({marks})")]
    left_out = []
    for lane in lanes:
        if lane.program is None:
            left_out.append(lane)
            continue
        print(f"\n— {lane.title} —", flush=True)
        codes.append(run_lane(lane))
    for lane in left_out:
        print(f"\nLeft out: {lane.title} tests. To run them: {lane.remedy}")
    if left_out and is_ci:
        print("CI=true: nothing may be left out.", file=sys.stderr)
        codes.append(1)
    return max(codes)


def run_lane(lane: Lane) -> int:
    if lane.mark == "postgres":
        with postgres(Path(lane.program or "")) as address:
            return pytest("-m", lane.mark, "-p", "no:xdist", environment={"DATABASE_URL": address})
    if lane.mark == "browser":
        return pytest(
            *("-m", lane.mark, "-n", "2", "--dist", "loadfile"),
            environment={"JUSOOR_CHROMIUM": lane.program or "", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"},
        )
    return pytest("-m", lane.mark, "-p", "no:xdist")


def pytest(*arguments: str, environment: dict[str, str] | None = None) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
    ).returncode


def elasticsearch() -> str | None:
    """The address that the environment names, or the program that starts a node for tests."""
    return os.environ.get("ELASTICSEARCH_URL") or (str(ES_NODE) if ES_NODE.exists() else None)


def chromium() -> str | None:
    names = (os.environ.get("JUSOOR_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def postgres_folder() -> str | None:
    """The folder with `initdb` and `pg_ctl`; Debian keeps it out of PATH."""
    if on_path := shutil.which("initdb"):
        return str(Path(on_path).parent)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: len(str(p)))
    return str(found[-1].parent) if found else None


@contextmanager
def postgres(programs: Path) -> Generator[str]:
    """A throw-away server that listens on a socket file only; yields its address."""
    folder = Path(tempfile.mkdtemp(prefix="jusoor-pg-"))
    prefix: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "nobody")
        prefix = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]

    def call(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    call(str(programs / "initdb"), "-D", data, "-U", "jusoor", "-A", "trust", "-E", "UTF8", "-N")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=40"
    call(
        str(programs / "pg_ctl"),
        *("-D", data, "-w", "-o", options, "-l", str(folder / "log")),
        "start",
    )
    try:
        yield f"postgresql:///postgres?host={folder}&user=jusoor"
    finally:
        call(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
