"""A real Elasticsearch for tests: the one that ELASTICSEARCH_URL names, or a node started here."""

import os
import signal
import subprocess
from pathlib import Path

STARTER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "es-node" / "start"


class Node:
    """A node of one's own that a test may kill and start again on the same data and port."""

    def __init__(self, folder, *settings):
        self.folder = folder
        self.settings = [part for setting in settings for part in ("--set", setting)]
        self.url = ""
        self.start()

    def start(self):
        port = self.url.rpartition(":")[2] or "0"
        command = [STARTER, "--port", port, "--data", self.folder, "--heap", "256m", *self.settings]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        self.url = said.stdout.split("ELASTICSEARCH_URL=")[1].split()[0]

    @property
    def pid(self):
        return int((Path(self.folder) / "pid").read_text())

    def signal(self, number):
        os.kill(self.pid, number)
        if number == signal.SIGKILL:
            self._wait()

    def stop(self):
        try:
            self.signal(signal.SIGKILL)
        except ProcessLookupError:
            return

    def _wait(self):
        for _ in range(200):
            stat = Path(f"/proc/{self.pid}/stat")
            if not stat.exists() or stat.read_text().split()[2] == "Z":
                return
            subprocess.run(["sleep", "0.05"], check=True)
