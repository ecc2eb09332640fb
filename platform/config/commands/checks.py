"""Every lint: style, types, walls between rooms, migrations, catalogues, lock, built files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
CODE = ("platform", "projects", "knowledge", "search", "tests", "frontend/tools")
TEMPLATES = ("platform", "projects", "knowledge", "search")

type Check = Callable[[], bool]


def run_checks(arguments: list[str]) -> int:
    """Run all checks, or those named; prints one line each. Returns the exit code."""
    names = arguments or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = [name for name in names if not passes(name)]
    return 1 if failed else 0


def passes(name: str) -> bool:
    is_fine = CHECKS[name]()
    print(f"{'ok  ' if is_fine else 'FAIL'} {name}", flush=True)
    return is_fine


def call(*command: str | Path, cwd: Path = ROOT, **extra: str) -> bool:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        **extra,
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0


def lock_is_fresh() -> bool:
    """Compile the lock again onto copies of the committed files: nothing may change."""
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (
            ("base", ("--extra", "pdf", "--extra", "elasticsearch")),
            ("dev", ("--all-extras", "--group", "dev", "-c", "requirements/base.txt")),
        ):
            kept = ROOT / "requirements" / f"{name}.txt"
            made = Path(folder) / f"{name}.txt"
            shutil.copy(kept, made)
            is_compiled = call(
                *(ROOT / ".tools/bin/uv", "pip", "compile", "-q", "pyproject.toml", "--universal"),
                *("--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.12"),
                *(*options, "-o", made),
            )
            if not is_compiled or made.read_bytes() != kept.read_bytes():
                print(f"requirements/{name}.txt is not what pyproject.toml gives", file=sys.stderr)
                return False
    return True


def assets_are_fresh() -> bool:
    """Lint the sources and build them again: the committed files must come out byte for byte."""
    if shutil.which("npm") is None:
        print("     (npm is not installed: frontend/dist was not rebuilt)")
        return os.environ.get("CI") != "true"
    folder = ROOT / "frontend"
    built = (
        call("npm", "ci", "--no-audit", "--no-fund", cwd=folder)
        and call("npm", "run", "check", cwd=folder)
        and call("npm", "run", "build", cwd=folder)
    )
    return (
        built
        and call("git", "diff", "--exit-code", "--stat", "--", "frontend/dist")
        and (
            subprocess.run(
                ["git", "status", "--porcelain", "--", "frontend/dist"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            == ""
        )
    )


CHECKS: dict[str, Check] = {
    "style": lambda: call(BIN / "ruff", "check", *CODE),
    "format": lambda: call(BIN / "ruff", "format", "--check", *CODE),
    "types": lambda: call(BIN / "ty", "check", "--no-progress"),
    "templates": lambda: call(BIN / "djlint", *TEMPLATES, "--lint", "--quiet"),
    "walls": lambda: call(BIN / "lint-imports", "--no-cache"),
    "django": lambda: call(
        sys.executable, "platform/manage.py", "check", "--fail-level", "WARNING"
    ),
    "migrations": lambda: call(
        sys.executable, "platform/manage.py", "makemigrations", "--check", "--dry-run"
    ),
    "lock": lock_is_fresh,
    "assets": assets_are_fresh,
}
