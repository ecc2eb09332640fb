"""The demo itself, started once, and Debian's Chromium."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.texts import VOICES, opened

ROOT = Path(__file__).resolve().parents[2]
DEMO = json.loads((ROOT / "platform/core/cities/demo/people.json").read_text("utf-8"))


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("JUSOOR_CHROMIUM") or shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-component-update", "--disable-sync", *quiet],
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a demo that runs for the whole session; one that runs already by JUSOOR_SITE."""
    if running := os.environ.get("JUSOOR_SITE"):
        yield running
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path_factory.mktemp("demo")
    log = (data / "log").open("wb")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUSOOR_", "DJANGO_"))}
    command = [sys.executable, "-P", "platform/config/cli.py", "demo"]
    demo = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(data / "site")],
        cwd=ROOT,
        stdout=log,
        stderr=log,
        env=environment,
    )
    address = f"http://localhost:{port}"
    limit = time.monotonic() + 400
    while time.monotonic() < limit and demo.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            break
        except OSError:
            time.sleep(0.2)
    else:
        pytest.fail((data / "log").read_text())
    yield address
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(timeout=20) == 0


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def quiet(complaints):
    """Watch a page; any console error, CSP report or script error fails the test."""

    def watch(page):
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield watch
    assert complaints == []


@pytest.fixture
def page(page, quiet):
    return quiet(page)


@pytest.fixture
def signed_in(site, browser, quiet):
    """A browser of its own in which a demo person has signed in through the form."""
    opened = []

    def sign_in(email):
        context = browser.new_context(locale="ar")
        opened.append(context)
        page = quiet(context.new_page())
        page.goto(f"{site}/ar/account/login/")
        page.get_by_label("البريد").fill(email)
        page.locator("input[type=password]").fill(DEMO["password"])
        page.locator("main form button").click()
        page.wait_for_url("**/account/profile/")
        return page

    yield sign_in
    for context in opened:
        context.close()


def results_follow(page, address, text, *, is_there=True):
    """Wait until the results have the text, or no longer have it.

    The patience is for a machine that runs other browsers beside this one; how soon the index
    follows is measured in tests/load/freshness_bench.py.
    """
    began = time.monotonic()
    while time.monotonic() - began < 20:
        page.goto(address)
        if (text in page.locator(".results").inner_text()) == is_there:
            return
        time.sleep(0.2)
    raise AssertionError(f"the index did not follow: {text}")


@pytest.fixture
def begun(site, signed_in):
    """A new free text in a project of the three cities; the page of whoever began it."""
    page = signed_in(VOICES[0])
    page.goto(f"{site}/ar/projects/")
    found = page.eval_on_selector_all(
        "a[href*='/projects/']", "all => all.map(a => a.getAttribute('href'))"
    )
    for address in dict.fromkeys(found):
        if re.fullmatch(r"/ar/projects/[0-9a-f-]{36}/", address):
            page.goto(f"{site}{address}documents/")
            if page.locator("a[href$='documents/new/']").count():
                break
    page.locator("a[href$='documents/new/']").first.click()
    page.locator("[name=title]").fill("نص نكتبه معًا")
    page.locator("[name=kind]").select_option("free")
    page.locator("main form button").click()
    page.wait_for_url("**/documents/*-*/")
    return opened(page)
