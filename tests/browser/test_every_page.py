"""Every template: no violation, no complaint, no sideways scroll, inside its budget."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/{}/",
    "library": "/{}/library/",
    "results": "/{}/library/?q=2023&theme=INC&theme=XX",
    "nothing": "/{}/library/?q=zzzzqqqq",
    "practice": "/ar/library/amman/voluntary-review-and-inclusive-park/",
    "cities": "/{}/cities/",
    "city": "/{}/cities/yanbu/",
    "declaration": "/{}/declaration/",
    "about": "/{}/about/",
    "sign in": "/{}/account/login/",
    "password": "/{}/account/password/reset/",
    "not found": "/{}/nowhere/",
    "invitation": "/{}/cities/join/none/",
}
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
RULES = {"resultTypes": ["violations"]}


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
        result = Axe().run(page, options=RULES)
        found += [
            (name, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
            for violation in result.response["violations"]
        ]
    context.close()
    assert found == [], found


@pytest.mark.parametrize("who", ["focal@amman.example", "secretariat@network.example"])
def test_axe_finds_nothing_on_the_pages_of_a_person(site, browser, who):
    from tests.browser.conftest import DEMO

    context = browser.new_context(bypass_csp=True, locale="ar")
    page = context.new_page()
    page.goto(f"{site}/ar/account/login/")
    page.locator("input[type=email]").fill(who)
    page.locator("input[type=password]").fill(DEMO["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/account/profile/")
    found = []
    for address in (
        "/ar/account/profile/",
        "/ar/cities/amman/people/",
        "/ar/account/2fa/",
        "/ar/account/email/",
        "/ar/account/password/change/",
    ):
        page.goto(site + address)
        result = Axe().run(page, options=RULES)
        found += [(address, violation["id"]) for violation in result.response["violations"]]
    context.close()
    assert found == [], found


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
