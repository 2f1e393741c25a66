# SPDX-License-Identifier: MIT
"""A crawler of a built folder: what its pages link to is there, down to the anchor."""
import html.parser
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class Page(html.parser.HTMLParser):
    """The ids of a page and the addresses it names."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.addresses = {"", "top"}, set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        self.ids.update(value for name, value in attributes if name == "id" or (name == "name" and tag == "a"))
        for name in ("href", "src", "action", "poster"):
            if facts.get(name) and facts.get("rel") != "canonical":
                self.addresses.add(facts[name])
        for candidate in re.split(r",\s+", facts.get("srcset") or ""):
            if candidate:
                self.addresses.add(candidate.split()[0])
        if facts.get("http-equiv", "").lower() == "refresh" and "url=" in facts["content"]:
            self.addresses.add(facts["content"].split("url=", 1)[1])


def dead_links(folder, base_url):
    """Internal addresses seen, and one line for each that leads nowhere. `base_url` is the site's, without final slash."""
    base = urlsplit(base_url)
    pages = {path: Page(path) for path in sorted(Path(folder).rglob("*.html"))}
    seen, dead = set(), []
    for path, page in pages.items():
        here = base_url + "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        for written in sorted(page.addresses):
            target = urlsplit(urljoin(here, written))
            if (target.scheme, target.netloc) != (base.scheme, base.netloc):
                continue
            seen.add(target.geturl())
            fault = fault_of(target, base, folder, pages)
            if fault:
                dead.append(f"{path.relative_to(folder)}: {written} {fault}")
    return len(seen), dead


def fault_of(target, base, folder, pages):
    address = unquote(target.path)
    if not address.startswith(base.path + "/"):
        return "is outside the site's path"
    file = Path(folder) / address.removeprefix(base.path + "/")
    if address.endswith("/"):
        file /= "index.html"
    if not file.is_file():
        return "leads nowhere"
    if target.fragment and file in pages and unquote(target.fragment) not in pages[file].ids:
        return "leads to no place of that page"
    return ""
