"""The guided form as an officer meets it: on a phone, on a poor line, and without script."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from tests.browser.checks import approve, review_and_publish
from tests.browser.conftest import DEMO, results_follow

PHONE = {"width": 390, "height": 844}
SHOWN = "تاجر يقرأ لزبائنه في السوق"
TITLE = "مقهى القراءة في السوق"


FRENCH = (
    ("title", "Café de lecture au marché"),
    ("summary", "Commerçants et clients lisent ensemble chaque soir."),
    ("context", "Il n’y avait pas de bibliothèque près du marché."),
    ("description", "Une étagère par boutique, un bénévole chaque soir."),
    ("beneficiaries", "Les commerçants et leurs clients."),
)


def phone_of(browser, quiet, site, email, **options):
    context = browser.new_context(locale="ar", viewport=PHONE, **options)
    page = quiet(context.new_page())
    page.goto(f"{site}/ar/account/login/")
    page.get_by_label("البريد").fill(email)
    page.locator("input[type=password]").fill(DEMO["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/account/profile/")
    return page


def test_a_practice_is_written_on_a_phone_checked_translated_and_reused(
    site, browser, quiet, signed_in, page, complaints
):
    officer = phone_of(browser, quiet, site, "officer@amman.example")
    officer.goto(f"{site}/ar/library/")
    officer.get_by_role("link", name="شارك بممارسة من مدينتك").click()
    officer.locator("#id_title").fill(TITLE)
    officer.get_by_role("button", name="ابدأ").click()
    officer.locator("#id_summary").fill("يقرأ التجار والزبائن معًا ساعة كل مساء.")
    expect(officer.locator("[data-status]")).to_have_text("حُفظ")
    go_on(officer)
    go_on(officer)
    officer.locator("#id_context").fill("كتب")
    officer.context.set_offline(True)
    officer.locator("#id_context").fill("لا مكتبة قرب السوق.")
    expect(officer.locator("[data-status]")).to_contain_text("لا اتصال")
    officer.context.set_offline(False)
    expect(officer.locator("[data-status]")).to_have_text("حُفظ")
    complaints[:] = [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text]
    go_on(officer)
    officer.locator("#id_description").fill("رف كتب في كل محل، وقارئ متطوع كل مساء.")
    go_on(officer)
    officer.locator("#id_beneficiaries").fill("التجار وزبائنهم.")
    go_on(officer)
    officer.locator("[name=themes]").first.check()
    officer.locator("[name=sdgs][value='4']").check()
    go_on(officer)
    officer.locator("[name=key_features]").nth(2).check()
    officer.get_by_role("button", name="احفظ واعرض الكل").click()
    officer.get_by_role("link", name="النتائج بالأرقام").click()
    officer.locator("[name=row-0-words]").fill("قراء منتظمون")
    officer.locator("[name=row-0-figure]").fill("85")
    officer.get_by_role("button", name="احفظ واعرض الكل").click()
    officer.get_by_role("link", name="الصور").click()
    add_picture(officer, words=SHOWN)
    complaints[:] = [text for text in complaints if "422" not in text]
    officer.get_by_role("button", name="احفظ وراجع الكل").click()
    expect(officer.get_by_role("button", name="تسليم للمراجعة")).to_be_visible()
    assert officer.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    officer.get_by_role("button", name="تسليم للمراجعة").click()
    expect(officer.locator("main")).to_contain_text("لدى المنسق")

    approve(signed_in, site, TITLE)
    review_and_publish(signed_in, site, TITLE)
    results_follow(page, f"{site}/ar/library/?q=مقهى القراءة", TITLE)

    officer.reload()
    officer.get_by_role("button", name="ترجم إلى English").click()
    expect(officer.locator(".beside-original").first).to_contain_text(TITLE)
    officer.locator("#id_title").fill("Reading café in the market")
    officer.locator("#id_summary").fill("Traders and customers read together every evening.")
    go_on(officer)
    go_on(officer)
    officer.locator("#id_context").fill("There was no library near the market.")
    go_on(officer)
    officer.locator("#id_description").fill("A shelf in every shop, a volunteer every evening.")
    go_on(officer)
    officer.locator("#id_beneficiaries").fill("Traders and their customers.")
    officer.get_by_role("button", name="احفظ واعرض الكل").click()
    officer.locator("button[value=submit]").click()
    expect(officer.locator("main")).to_contain_text("لدى المنسق")
    officer.goto(officer.url.replace("/en/", "/ar/"))
    officer.get_by_role("button", name="ترجم إلى Français").click()
    for name, text in FRENCH:
        field = officer.locator(f"#id_{name}")
        while not field.count():
            go_on(officer)
        field.fill(text)
    officer.get_by_role("button", name="احفظ واعرض الكل").click()
    officer.locator("button[value=submit]").click()
    officer.context.close()
    approve(signed_in, site, "Reading café in the market")
    approve(signed_in, site, "Café de lecture au marché")
    results_follow(page, f"{site}/fr/library/?q=lecture marché", "Café de lecture au marché")
    results_follow(page, f"{site}/en/library/?q=reading market", "Reading café in the market")

    yanbu = phone_of(browser, quiet, site, "focal@yanbu.example")
    yanbu.goto(f"{site}/ar/library/?q=مقهى القراءة")
    yanbu.locator(".card h3 a", has_text=TITLE).click()
    yanbu.get_by_role("link", name="طبّقها في مدينتي").click()
    yanbu.get_by_role("button", name="نحن مهتمون").click()
    reuse = yanbu.url
    amman = signed_in("focal@amman.example")
    amman.goto(f"{site}/ar/library/mine/")
    amman.get_by_role("link", name="مدينة ينبع الصناعية").filter(has_text=TITLE).click()
    assert amman.url == reuse
    amman.get_by_role("button", name="نحن على تواصل").click()
    yanbu.goto(reuse)
    yanbu.locator("#id_result").fill("رفوف كتب في ثلاثين محلًا.")
    yanbu.get_by_role("button", name="احفظ", exact=True).click()
    yanbu.locator("button[value=confirm_as_adopter]").click()
    yanbu.wait_for_load_state()
    assert yanbu.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    yanbu.context.close()
    amman.goto(reuse)
    amman.locator("button[value=confirm_as_source]").click()
    amman.get_by_role("link", name=TITLE).click()
    expect(amman.locator("#reused")).to_contain_text("رفوف كتب في ثلاثين محلًا.")
    shown = amman.get_by_alt_text(SHOWN)
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 800


def add_picture(page, *, words):
    """A file that is no picture is refused with the words kept; then a real one is taken."""
    false = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=alert(1)>"}
    page.locator("[name=new-file]").set_input_files(false)
    page.locator("[name=new-alt]").fill(words)
    page.get_by_role("button", name="حفظ وإضافة").click()
    expect(page.locator(".field-errors").first).to_contain_text("JPEG")
    assert page.locator("[name=new-alt]").input_value() == words
    made = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(made, "JPEG")
    real = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}
    page.locator("[name=new-file]").set_input_files(real)
    page.get_by_role("button", name="حفظ وإضافة").click()
    expect(page.locator(".desk-picture img")).to_be_visible()
    expect(page.locator("[name=row-0-alt]")).to_have_value(words)


def go_on(page):
    here = page.url
    page.get_by_role("button", name="احفظ وتابع").click()
    page.wait_for_url(lambda url: url != here)


def test_the_form_works_without_script_and_keeps_what_was_typed(site, browser, quiet, complaints):
    page = phone_of(browser, quiet, site, "officer@ben-guerir.example", java_script_enabled=False)
    page.goto(f"{site}/fr/library/share/")
    page.locator("#id_title").fill("Contes du soir")
    page.get_by_role("button", name="Commencer").click()
    page.locator("#id_summary").fill("x" * 260)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator(".field-errors")).to_contain_text(re.compile("10 .*250"))
    assert page.locator("#id_summary").input_value() == "x" * 260
    page.locator("#id_summary").fill("Des contes chaque soir.")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator("h1")).to_have_text("Qui en répond")
    page.context.close()
    complaints[:] = [text for text in complaints if "status of 422" not in text]


def test_what_is_written_before_the_script_arrives_is_saved_too(site, browser, quiet):
    officer = phone_of(browser, quiet, site, "officer@amman.example")
    officer.goto(f"{site}/ar/library/")
    officer.get_by_role("link", name="شارك بممارسة من مدينتك").click()
    officer.locator("#id_title").fill("مكتبة متنقلة على عربة")
    officer.get_by_role("button", name="ابدأ").click()
    officer.locator("#id_summary").wait_for()
    held = []
    officer.route("**/desk-*.js", lambda route: held.append(route))
    with officer.expect_request("**/desk-*.js"):
        officer.reload(wait_until="commit")
    officer.locator("#id_summary").fill("عربة تحمل الكتب بين الأحياء.")
    held[0].continue_()
    expect(officer.locator("[data-status]")).to_have_text("حُفظ")
    officer.unroute("**/desk-*.js")
    officer.reload()
    expect(officer.locator("#id_summary")).to_have_value("عربة تحمل الكتب بين الأحياء.")
