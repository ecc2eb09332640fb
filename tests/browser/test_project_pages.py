"""Every page of joint projects: no violation, no complaint, no sideways scroll, in each language and direction."""

import pytest

from tests.browser.conftest import DEMO
from tests.browser.test_every_page import SIZES, violations

PUBLIC = ("projects/", "projects/?show=public", "projects/matching/")
WORKSPACE = (
    "",
    "plan/",
    "tasks/",
    "tasks/?view=list",
    "tasks/?view=calendar",
    "discussion/",
    "meetings/",
    "meetings/new/",
    "indicators/",
    "contributions/",
    "reports/",
    "members/",
    "note/",
    "plans/",
    "activity/",
    "items/task/new/",
    "items/contribution/new/",
)
LOOKS = [("light", "phone"), ("dark", "desktop")]


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_axe_finds_nothing_in_a_workspace(site, browser, quiet, language, scheme, size):
    context = browser.new_context(
        viewport=SIZES[size], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = quiet(context.new_page())
    page.goto(f"{site}/{language}/account/login/")
    page.locator("input[type=email]").fill("focal@amman.example")
    page.locator("input[type=password]").fill(DEMO["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/account/profile/")
    page.goto(f"{site}/{language}/projects/?show=public")
    public = page.get_by_role("link", name="JARDIN").first.get_attribute("href")
    workspace = public.removesuffix("public/")
    addresses = [f"/{language}/{rest}" for rest in PUBLIC] + [f"{workspace}{r}" for r in WORKSPACE]
    page.goto(f"{site}{workspace}tasks/")
    addresses += [public, page.locator("[data-task] a").first.get_attribute("href")]
    page.goto(f"{site}/{language}/projects/?show=open")
    addresses.append(page.locator(".desk-title").last.get_attribute("href"))
    addresses += [f"/{language}/projects/concepts/new/", f"/{language}/cities/amman/offers/"]
    found = []
    for address in addresses:
        page.goto(site + address)
        found += [(address, one["id"], one["nodes"][0]["html"][:140]) for one in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth") - SIZES[size]["width"]
        found += [(address, "scrolls sideways", wide)] if wide > 0 else []
    context.close()
    assert found == [], "\n".join(map(str, found))
