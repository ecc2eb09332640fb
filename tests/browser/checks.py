"""What those who check do in a browser: the focal point, two reviewers, the secretariat."""

from playwright.sync_api import expect

CRITERIA = ("relevance", "participation", "evidence", "transfer", "inclusion", "clarity")
REVIEWERS = {
    "reviewer@network.example": ("en", "Because of"),
    "reviewer2@network.example": ("fr", "Parce que"),
}


def approve(signed_in, site, title, *, email="focal@amman.example"):
    """The focal point finds the text in the list of what waits and approves it."""
    focal = signed_in(email)
    focal.goto(f"{site}/ar/library/reviews/")
    focal.get_by_role("link", name=title).click()
    focal.locator("button[value=approve_for_city]").click()
    expect(focal.locator(".notice-success")).to_be_visible()
    return focal


def advise(signed_in, site, title, email):
    """A reviewer scores two points everywhere, with a comment each, in their own language."""
    language, words = REVIEWERS[email]
    reviewer = signed_in(email)
    reviewer.goto(f"{site}/{language}/library/reviews/")
    reviewer.get_by_role("link", name=title).click()
    for code in CRITERIA:
        reviewer.locator(f"[name=score-{code}][value='2']").check()
        reviewer.locator(f"[name=comment-{code}]").fill(f"{words} {code}")
    expect(reviewer.locator("[data-grid-total]")).to_contain_text("12")
    expect(reviewer.locator("[data-status]")).to_have_attribute("data-tone", "")
    reviewer.locator("[name=has_no_conflict]").check()
    reviewer.locator("button[value=advise]").click()
    expect(reviewer.locator(".notice-success")).to_be_visible()


def review_and_publish(signed_in, site, title):
    """The secretariat asks both reviewers, waits for their advice, and publishes."""
    secretariat = signed_in("secretariat@network.example")
    secretariat.goto(f"{site}/ar/library/reviews/?show=assign")
    secretariat.get_by_role("link", name=title).click()
    check = secretariat.url
    expect(secretariat.locator("button[value=accept]")).to_be_disabled()
    for box in secretariat.locator("[name=reviewers]:enabled").all():
        box.check()
    secretariat.locator("button[value=assign]").click()
    expect(secretariat.locator(".notice-success")).to_be_visible()
    for email in REVIEWERS:
        advise(signed_in, site, title, email)
    secretariat.goto(check)
    secretariat.locator("button[value=accept]").click()
    expect(secretariat.locator("body")).to_contain_text("نُشرت الممارسة")
    return secretariat
