"""What people paste, as plain text: from word processors, from pages, from sheets."""

import re
import unicodedata

from bs4 import BeautifulSoup, Comment

KEPT_JOINERS = {"\u200c", "\u200d", "\u200e", "\u200f"}
# What a text of ours never says, and pasted markup always does.
MARKUP = re.compile(
    r"<(?:p|span|div|br|table|ul|ol|li|h[1-6]|b|i|strong|em|font|meta|o:p|style|html|!--)\b[^<>]*>",
    re.IGNORECASE,
)
BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


def cleaned(text: str) -> str:
    """Pasted text as plain text: no markup, composed letters, plain line ends, no invisible rubbish.

    What is clean already comes out as it went in.
    """
    if MARKUP.search(text) or "<!--" in text:
        text = without_markup(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "".join(
        c
        for c in text
        if c == "\n" or c == "\t" or c in KEPT_JOINERS or unicodedata.category(c)[0] != "C"
    ).strip()


def without_markup(text: str) -> str:
    """The words of a piece of HTML, a paragraph or row of it on its own line, list items marked."""
    page = BeautifulSoup(text, "html.parser")
    for found in page.find_all(string=lambda part: isinstance(part, Comment)):
        found.extract()
    for found in page.find_all(["style", "script", "meta", "title", "xml"]):
        found.decompose()
    for found in page.find_all(string=True):
        found.replace_with(re.sub(r"\s+", " ", str(found)))
    for found in page.find_all("br"):
        found.replace_with("\n")
    for found in page.find_all("li"):
        found.insert(0, "– ")
    for found in page.find_all(["td", "th"]):
        found.append(" ")
    for found in page.find_all(BLOCKS):
        found.append("\n")
    lines = (" ".join(line.split()) for line in page.get_text().split("\n"))
    return "\n".join(line for line in lines if line)
