"""Every template: no violation, no complaint, no sideways scroll, inside its budget."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DEMO, ROOT

PAGES = {
    "home": "/{}/",
    "library": "/{}/library/",
    "results": "/{}/library/?q=2023&theme=INC&theme=XX",
    "nothing": "/{}/library/?q=zzzzqqqq",
    "cities found": "/{}/library/?q=amman&kind=city",
    "looked for": "/{}/library/wanted/",
    "practice": "/ar/library/amman/voluntary-review-and-inclusive-park/",
    "cities": "/{}/cities/",
    "city": "/{}/cities/yanbu/",
    "declaration": "/{}/declaration/",
    "about": "/{}/about/",
    "sign in": "/{}/account/login/",
    "password": "/{}/account/password/reset/",
    "not found": "/{}/nowhere/",
    "invitation": "/{}/cities/join/none/",
    "support": "/{}/support/",
    "how cities are suggested": "/{}/support/matching/",
    "help": "/{}/help/",
    "help page": "/{}/help/share-a-practice/",
}
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
RULES = {"resultTypes": ["violations"]}


def violations(page):
    """What axe finds on the page."""
    return Axe().run(page, options=RULES).response["violations"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_axe_finds_nothing(site, browser, language, scheme, size):
    context = browser.new_context(
        viewport=SIZES[size], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for name, address in PAGES.items():
        page.goto(site + address.format(language))
        if name == "practice" and language != "ar":
            link = page.locator(f".languages a[lang={language}]").first.get_attribute("href")
            page.goto(site + link)
        found += [
            (name, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
            for violation in violations(page)
        ]
    context.close()
    assert found == [], found


PEOPLE_PAGES = {
    "ask": "/{}/support/new/",
    "my requests": "/{}/support/?show=mine",
    "offers": "/{}/support/offers/amman/",
    "profile": "/{}/account/profile/",
    "people of the city": "/{}/cities/amman/people/",
    "take out": "/{}/cities/amman/people/2/end/",
    "invitation": "",
    "second step": "/{}/account/2fa/",
    "app for the second step": "/{}/account/2fa/totp/activate/",
    "e-mail": "/{}/account/email/",
    "password": "/{}/account/password/change/",
    "sign out": "/{}/account/logout/",
    "wrong person": "/{}/cities/yanbu/people/",
    "my practices": "/{}/library/mine/",
    "share": "/{}/library/share/",
    "a practice of mine": "{}",
    "page of ticks": "{}themes/",
    "page of rows": "{}results/",
    "page of files": "{}materials/",
    "page of pictures": "{}pictures/",
    "to check": "/{}/library/reviews/",
    "bring many": "/{}/library/bring/",
    "searches": "/{}/library/searches/",
    "news": "/{}/news/",
    "how I hear of things": "/{}/news/choices/",
    "programs": "/{}/account/programs/",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_axe_finds_nothing_on_the_pages_of_a_person(site, browser, language, scheme, size):
    context = browser.new_context(
        viewport=SIZES[size], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site}/{language}/account/login/")
    page.locator("input[type=email]").fill("focal@amman.example")
    page.locator("main form button").click()
    found = [("sign in, incomplete", one["id"]) for one in violations(page)]
    page.locator("input[type=email]").fill("focal@amman.example")
    page.locator("input[type=password]").fill(DEMO["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/account/profile/")
    page.goto(f"{site}/{language}/library/mine/")
    practice = page.locator(".desk-title").first.get_attribute("href")
    for name, address in PEOPLE_PAGES.items():
        if name == "invitation":
            page.goto(f"{site}/{language}/cities/amman/people/")
            page.locator("input[type=email]").fill(f"{language}-{scheme}-{size}@amman.example")
            page.locator("main section form button").first.click()
            page.goto(page.locator("#link").inner_text())
        else:
            part = practice if address.startswith("{}") else language
            page.goto(site + address.format(part))
        found += [(name, one["id"], one["nodes"][0]["html"][:120]) for one in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth") - SIZES[size]["width"]
        found += [(name, "scrolls sideways", wide)] if wide > 0 else []
    context.close()
    assert found == [], found


def test_axe_finds_nothing_on_the_page_of_a_failure(site, browser):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/healthz")
    text = (ROOT / "platform/core/design/templates/500.html").read_text("utf-8")
    text = text.removeprefix("{% load static %}")
    page.set_content(text.replace("{% get_static_prefix %}", f"{site}/static/"))
    found = [one["id"] for one in violations(page)]
    context.close()
    assert found == []


CMS_PAGES = (
    "/cms/",
    "/cms/practices/",
    "/cms/practices/waiting/",
    "/cms/images/",
    "/cms/account/",
)


@pytest.mark.parametrize("who", ["officer@amman.example", "secretariat@network.example"])
def test_the_cms_does_not_complain(site, signed_in, complaints, who):
    page = signed_in(who)
    for address in CMS_PAGES:
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
    complaints[:] = [text for text in complaints if "status of 403" not in text]


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_no_page_scrolls_sideways_or_complains(site, browser, quiet, language, width, complaints):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = quiet(context.new_page())
    wide = []
    for name, address in PAGES.items():
        page.goto(site + address.format(language))
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            wide.append((name, over))
    complaints[:] = [text for text in complaints if "status of 404" not in text]
    complaints[:] = [text for text in complaints if "status of 410" not in text]
    context.close()
    assert wide == []


def measured(site, browser, address, *, throttled):
    context = browser.new_context(viewport=SIZES["phone"], locale="ar")
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    if throttled:
        cdp.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 150,
                "downloadThroughput": 1.6e6 / 8,
                "uploadThroughput": 750e3 / 8,
            },
        )
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    received = []
    cdp.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(site + address, wait_until="networkidle")
    vitals = page.evaluate(
        """() => new Promise(resolve => {
          const found = {lcp: 0, cls: 0};
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) found.lcp = entry.startTime;
          }).observe({type: 'largest-contentful-paint', buffered: true});
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) found.cls += entry.value;
          }).observe({type: 'layout-shift', buffered: true});
          setTimeout(() => resolve(found), 300);
        })"""
    )
    context.close()
    return sum(received), vitals


@pytest.mark.parametrize("address", ["/ar/", "/ar/library/", "/ar/cities/yanbu/"])
def test_a_first_visit_stays_inside_its_budget(site, browser, address):
    size, vitals = measured(site, browser, address, throttled=False)
    print(f"{address}: {size / 1000:.1f} kB")
    assert size <= 100_000
    assert vitals["cls"] <= 0.05


def test_the_library_appears_quickly_on_a_slow_line(site, browser):
    size, vitals = measured(site, browser, "/ar/library/", throttled=True)
    print(f"LCP {vitals['lcp']:.0f} ms, CLS {vitals['cls']:.3f}, {size / 1000:.1f} kB")
    assert vitals["lcp"] <= 2000
    assert vitals["cls"] <= 0.05


def test_a_practice_prints_on_paper(site, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + PAGES["practice"])
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.locator("#citation").is_visible()
    context.close()
