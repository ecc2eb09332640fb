import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


def test_an_officer_searches_and_filters_in_arabic(site, page):
    page.goto(f"{site}/ar/")
    page.locator("main, .hero").first.wait_for()
    page.get_by_role("searchbox").fill("محو اميه الكبار")
    page.keyboard.press("Enter")
    expect(page.locator(".results h2").first).to_contain_text("ممارس")
    expect(page.locator(".card mark").first).to_be_visible()
    before = page.locator(".results .card").count()
    page.locator("#facet-theme label").filter(has_text="القرائية").click()
    expect(page).to_have_url(re.compile("theme=LIT"))
    expect(page.locator(".chips .chip").first).to_contain_text("القرائية")
    assert page.locator(".results .card").count() < before
    page.go_back()
    expect(page).not_to_have_url(re.compile("theme=LIT"))
    expect(page.locator(".results .card")).to_have_count(before)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_search_and_filter_work_without_script(site, page):
    page.goto(f"{site}/ar/library/")
    page.locator("#q").fill("الامية")
    page.locator(".search button").click()
    expect(page.locator(".card mark").first).to_have_text("الأمية")
    page.goto(f"{site}/ar/library/")
    page.locator("#facet-theme input[value=HEA]").check()
    page.get_by_role("button", name="أظهر النتائج").click()
    expect(page).to_have_url(re.compile("theme=HEA"))
    expect(page.locator(".results h2").first).to_contain_text("5 ممارسات")


@pytest.mark.browser_context_args(viewport=PHONE)
def test_filters_open_and_stay_open_on_a_phone(site, page):
    page.goto(f"{site}/ar/library/")
    assert not page.locator("#facet-theme").is_visible()
    page.locator(".facets > summary").click()
    page.locator("#facet-theme label").first.click()
    expect(page.locator(".facets > summary .tag")).to_have_text("1")
    assert page.locator("#facet-theme").is_visible()


def test_the_language_switch_stays_on_the_page_and_its_question(site, page):
    page.goto(f"{site}/ar/library/?theme=INC&sort=date")
    page.locator(".tools-wide .languages a[lang=fr]").click()
    expect(page).to_have_url(re.compile(r"/fr/library/\?theme=INC&sort=date"))
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def test_a_practice_switches_to_its_own_translation(site, page):
    page.goto(f"{site}/ar/library/?q=الامية")
    page.locator(".card h3 a").first.click()
    title = page.locator("h1").inner_text()
    page.locator(".tools-wide .languages a[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator("h1").inner_text() != title
    assert page.locator("h1").get_attribute("dir") == "ltr"


def test_the_theme_is_kept_without_script_of_its_own(site, page):
    page.goto(f"{site}/ar/about/")
    page.locator(".tools-wide button[name=theme]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"{site}/fr/cities/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_digits_follow_the_reader(site, page):
    page.goto(f"{site}/ar/library/")
    expect(page.locator(".results h2").first).to_contain_text(re.compile(r"\b[0-9]{2}\b"))
    page.locator(".foot button[value=arab]").click()
    expect(page.locator(".results h2").first).to_contain_text(re.compile("[٠-٩]{2}"))


def test_the_keyboard_reaches_the_content_and_closes_the_menu(site, browser, quiet):
    context = browser.new_context(viewport=PHONE)
    page = quiet(context.new_page())
    page.goto(f"{site}/ar/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator(".menu > summary").click()
    page.keyboard.press("Escape")
    assert page.locator(".menu").get_attribute("open") is None
    context.close()
