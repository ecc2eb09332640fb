"""Completion with the keyboard, the tabs, and the page of what is asked in vain."""

from playwright.sync_api import expect


def test_a_half_typed_title_is_chosen_by_keyboard(site, page):
    page.goto(f"{site}/ar/library/")
    box = page.locator("#q")
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("المدرسة")
    options = page.locator("#suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", chosen)
    box.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(box).to_have_value("المدرسة")
    box.press_sequentially(" ")
    expect(options.first).to_be_visible()
    text = options.first.get_attribute("data-value")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator(".results h2").first).to_contain_text(text)


def test_the_whole_list_is_seen_below_the_box(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/ar/library/")
    page.locator("#q").press_sequentially("مد")
    last = page.locator("#suggestions [role=option]").nth(3)
    expect(last).to_be_visible()
    middle = (
        "element => { const r = element.getBoundingClientRect();"
        " const e = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);"
        " return element.contains(e); }"
    )
    assert last.evaluate(middle)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_tabs_lead_from_practices_to_cities_and_back(site, page):
    page.goto(f"{site}/en/library/?q=Amman&theme=INC")
    page.locator(".tabs a", has_text="Cities").click()
    expect(page.locator(".cards")).to_contain_text("Amman")
    assert "theme" not in page.url
    page.locator(".tabs a").first.click()
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Practices")


def test_without_script_the_box_searches_all_the_same(site, browser):
    context = browser.new_context(java_script_enabled=False, locale="ar")
    plain = context.new_page()
    plain.goto(f"{site}/ar/library/")
    plain.locator("#q").fill("المفتذ الصغير")
    plain.locator("form.search button").click()
    expect(plain.locator(".meant a")).to_have_text("المفتش الصغير")
    context.close()


def test_what_is_asked_in_vain_reaches_the_secretariat(site, page, signed_in):
    page.goto(f"{site}/fr/library/?q=zzqqz wwkkx")
    secretary = signed_in("secretariat@network.example")
    secretary.goto(f"{site}/fr/library/questions/?language=fr")
    row = secretary.locator("li", has_text="zzqqz wwkkx")
    expect(row).to_be_visible()
    row.get_by_role("button").click()
    expect(secretary.locator(".messages")).to_be_visible()
    expect(secretary.locator("li", has_text="zzqqz wwkkx")).to_have_count(0)
