"""A wrong environment gets one sentence that says what to do."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "dirname", "sha256sum", "cut", "grep", "rm", "touch", "cat", "env")


@pytest.fixture
def bare(tmp_path):
    """The bootstrap alone in a folder, and a PATH with nothing but a shell's tools."""
    folder = tmp_path / "jusoor"
    folder.mkdir()
    shutil.copy(ROOT / "jusoor", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        (programs / name).symlink_to(shutil.which(name))
    return folder, programs


def run(folder, programs, *arguments, **environment):
    return subprocess.run(
        ["./jusoor", *arguments],
        cwd=folder,
        env={"PATH": str(programs), "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def fake_python(programs, *, version):
    path = programs / "python3"
    path.write_text(f"#!/bin/sh\n# Python {version}\nexit 1\n")
    path.chmod(0o755)


def test_an_old_python_is_named(bare):
    folder, programs = bare
    fake_python(programs, version="3.11")
    done = run(folder, programs, "demo")
    assert done.returncode == 1
    assert "Python 3.12, 3.13 or 3.14 is needed" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_missing_network_is_named(bare):
    folder, programs = bare
    done = run(
        folder,
        programs,
        "demo",
        PYTHON=sys.executable,
        PIP_INDEX_URL="http://127.0.0.1:9/",
        PIP_EXTRA_INDEX_URL="",
        PIP_RETRIES="0",
        PIP_CONFIG_FILE=os.devnull,
        PIP_NO_CACHE_DIR="1",
        PIP_FIND_LINKS="",
    )
    assert done.returncode == 1
    assert "the package index cannot be reached" in done.stderr


def test_an_unknown_command_shows_what_there_is(bare):
    done = run(*bare, "fly")
    assert done.returncode == 1
    assert "./jusoor demo" in done.stderr


def demo(*arguments):
    return subprocess.run(
        [sys.executable, "-P", "platform/config/cli.py", "demo", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_taken_port_is_named_with_another_one(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo("--port", str(port), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert f"--port {port + 1}" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    done = demo("--port", "18999", "--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "--data FOLDER" in done.stderr


def test_a_number_that_is_no_port_is_refused(tmp_path):
    assert "not a port number" in demo("--port", "99999", "--data", str(tmp_path)).stderr
