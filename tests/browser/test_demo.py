"""The demo's life: begins again without preparing, and ends with everything it started."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Demo:
    """A demo on a folder of its own."""

    def __init__(self, data, port):
        self.data, self.port = data, port
        self.log = data.parent / "log"

    def start(self, *arguments):
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("JUSOOR_", "DJANGO_"))
        }
        command = [sys.executable, "-P", "platform/config/cli.py", "demo", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data), *arguments],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=environment,
            )
        limit = time.monotonic() + 400
        while "is ready" not in self.log.read_text():
            assert time.monotonic() < limit, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)

    def answers(self):
        try:
            urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=1)
        except OSError:
            return False
        return True

    def children(self):
        found = []
        for status in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"JUSOOR_DATA={self.data}".encode() in status.read_bytes().split(b"\0"):
                    found.append(status.parent.name)
            except OSError:
                continue
        return found


def test_it_begins_again_at_once_and_ends_with_all_its_children(tmp_path, free_port):
    demo = Demo(tmp_path / "site", free_port)
    demo.start()
    assert "[1/" in demo.log.read_text()
    assert demo.answers()
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(20) == 0
    assert demo.children() == []

    demo.start()
    assert "[1/" not in demo.log.read_text()
    assert demo.answers()
    demo.process.kill()
    demo.process.wait()
    limit = time.monotonic() + 10
    while demo.children() and time.monotonic() < limit:
        time.sleep(0.1)
    assert demo.children() == []
    assert not demo.answers()

    (tmp_path / "site" / "mine.txt").write_text("kept")
    demo.start("--fresh")
    assert "[1/" in demo.log.read_text()
    assert (tmp_path / "site" / "mine.txt").exists()
    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(20) == 0


@pytest.fixture
def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
