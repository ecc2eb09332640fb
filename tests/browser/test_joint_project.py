"""Cities build a project together: from a practice to a concept note, partners, a plan, work, and the draft
of a new practice in the library; and how it feels live, by keyboard, and on a phone."""

import pytest
from playwright.sync_api import expect

TITLE = "حدائق مدرسية بين ثلاث مدن"
NOTE = {
    "acronym": "HADIQA",
    "summary": "ثلاث مدن تزرع ساحات مدارسها وتتبادل ما تتعلمه.",
    "issue": "ساحات المدارس خالية، والأطفال بعيدون عن الطبيعة.",
    "objective": "ثلاثون حديقة مدرسية بعد سنة.",
    "added_value": "لكل مدينة مناخها، وما ينجح في ثلاثة مناخات ينجح في غيرها.",
}
VOICES = {
    "amman": "focal@amman.example",
    "ben-guerir": "focal@ben-guerir.example",
    "yanbu": "focal@yanbu.example",
}


def press(page, verb):
    """Press the button of a move, with words when it asks for them."""
    button = page.locator(f"button[value='{verb}']").first
    ask = page.locator("details.ask", has=page.locator(f"button[value='{verb}']"))
    if ask.count():
        ask.first.locator("summary").click()
        ask.first.locator("textarea").fill("لأن المدن اتفقت على ذلك.")
    button.click()


def test_cities_go_from_a_practice_to_a_project_to_a_new_practice(site, signed_in):
    people = {slug: signed_in(email) for slug, email in VOICES.items()}
    lead, office = people["amman"], signed_in("secretariat@network.example")

    lead.goto(f"{site}/ar/library/")
    lead.locator(".card h3 a").first.click()
    lead.get_by_role("link", name="بدء مشروع مشترك منها").click()
    lead.locator("[name=title]").fill(TITLE)
    lead.locator("main form button").click()
    for name, text in NOTE.items():
        lead.locator(f"[name={name}]").fill(text)
    lead.locator("[name=sdgs]").nth(3).check()
    lead.locator("[name=themes]").first.check()
    lead.locator("[name=wanted-0-profile]").fill("مدينة لديها مشتل بلدي")
    lead.locator("[name=starts_on]").fill("2026-01-01")
    lead.locator("[name=months]").fill("6")
    lead.get_by_role("button", name="احفظ").click()
    expect(lead.locator("h1")).to_contain_text("HADIQA")
    concept = lead.url
    press(lead, "concept.submit")
    office.goto(concept)
    press(office, "concept.check")
    press(office, "concept.open")
    for slug in ("ben-guerir", "yanbu"):
        people[slug].goto(concept)
        people[slug].locator("#join [name=role]").fill("تجربة في المدارس")
        people[slug].locator("#join button").click()
        expect(people[slug].locator(".notice-success")).to_be_visible()
    for _ in range(2):
        lead.goto(concept)
        press(lead, "interest.accept")
    press(lead, "concept.form")
    press(lead, "concept.become_project")
    lead.wait_for_url("**/projects/*-*/")
    project = lead.url

    lead.goto(f"{project}plan/")
    lead.get_by_role("button", name="البدء بالخطة المعتادة").click()
    expect(lead.locator("main")).to_contain_text("التنسيق")
    lead.goto(f"{project}items/task/new/")
    lead.locator("[name=title]").fill("اختيار المدارس")
    lead.get_by_role("button", name="احفظ", exact=True).click()
    for slug, page in people.items():
        page.goto(f"{project}members/")
        page.locator("form", has=page.locator(f"input[value='{slug}']")).locator(
            "button[value=tick]"
        ).click()
    lead.goto(project)
    press(lead, "project.hand_in")
    office.goto(project)
    press(office, "project.register")
    lead.goto(f"{project}note/")
    lead.locator("[name=text-ar]").fill("تعمل المدن الثلاث معًا ستة أشهر.")
    lead.get_by_role("button", name="حفظ نسخةً جديدة").click()
    for slug, page in people.items():
        page.goto(f"{project}note/")
        page.locator("form", has=page.locator(f"input[value='{slug}']")).last.locator(
            "button"
        ).click()
        expect(page.locator(".notice-success")).to_be_visible()
    lead.goto(project)
    press(lead, "project.start")
    expect(lead.locator(".workspace-head")).to_contain_text("جارٍ")

    lead.goto(f"{project}plan/")
    milestones = [
        link.get_attribute("href") for link in lead.locator("a[href*='/items/milestone/']").all()
    ]
    for address in dict.fromkeys(milestones):
        if address.endswith("/new/"):
            continue
        lead.goto(site + address)
        press(lead, "milestone.reach")
        expect(lead.locator("main")).to_contain_text("تحققت")
    lead.goto(project)
    press(lead, "project.begin_closing")
    lead.goto(f"{project}reports/")
    lead.locator("button[value=closure]").click()
    lead.locator("[name=results]").fill("ثلاثون حديقة في ثلاث مدن.")
    lead.locator("[name=lessons]").fill("الري بالتنقيط أولًا.")
    lead.get_by_role("button", name="احفظ").click()
    press(lead, "project_report.submit")
    office.goto(f"{project}reports/")
    office.locator(".desk-list a").first.click()
    press(office, "project_report.accept")
    office.goto(project)
    press(office, "project.close")
    expect(office.locator(".workspace-head")).to_contain_text("مغلق")

    link = lead.get_by_role("link", name="الممارسة الناتجة عنه")
    for _ in range(60):
        lead.goto(project)
        if link.count():
            break
        lead.wait_for_timeout(300)
    link.click()
    lead.get_by_role("link", name="شاهدها كما سيراها القراء").click()
    expect(lead.locator("main")).to_contain_text("ثلاثون حديقة في ثلاث مدن.")
    expect(lead.locator("main")).to_contain_text("ينبع")


@pytest.fixture
def garden(site, page):
    """The running project of the demonstration."""
    page.goto(f"{site}/ar/projects/?show=public")
    address = page.get_by_role("link", name="JARDIN").first.get_attribute("href")
    return site + address.removesuffix("public/")


def test_two_people_see_each_other_work_in_arabic_and_french(garden, signed_in):
    amman, ben_guerir = signed_in("officer@amman.example"), signed_in("officer@ben-guerir.example")
    amman.goto(f"{garden}tasks/")
    ben_guerir.goto(f"{garden.replace('/ar/', '/fr/')}tasks/")
    expect(amman.locator("html.is-live")).to_be_attached()
    expect(ben_guerir.locator("html.is-live")).to_be_attached()
    expect(ben_guerir.locator("[data-presence]")).to_contain_text("عمّان")
    card = ben_guerir.locator("[data-column=todo] [data-task]").first
    title = card.locator("a").inner_text()
    card.locator("[name=go]").click()
    expect(ben_guerir.locator("[data-column=doing]")).to_contain_text(title)
    expect(amman.locator("[data-column=doing]")).to_contain_text(title)
    expect(amman.locator("h2").first).to_contain_text("للإنجاز")


def test_what_somebody_types_stays_when_others_change_the_page(garden, signed_in):
    amman, ben_guerir = signed_in("officer@amman.example"), signed_in("focal@ben-guerir.example")
    amman.goto(f"{garden}discussion/")
    expect(amman.locator("html.is-live")).to_be_attached()
    amman.locator("[name=text]").fill("نص لم يُرسل بعد")
    ben_guerir.goto(f"{garden.replace('/ar/', '/fr/')}discussion/")
    ben_guerir.locator("[name=title]").fill("Une question")
    ben_guerir.locator("[name=text]").fill("Quand ?")
    ben_guerir.locator("#new button").click()
    expect(amman.locator("[data-more]")).to_be_visible()
    expect(amman.locator("[name=text]")).to_have_value("نص لم يُرسل بعد")


def test_a_task_is_moved_by_the_keyboard_alone(garden, signed_in):
    page = signed_in("focal@amman.example")
    page.goto(f"{garden}tasks/")
    card = page.locator("[data-column=doing] [data-task]").first
    title = card.locator("a").inner_text()
    button = card.locator(".task-to")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(card.locator(".task-menu button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    card.locator(".task-menu button", has_text="منجزة").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-column=done]")).to_contain_text(title)
    expect(page.locator("#announcer")).to_contain_text(title)
    page.reload()
    expect(page.locator("[data-column=done]")).to_contain_text(title)


def test_without_script_a_task_still_moves(garden, site, browser, quiet):
    context = browser.new_context(java_script_enabled=False)
    page = quiet(context.new_page())
    page.goto(f"{site}/ar/account/login/")
    page.get_by_label("البريد").fill("focal@yanbu.example")
    page.locator("input[type=password]").fill("jusoor-demo-2026")
    page.locator("main form button").click()
    page.goto(f"{garden}tasks/")
    card = page.locator("[data-column=blocked] [data-task]").first
    title = card.locator("a").inner_text()
    card.locator("[name=go]").click()
    expect(page.locator("[data-column=doing]")).to_contain_text(title)
    context.close()
