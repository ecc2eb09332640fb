"""What the tests of texts share."""

from playwright.sync_api import expect

VOICES = ("focal@amman.example", "focal@yanbu.example", "focal@ben-guerir.example")
SAVED = "حُفظ"


def opened(page):
    page.wait_for_selector("[data-place]:not([hidden]) .ProseMirror", timeout=15_000)
    return page


def text(page):
    return page.evaluate(
        """() => { const copy = document.querySelector('.ProseMirror').cloneNode(true);
        for (const caret of copy.querySelectorAll('.caret')) caret.remove(); return copy.innerText.trim(); }"""
    )


def saved(page):
    expect(page.locator("[data-status]")).to_have_text(SAVED, timeout=15_000)
