"""The same work from the CMS: an officer in the rich editor, then the checks, then the library."""

from playwright.sync_api import expect

from tests.browser.checks import approve, review_and_publish
from tests.browser.conftest import results_follow

TITLE = "حدائق تعلّم على أسطح المدارس"
TEXTS = {
    "summary": "يزرع التلاميذ أسطح مدارسهم ويتعلمون منها.",
    "context": "قلّت المساحات الخضراء حول المدارس.",
    "description": "تُجهز كل مدرسة سطحها بأحواض، ويتولى كل صف حوضًا.",
    "beneficiaries": "تلاميذ المدارس وأسرهم.",
}


def test_a_practice_goes_from_the_editor_to_the_public_and_is_withdrawn(site, signed_in, page):
    officer = signed_in("officer@amman.example")
    officer.goto(f"{site}/cms/practices/")
    expect(officer.locator("h1")).to_have_text("ممارسات مدينتي")
    officer.goto(f"{site}/ar/library/share/")
    officer.locator("[name=title]").fill(TITLE)
    officer.locator("form .actions button").click()
    officer.goto(officer.url.removesuffix("title/"))
    officer.get_by_role("link", name="افتحها في المحرر").click()
    for name, text in TEXTS.items():
        officer.locator(f"#id_{name}").fill(text)
    officer.get_by_role("tab", name="الحقائق").click()
    officer.locator("#id_sdgs input").nth(3).check()
    officer.locator("#id_key_features input").nth(2).check()
    officer.locator("#id_themes input").first.check()
    officer.locator("button[name=action-check]").first.click()
    officer.wait_for_url("**/library/draft/**")
    expect(officer.locator("main")).to_contain_text("لدى المنسق")

    focal = approve(signed_in, site, TITLE)
    review_and_publish(signed_in, site, TITLE)
    results_follow(page, f"{site}/ar/library/?q=اسطح المدارس", TITLE)
    page.locator(".card h3 a").first.click()
    expect(page.locator("h1")).to_have_text(TITLE)

    focal.goto(officer.url)
    focal.locator("summary", has_text="اسحب").click()
    focal.locator("button[value=withdraw]").click()
    results_follow(page, f"{site}/ar/library/?q=اسطح المدارس", TITLE, is_there=False)


def test_a_focal_point_invites_a_colleague_who_joins(site, signed_in, browser, quiet, complaints):
    focal = signed_in("focal@amman.example")
    focal.goto(f"{site}/ar/cities/amman/people/")
    focal.get_by_label("البريد").fill("new.colleague@amman.example")
    focal.get_by_role("button", name="ادعُ").click()
    link = focal.locator("#link").inner_text()
    context = browser.new_context()
    new = quiet(context.new_page())
    new.goto(link)
    new.get_by_label("اسمك").fill("زميلة جديدة")
    new.locator("input[type=password]").fill("كلمة سر طويلة 2026")
    new.get_by_role("button", name="انضم").click()
    new.wait_for_url("**/cities/amman/")
    new.goto(f"{site}/ar/account/profile/")
    expect(new.locator("main")).to_contain_text("عمّان")
    new.goto(link)
    expect(new.locator("h1")).to_contain_text("لم تعد هذه الدعوة صالحة")
    context.close()
    complaints[:] = [text for text in complaints if "status of 410" not in text]


def test_the_cms_speaks_the_officers_language(signed_in, site):
    page = signed_in("officer@ben-guerir.example")
    page.goto(f"{site}/cms/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("body")).to_contain_text("Pratiques de ma ville")
