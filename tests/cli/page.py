#!/usr/bin/env python3
"""page - checks that a report is sound HTML that needs nothing but itself.

Usage: page.py FILE...
Stricter than browsers: every element is known here and closed in its order,
stands where HTML lets it stand, and has only the attributes named here; no
script, no picture, no address; rows of a table are as wide as its head.
"""
import sys
from html.parser import HTMLParser

VOID = {"meta"}
# Element: where it may stand, and its attributes.
KNOWN = {
    "html": ({None}, {"lang"}), "head": ({"html"}, set()),
    "body": ({"html"}, set()), "title": ({"head"}, set()),
    "style": ({"head"}, set()),
    "meta": ({"head"}, {"charset", "http-equiv", "content", "name"}),
    "h1": ({"body"}, set()), "h2": ({"body"}, set()), "p": ({"body"}, set()),
    "dl": ({"body"}, set()), "dt": ({"dl"}, set()), "dd": ({"dl"}, set()),
    "table": ({"body"}, set()), "caption": ({"table"}, set()),
    "thead": ({"table"}, set()), "tbody": ({"table"}, set()),
    "tr": ({"thead", "tbody"}, set()), "th": ({"tr"}, {"scope"}),
    "td": ({"tr"}, {"colspan"}),
}
TEXT = {"title", "style", "h1", "h2", "p", "dt", "dd", "caption", "th", "td"}
ONCE = {"html", "head", "body", "title", "h1", "style"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.open, self.faults, self.seen = [], [], {}
        self.cells = self.width = 0
        self.last = None

    def fault(self, text):
        self.faults.append(f"line {self.getpos()[0]}: {text}")

    def handle_decl(self, decl):
        if decl != "DOCTYPE html" or self.seen:
            self.fault(f"declaration {decl}")

    def unknown_decl(self, data):
        self.fault("a declaration that is none of ours")

    def handle_pi(self, data):
        self.fault("a processing instruction")

    def handle_comment(self, data):
        self.fault("a comment")

    def handle_startendtag(self, tag, attrs):
        self.fault(f"<{tag}/>")

    def handle_starttag(self, tag, attrs):
        within = self.open[-1] if self.open else None
        if tag not in KNOWN:
            return self.fault(f"element {tag}")
        places, names = KNOWN[tag]
        if within not in places:
            self.fault(f"{tag} within {within}")
        for name, value in attrs:
            if name not in names or value is None:
                self.fault(f"{tag} with {name}")
        self.seen[tag] = self.seen.get(tag, 0) + 1
        if tag in ONCE and self.seen[tag] > 1:
            self.fault(f"a second {tag}")
        if tag == "dd" and self.last not in ("dt", "dd"):
            self.fault("dd without dt")
        if tag == "caption" and self.last != "table":
            self.fault("a caption that is not first")
        if tag == "tr":
            self.cells = 0
        if tag in ("th", "td"):
            self.cells += int(dict(attrs).get("colspan", 1))
        self.last = tag
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fault(f"</{tag}> closes another")
        if tag == "tr" and self.open[-1:] == ["thead"]:
            self.width = self.cells
        elif tag == "tr" and self.cells != self.width:
            self.fault(f"{self.cells} cells in a table of {self.width}")

    def handle_data(self, data):
        within = self.open[-1] if self.open else None
        if data.strip() and within not in TEXT:
            self.fault(f"text within {within}")
        if within != "style" and any(c in data for c in "<>&\"'"):
            self.fault(f"not escaped: {data[:40]!r}")
        if within == "style" and ("url(" in data or "@import" in data):
            self.fault("a style that fetches")

    def handle_entityref(self, name):
        if name not in ("amp", "lt", "gt", "quot"):
            self.fault(f"entity {name}")

    def handle_charref(self, name):
        if name != "39":
            self.fault(f"character {name}")


def check(path):
    octets = open(path, "rb").read()
    page = Page()
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as e:
        return [f"no UTF-8: {e}"]
    if any(ord(c) < 32 and c != "\n" for c in text):
        page.fault("a control character")
    page.feed(text)
    page.close()
    if page.open or not text.startswith("<!DOCTYPE html>\n<html lang="):
        page.fault("not whole")
    for tag in ONCE - {"style"}:
        if page.seen.get(tag) != 1:
            page.fault(f"no {tag}")
    return page.faults


bad = 0
for path in sys.argv[1:]:
    for fault in check(path)[:10]:
        print(f"{path}: {fault}")
        bad += 1
sys.exit(bad > 0)
