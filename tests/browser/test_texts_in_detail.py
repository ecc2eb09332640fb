"""A text in the browser, part by part: pictures, carets through both directions, every kind of block, what a
screen reader hears, and leaving with something unsaved."""

import re
from io import BytesIO
from itertools import pairwise

from PIL import Image
from playwright.sync_api import expect

from projects.documents.schema import ELEMENTS, MARKS
from tests.browser.texts import SAVED, VOICES, opened, saved, text

# What both drawings of a text have in common: elements, words and what changes their meaning.
CANONICAL = """root => {
  const kept = {a: ['href'], img: ['src', 'alt'], ol: ['start'], td: ['colspan', 'rowspan'],
                th: ['colspan', 'rowspan'], input: ['checked'], p: ['dir'], h2: ['dir'], h3: ['dir'], h4: ['dir']};
  const read = node => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1) return '';
    const name = node.localName;
    if (node.matches('colgroup, aside, .ProseMirror-trailingBreak, .ProseMirror-separator, .caret')) return '';
    if (name === 'label') return [...node.querySelectorAll('input')].map(read).join('');
    const inner = [...node.childNodes].map(read).join('');
    if (node.matches('div, tbody') || name === 'span' && !node.matches('.mention')) return inner;
    if (name === 'sup') return '<sup/>';
    if (name === 'br' && node.parentElement.childNodes.length === 1) return '';
    const facts = (kept[name] ?? []).map(key => {
      const value = key === 'checked' ? String(node.checked) : node.getAttribute(key);
      return value === null || value === '1' ? '' : ` ${key}=${value}`;
    }).join('');
    return `<${name}${facts}>${inner}</${name}>`;
  };
  return [...root.childNodes].map(read).join('\\n');
}"""
EVERYTHING = """# عنوان أول

## Second heading

### ثالث

فقرة فيها **غليظ** و*مائل* و~~مشطوب~~ و`code` و[رابط](https://example.org/).\\
سطر جديد

- أول
- ثانٍ
  - داخل

3. trois
4. quatre

- [ ] لم تتم
- [x] تمت

> قول مأثور

```
x = 1
```

---

| العمود | Column |
| --- | --- |
| خلية | 2027 |
"""


def picture(kind="PNG"):
    out = BytesIO()
    Image.new("RGB", (320, 160), (20, 120, 140)).save(out, kind)
    return {
        "name": f"صورة.{kind.lower()}",
        "mimeType": f"image/{kind.lower()}",
        "buffer": out.getvalue(),
    }


def test_a_picture_is_put_into_the_text_with_its_words(begun, signed_in):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("قبل الصورة")
    begun.get_by_role("button", name="صورة", exact=True).click()
    dialog = begun.locator("dialog[data-picture]")
    expect(dialog).to_be_visible()
    put = dialog.get_by_role("button", name="أدرجها في النص")
    put.click()
    expect(dialog.locator("[data-told]")).to_have_text("اختر صورة.")
    dialog.locator("[name=file]").set_input_files(picture())
    put.click()
    expect(dialog.locator("[data-told]")).to_contain_text("صف في كلمات")
    dialog.locator("[name=alt]").fill("ميناء صور عند الغروب")
    put.click()
    shown = begun.locator(".ProseMirror img[alt='ميناء صور عند الغروب']")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 320)
    saved(begun)
    shown.click()
    begun.get_by_role("button", name="صورة", exact=True).click()
    expect(dialog.locator("[name=file]")).to_be_hidden()
    dialog.locator("[name=alt]").fill("ميناء صور")
    put.click()
    saved(begun)
    other = signed_in(VOICES[1])
    other.goto(begun.url)
    opened(other)
    there = other.locator(".ProseMirror img[alt='ميناء صور']")
    expect(there).to_have_js_property("naturalWidth", 320)


def test_a_file_that_is_no_picture_is_refused_in_the_dialog(begun, complaints):
    begun.get_by_role("button", name="صورة", exact=True).click()
    dialog = begun.locator("dialog[data-picture]")
    wrong = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    dialog.locator("[name=file]").set_input_files(wrong)
    dialog.locator("[name=alt]").fill("شيء")
    dialog.get_by_role("button", name="أدرجها في النص").click()
    expect(dialog.locator("[data-told]")).to_contain_text("JPEG")
    expect(dialog.locator("[name=alt]")).to_have_value("شيء")
    begun.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # The browser tells its console of every answer above 399.
    assert all("422" in each for each in complaints)
    complaints.clear()


def test_the_caret_walks_through_both_directions_and_leaves_out_nothing(begun):
    words = "قبل Yanbu 2027 بعد"
    begun.locator(".ProseMirror").click()
    begun.keyboard.type(words)
    places = """() => { const selection = getSelection();
      const walk = document.createTreeWalker(document.querySelector('.ProseMirror p'), 4);
      let before = 0;
      for (let node = walk.nextNode(); node && node !== selection.focusNode; node = walk.nextNode())
        before += node.length;
      return before + selection.focusOffset; }"""
    for key, first in (("ArrowLeft", "Home"), ("ArrowRight", "End")):
        begun.keyboard.press(first)
        visited = [begun.evaluate(places)]
        for _step in range(len(words) + 4):
            begun.keyboard.press(key)
            visited.append(begun.evaluate(places))
        assert set(visited) >= set(range(len(words) + 1)), (key, visited)
        assert visited[-1] == (len(words) if key == "ArrowLeft" else 0)
    begun.keyboard.press("Home")
    for _word in range(4):
        begun.keyboard.press("Control+ArrowLeft")
    assert begun.evaluate(places) == len(words)
    # What is typed lands at the caret, in the middle of the Latin word.
    at = words.index("nbu")
    begun.keyboard.press("Home")
    for _step in range(60):
        if begun.evaluate(places) == at:
            break
        begun.keyboard.press("ArrowLeft")
    begun.keyboard.type("-x-")
    assert text(begun) == f"{words[:at]}-x-{words[at:]}"


def test_a_character_of_two_halves_is_never_cut(begun, signed_in):
    begun.locator(".ProseMirror").click()
    begun.keyboard.insert_text("عائلة 👨‍👩‍👧 وعلم 🇯🇴 ووجه 😀")
    saved(begun)
    for _step in range(3):
        begun.keyboard.press("Backspace")
    begun.keyboard.insert_text("😁")
    saved(begun)
    other = signed_in(VOICES[1])
    other.goto(begun.url)
    opened(other)
    assert text(other) == text(begun)
    assert "\ufffd" not in text(other)


def test_the_page_and_the_editor_draw_every_kind_of_block_alike(begun, site, browser):
    address = re.sub(r"documents/[0-9a-f-]+/$", "documents/new/", begun.url)
    begun.goto(address)
    begun.locator("[name=title]").fill("كل شيء")
    begun.locator("[name=kind]").select_option("free")
    file = {"name": "x.md", "mimeType": "text/markdown", "buffer": EVERYTHING.encode()}
    begun.locator("[name=file]").set_input_files(file)
    begun.locator("main form button").click()
    begun.wait_for_url("**/documents/*-*/")
    page = opened(begun)
    page.locator(".ProseMirror > p").first.click()
    page.keyboard.press("End")
    page.keyboard.press("Control+u")
    page.keyboard.type(" تحته خط")
    page.keyboard.press("Control+u")
    page.once("dialog", lambda dialog: dialog.accept("حاشية هنا"))
    page.get_by_role("button", name="حاشية").click()
    page.locator("[data-mention]").select_option(index=1)
    page.get_by_role("button", name="صورة", exact=True).click()
    page.locator("dialog[data-picture] [name=file]").set_input_files(picture("JPEG"))
    page.locator("dialog[data-picture] [name=alt]").fill("منظر")
    page.get_by_role("button", name="أدرجها في النص").click()
    expect(page.locator(".ProseMirror img[alt='منظر']")).to_be_visible()
    saved(page)
    shown = page.eval_on_selector(".ProseMirror", CANONICAL)
    for name in ("h2", "h3", "h4", "strong", "em", "s", "u", "code", "a", "br", "ul", "ol", "input",
                 "blockquote", "pre", "hr", "th", "td", "sup", "span", "img"):  # fmt: skip
        assert re.search(rf"<{name}\b", shown), name
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    still = context.new_page()
    for _try in range(30):
        still.goto(page.url)
        drawn = still.eval_on_selector("[data-saved].text-body", CANONICAL)
        if "منظر" in drawn:
            break
        page.wait_for_timeout(500)
    # The empty paragraph at the end, in which one goes on writing, is the editor's own.
    drawn, shown = (one.strip().removesuffix("<p dir=auto></p>").strip() for one in (drawn, shown))
    assert drawn.split("\n") == shown.split("\n")
    context.close()


def test_a_screen_reader_hears_what_matters_and_nothing_twice(begun):
    page = begun
    body = page.get_by_role("textbox", name="نص نكتبه معًا")
    expect(body).to_have_attribute("aria-multiline", "true")
    page.evaluate(
        """() => { window.told = []; const place = document.querySelector('[data-status]');
        new MutationObserver(() => told.push(place.textContent)).observe(
          place, {childList: true, characterData: true, subtree: true}); }"""
    )
    body.click()
    page.keyboard.type("كلام")
    saved(page)
    page.wait_for_timeout(300)
    told = page.evaluate("told")
    assert told[-1] == SAVED
    assert all(before != after for before, after in pairwise(told))
    bar = page.get_by_role("toolbar", name="تنسيق")
    names = bar.locator("button:visible").evaluate_all(
        "all => all.map(b => b.ariaLabel || b.textContent)"
    )
    assert all(name.strip() for name in names)
    assert len(bar.locator("[tabindex='0']:visible").all()) == 1
    # Carets of others are seen, not read out.
    assert (
        page.locator("[role=status], [aria-live]").filter(has=page.locator(".caret")).count() == 0
    )


def test_signing_out_with_something_unsaved_asks_first(begun, site):
    begun.locator(".ProseMirror").click()
    begun.keyboard.type("أول. ")
    saved(begun)
    context = begun.context
    context.set_offline(True)
    begun.keyboard.type("لم يُحفظ بعد. ")
    expect(begun.locator("[data-status]")).to_contain_text("على هذا الجهاز")
    begun.wait_for_timeout(300)
    begun.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{site}/ar/account/profile/")
    page.get_by_role("button", name="خروج").click()
    dialog = page.locator("dialog[data-unsaved]")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="البقاء").click()
    expect(dialog).to_be_hidden()
    assert "/profile/" in page.url
    page.get_by_role("button", name="خروج").click()
    dialog.get_by_role("button", name="حذفه").click()
    page.wait_for_url(re.compile(r"^(?!.*profile)"))
    left = page.evaluate(
        """() => new Promise(done => { const request = indexedDB.open('jusoor-texts');
        request.onsuccess = () => { const count = request.result.transaction('outbox').objectStore('outbox').count();
          count.onsuccess = () => done(count.result); }; })"""
    )
    assert left == 0


def test_the_editor_and_the_server_know_the_same_things(begun):
    found = begun.evaluate(
        """() => { const schema = document.querySelector('jusoor-document').editor.schema;
        const read = kinds => Object.fromEntries(
          Object.entries(kinds).map(([name, kind]) => [name, Object.keys(kind.attrs ?? {})]));
        return {nodes: read(schema.nodes), marks: read(schema.marks)}; }"""
    )
    nodes = {name: set(attrs) for name, attrs in found["nodes"].items()}
    assert nodes.keys() - {"doc", "text"} == ELEMENTS.keys()
    for name, known in ELEMENTS.items():
        assert nodes[name] <= known, name
    assert found["marks"].keys() == MARKS.keys()
    for name, attrs in found["marks"].items():
        assert set(attrs) <= MARKS[name], name
