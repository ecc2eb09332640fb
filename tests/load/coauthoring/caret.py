"""How long until one can write in a document of 100,000 edits on a slow line; against a demonstration that runs:

    ./jusoor demo --port 8123 &
    python tests/load/coauthoring/caret.py http://localhost:8123 [edits]

The line is "slow 4G": 1.6 Mbit/s down, 0.75 up, 150 ms; the browser has never been there before. Five openings.
"""

import json
import re
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.load.coauthoring.servers import install, load

DEMO = json.loads((ROOT / "platform/core/cities/demo/people.json").read_text("utf-8"))
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
ROUNDS = 5


def document_of(page: Page, site: str) -> str:
    """The address of a new empty document."""
    page.goto(f"{site}/ar/account/login/")
    page.locator("input[type=email]").fill("focal@amman.example")
    page.locator("input[type=password]").fill(DEMO["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/account/profile/")
    page.goto(f"{site}/ar/projects/?show=mine")
    links = page.locator("a[href*='/projects/']").all()
    for address in [link.get_attribute("href") or "" for link in links]:
        if re.fullmatch(r"/ar/projects/[0-9a-f-]{36}/", address):
            page.goto(f"{site}{address}documents/new/")
            if page.locator("[name=title]").count():
                break
    page.locator("[name=title]").fill("Long")
    page.locator("[name=kind]").select_option("free")
    page.locator("main form button").click()
    page.wait_for_url("**/documents/*-*/")
    return page.url


def main() -> None:
    site, edits = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    install()
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(locale="ar")
        address = document_of(page, site)
        state = page.context.storage_state()
        cookies = {one["name"]: one["value"] for one in page.context.cookies()}
        page.close()
        key = address.rstrip("/").rpartition("/")[2]
        asked = {
            "kind": "jusoor",
            "url": site.replace("http", "ws"),
            "documents": [{"name": key, "cookies": [cookies["sessionid"]]}],
            "what": "write",
            "count": edits,
            "pids": [],
        }
        load(asked, "grow.mjs")
        time.sleep(20)  # the worker draws and folds it
        times, sizes = [], []
        for _round in range(ROUNDS):
            seconds, size = opened(browser, state, address)
            times.append(seconds)
            sizes.append(size)
        browser.close()
    low, high = sorted(times)[1], sorted(times)[-2]
    print(
        f"{edits:,} edits, slow 4G: caret after {statistics.median(times):.2f} s ({low:.2f}–{high:.2f}), "
        f"{statistics.median(sizes) / 1024:.0f} kB by HTTP"
    )


def opened(browser: Any, state: Any, address: str) -> tuple[float, float]:
    """Seconds until the editor takes letters, and bytes by HTTP until then."""
    context = browser.new_context(storage_state=state, locale="ar")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    size = 0

    def count(event: dict[str, Any]) -> None:
        nonlocal size
        size += event["encodedDataLength"]

    line.on("Network.loadingFinished", count)
    began = time.monotonic()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("[data-place]:not([hidden]) .ProseMirror[contenteditable=true]")
    seconds = time.monotonic() - began
    context.close()
    return seconds, size


if __name__ == "__main__":
    main()
