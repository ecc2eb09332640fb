"""Three people write one text at once, in Arabic, Latin and digits; one of them without a connection for a while.
What is saved is saved, comments stay with their words, and the page can be read without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import RULES
from tests.browser.texts import SAVED, VOICES, opened, saved, text


def test_three_write_at_once_one_of_them_offline_and_nothing_is_lost(begun, signed_in):
    pages = [begun]
    for email in VOICES[1:]:
        other = signed_in(email)
        other.goto(begun.url)
        pages.append(opened(other))
    first, second, third = pages
    first.locator(".ProseMirror").click()
    first.keyboard.type("بداية النص. ")
    saved(first)
    expect(second.locator(".ProseMirror")).to_contain_text("بداية النص.")

    third.context.set_offline(True)
    third.locator(".ProseMirror").click()
    third.keyboard.press("Control+End")
    third.keyboard.type("كُتب بلا اتصال 2027. ")
    expect(third.locator("[data-status]")).to_contain_text("على هذا الجهاز")
    for number in range(6):
        first.keyboard.type(f"عمّان{number} ")
        second.locator(".ProseMirror").click()
        second.keyboard.press("Control+End")
        second.keyboard.type(f"Yanbu{number} ")
    third.context.set_offline(False)
    third.evaluate("window.dispatchEvent(new Event('online'))")
    for page in pages:
        saved(page)
    expect(first.locator(".ProseMirror")).to_contain_text("كُتب بلا اتصال 2027.", timeout=20_000)
    first.wait_for_timeout(500)
    told = {text(page) for page in pages}
    assert len(told) == 1, told
    words = told.pop()
    for number in range(6):
        assert f"عمّان{number}" in words
        assert f"Yanbu{number}" in words
    first.reload()
    opened(first)
    assert text(first) == words


def test_what_was_written_offline_survives_closing_the_page(begun):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("أول. ")
    saved(begun)
    begun.context.set_offline(True)
    begun.keyboard.type("محفوظ على الجهاز. ")
    expect(begun.locator("[data-status]")).to_contain_text("على هذا الجهاز")
    begun.wait_for_timeout(300)
    address, context = begun.url, begun.context
    begun.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    opened(page)
    saved(page)
    assert "محفوظ على الجهاز." in text(page)
    other = context.new_page()
    other.goto(address)
    opened(other)
    expect(other.locator(".ProseMirror")).to_contain_text("محفوظ على الجهاز.")


def test_a_suggestion_stays_with_its_words_and_is_accepted(begun, signed_in):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("نلتقي كل شهر")
    saved(begun)
    other = signed_in(VOICES[1])
    other.goto(begun.url)
    opened(other)
    other.locator(".ProseMirror p").first.dblclick(position={"x": 5, "y": 10})
    expect(other.locator("[data-quote]")).to_be_visible()
    quote = other.locator("[data-quote]").inner_text()
    other.locator("#comment-proposal").fill("أسبوعين")
    other.get_by_role("button", name="اقترح هذه الصياغة").click()
    expect(other.locator("[data-suggests]")).to_have_count(1)
    expect(begun.locator("[data-suggests]")).to_have_count(1, timeout=10_000)
    begun.keyboard.press("Control+Home")
    begun.keyboard.type("معًا ")
    expect(begun.locator(".suggested")).to_have_text(quote)
    begun.locator("[data-accept]").first.click()
    expect(other.locator(".ProseMirror")).to_contain_text("أسبوعين", timeout=10_000)
    expect(other.locator("[data-suggests]")).to_have_count(0, timeout=10_000)


def test_formatting_by_keyboard_and_the_direction_of_paragraphs(begun):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("عربي 123 ثم English")
    begun.keyboard.press("Enter")
    begun.keyboard.type("English then عربي")
    directions = begun.eval_on_selector_all(
        ".ProseMirror p", "all => all.map(p => getComputedStyle(p).direction)"
    )
    assert directions[:2] == ["rtl", "ltr"]
    begun.keyboard.press("Control+b")
    begun.keyboard.type(" bold")
    expect(begun.locator(".ProseMirror strong")).to_have_text(" bold")
    begun.keyboard.press("Alt+F10")
    begun.keyboard.press("ArrowLeft")
    focused = begun.evaluate("document.activeElement.dataset.act ?? document.activeElement.tagName")
    assert focused == "bold"
    begun.keyboard.press("Escape")
    # What is typed within half a second is one step back.
    for _step in range(6):
        begun.keyboard.press("Control+z")
    expect(begun.locator(".ProseMirror strong")).to_have_count(0)
    begun.keyboard.press("Control+End")
    begun.get_by_role("button", name="قائمة", exact=True).click()
    begun.keyboard.type("عنصر")
    side = begun.eval_on_selector(".ProseMirror ul", "ul => getComputedStyle(ul).direction")
    assert side in ("rtl", "ltr")
    begun.get_by_role("button", name="جدول").click()
    expect(begun.locator(".ProseMirror table")).to_have_count(1)
    begun.keyboard.type("خلية")
    saved(begun)


def test_arabic_is_found_however_it_is_spelled(begun):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("المدرسة الأولى في إربد")
    begun.locator(".text-find summary").click()
    begun.locator(".text-find [name=words]").fill("المدرسه الاولى")
    expect(begun.locator(".found")).to_have_text("المدرسة الأولى")
    begun.locator(".text-find [name=instead]").fill("المكتبة")
    begun.get_by_role("button", name="استبدال الكل").click()
    expect(begun.locator(".ProseMirror")).to_contain_text("المكتبة في إربد")


def test_what_is_pasted_from_a_word_processor_is_cleaned(begun):
    begun.locator(".ProseMirror").click()
    begun.evaluate(
        """() => { const data = new DataTransfer();
        data.setData('text/html', '<p class="MsoNormal" style="color:red"><b>مهم</b> <span onclick="x()">نص</span></p>'
          + '<script>alert(1)</script><a href="javascript:alert(1)">رابط</a>');
        document.querySelector('.ProseMirror').dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    expect(begun.locator(".ProseMirror strong")).to_have_text("مهم")
    html = begun.locator(".ProseMirror").inner_html()
    assert "javascript" not in html
    assert "Mso" not in html
    assert "onclick" not in html
    saved(begun)


def test_much_that_was_written_offline_goes_in_pieces(begun, signed_in):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("أول. ")
    saved(begun)
    begun.context.set_offline(True)
    for number in range(9):
        begun.evaluate(
            """words => { const data = new DataTransfer(); data.setData('text/plain', words);
            document.querySelector('.ProseMirror').dispatchEvent(
              new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
            f"جزء{number} " + ("سطر طويل " * 100 + "\n\n") * 80,
        )
    expect(begun.locator("[data-status]")).to_contain_text("على هذا الجهاز")
    begun.context.set_offline(False)
    begun.evaluate("window.dispatchEvent(new Event('online'))")
    expect(begun.locator("[data-status]")).to_have_text(SAVED, timeout=40_000)
    other = signed_in(VOICES[1])
    other.goto(begun.url)
    opened(other)
    words = text(other)
    assert all(f"جزء{number}" in words for number in range(9))


def test_what_is_too_much_to_paste_is_refused_in_words(begun):
    begun.locator(".ProseMirror").click()
    begun.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text/plain', 'كلام '.repeat(40000));
        document.querySelector('.ProseMirror').dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    expect(begun.locator("[data-status]")).to_contain_text("ملف")
    assert "كلام" not in text(begun)


def test_the_text_is_read_without_a_script_and_on_a_phone(begun, browser, site):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("يُقرأ بلا برنامج")
    saved(begun)
    begun.wait_for_timeout(5000)
    state = begun.context.storage_state()
    context = browser.new_context(
        java_script_enabled=False, storage_state=state, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(begun.url)
    expect(page.locator("[data-saved].text-body")).to_contain_text("يُقرأ بلا برنامج")
    context.close()
    begun.set_viewport_size({"width": 390, "height": 800})
    assert begun.evaluate("document.documentElement.scrollWidth") <= 390
    bar = begun.locator("[data-toolbar]").bounding_box()
    assert bar["y"] + bar["height"] >= 790


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_axe_finds_nothing_on_the_pages_of_documents(begun, browser, language, scheme):
    state = begun.context.storage_state()
    context = browser.new_context(
        bypass_csp=True, storage_state=state, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    address = begun.url.replace("/ar/projects/", f"/{language}/projects/")
    for rest in ("", "versions/", "about/", "../", "../new/"):
        page.goto(f"{address}{rest}")
        page.wait_for_timeout(500)
        found = Axe().run(page, options=RULES).response["violations"]
        assert found == [], (rest, [(one["id"], one["nodes"][0]["html"]) for one in found])
    context.close()
