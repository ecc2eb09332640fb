"""On a phone, in Arabic: a candidate city asks, three cities are suggested with reasons, two say yes, a talk is
held, advice is given and taken, thanks are recorded; and a stranger sees nothing of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 800}
TITLE = "كيف نبدأ أول مركز للتعلّم الرقمي؟"


@pytest.fixture
def on_phone(signed_in):
    def sign_in(email):
        page = signed_in(email)
        page.set_viewport_size(PHONE)
        return page

    return sign_in


def offer(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_sur_asks_and_its_peers_answer(site, on_phone):
    sur = on_phone("officer@sur.example")
    sur.goto(f"{site}/ar/support/")
    fits(sur)
    sur.locator("[name=title]").fill(TITLE)
    sur.locator("select[name=theme]").select_option("DIG")
    sur.locator("[name=format]").select_option("talk")
    offer(sur, "متابعة")
    sur.wait_for_url("**/edit/")
    sur.locator("[name=challenge]").fill("لا مكان ولا مدربين بعد.")
    sur.locator("[name='question-0']").fill("بماذا نبدأ؟")
    sur.locator("[name=use]").fill("ميزانية السنة المقبلة.")
    sur.locator("[name=openness]").select_option("chosen")
    fits(sur)
    offer(sur, "احفظ")
    address = sur.url
    offer(sur, "تقديم إلى الأمانة")
    expect(sur.locator(".stage-here")).to_have_text("مقدَّم")

    desk = on_phone("secretariat@network.example")
    desk.goto(f"{site}/ar/support/?show=decide")
    desk.get_by_role("link", name=TITLE).first.click()
    offer(desk, "نوقش مع المدينة")
    offer(desk, "افتحه: تختار المدينة من تسأل")

    expect(sur.locator(".stage-here")).to_have_text("البحث عن مدن", timeout=10_000)
    sur.goto(address)
    suggested = sur.locator("#cities form li:has([name=city])")
    expect(suggested).to_have_count(3)
    for each in suggested.all():
        assert each.locator("ul.hint li").count() >= 2
    for slug in ("yanbu", "ben-guerir"):
        sur.locator(f"#cities [value='{slug}']").check()
    fits(sur)
    offer(sur, "اسأل المدن المختارة")

    stranger = on_phone("officer@amman.example")
    assert stranger.request.get(address).status == 404
    stranger.goto(f"{site}/ar/support/")
    expect(stranger.locator("main")).not_to_contain_text(TITLE)

    helpers = [on_phone(f"focal@{slug}.example") for slug in ("yanbu", "ben-guerir")]
    for helper in helpers:
        helper.goto(f"{site}/ar/support/?show=asked")
        helper.get_by_role("link", name=TITLE).first.click()
        helper.locator("#cities textarea").first.fill("بكل سرور")
        offer(helper, "سنساعد")
        expect(helper.locator("#cities .tag").first).to_have_text("ستساعد")
        fits(helper)

    sur.goto(address)
    offer(sur, "هذه المدن تكفي: لنحضّر اللقاء")
    sur.locator("[name=aim]").fill("نتعلم مما جرّبتموه")
    sur.locator("[name=costs]").fill("كل مدينة تتحمل نفقتها")
    sur.locator("#meeting form:has([name=aim]) button").click()
    sur.locator("#meeting details:has([name=clock]) summary").click()
    soon = datetime.now(UTC) + timedelta(hours=3)  # the form is in the time of Riyadh
    sur.locator("[name=day]").fill(soon.strftime("%Y-%m-%d"))
    sur.locator("[name=clock]").fill(soon.strftime("%H:%M"))
    sur.locator("#meeting form:has([name=clock]) button").click()
    expect(sur.locator("#meeting li").filter(has_text="صور").first).to_be_visible()
    fits(sur)
    offer(sur, "اتُّفق على الموعد")
    for _try in range(40):
        sur.goto(address)
        # Before the agreed moment the button says why it waits.
        if sur.locator("button[value='request.hold']").is_enabled():
            break
        sur.wait_for_timeout(2000)
    offer(sur, "عُقد اللقاء")
    expect(sur.locator(".stage-here")).to_have_text("انعقد اللقاء")

    for helper, words in zip(helpers, ("ابدأوا بمكتبة قائمة", "درّبوا متطوعين"), strict=True):
        helper.goto(address)
        helper.locator("#advice [name=text]").fill(words)
        helper.locator("#advice [name=effort]").select_option("small")
        offer(helper, "أضف التوصية")
        expect(helper.locator("#advice ol")).to_contain_text(words)
    offer(helpers[1], "اكتملت التوصيات")

    sur.goto(address)
    for number in range(2):
        decide = sur.locator("#advice ol > li").nth(number)
        decide.locator("button[value='advice.accept']").click()
        expect(sur.locator("#advice ol > li .tag").nth(number)).to_have_text("مقبولة")
    offer(sur, "هذه خطتنا")
    sur.locator("#feedback").fill("شكرًا لكم، بدأنا بالفعل.")
    offer(sur, "قلها")
    expect(sur.locator("#after")).to_contain_text("شكرًا لكم، بدأنا بالفعل.")
    fits(sur)
    for helper in helpers:
        helper.goto(address)
        expect(helper.locator("#after")).to_contain_text("شكرًا لكم، بدأنا بالفعل.")
    assert stranger.request.get(address).status == 404


def test_an_idea_begins_from_a_request(site, on_phone):
    page = on_phone("focal@amman.example")
    page.goto(f"{site}/ar/support/?show=mine")
    page.get_by_role("link", name=re.compile("الحدائق التعليمية")).click()
    page.get_by_role("link", name="اكتب منه مذكرة مفاهيمية").click()
    expect(page.locator("[name=title]")).to_have_value(re.compile("الحدائق التعليمية"))
    page.locator("main form button").click()
    page.wait_for_url("**/edit/")
    assert "نريد حديقة تعليمية" in page.locator("[name=issue]").input_value()


def test_a_search_that_finds_nothing_leads_to_the_peers(site, on_phone):
    page = on_phone("officer@sur.example")
    page.goto(f"{site}/ar/library/?q=zzzzqqqq")
    page.get_by_role("link", name="اسأل مدنًا أخرى").click()
    expect(page.locator("[name=title]")).to_have_value("zzzzqqqq")
