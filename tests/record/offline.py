# SPDX-License-Identifier: MIT
"""A copy that is read without a server (--offline): it goes nowhere near what is published, and every link leads to a file."""
import posixpath
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from sites import Site, article
from suite import copy_archive, environment, run, tree

ADDRESSES = {"href", "src", "srcset", "poster", "data", "action", "data-target"}


class Links(HTMLParser):
    """The addresses of a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html.decode())

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "srcset":
                self.found += [item.split()[0] for item in value.split(",")]
            elif name in ADDRESSES:
                self.found.append(value)
            elif name == "content" and tag == "meta" and (match := re.search(r"url=(.*)", value)):
                self.found.append(match[1])


def dead_links(pages):
    """(page, address) of each that leads to no file of the copy, and of each that needs a server."""
    for path, content in pages.items():
        if not path.endswith(".html"):
            continue
        for link in Links(content).found:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            if parts.netloc or link.startswith("/") or target not in pages:
                yield path, link


def apart(suite):
    """Where it may be written, what it leaves alone, and what an edit changes."""
    site = Site(suite, "offline", "menu: [{title: Search, url: /search/}]\n", {
        "content/articles/levy.md": article("Levy", text="[First](first.md), [soon](/2020/soon/).", aliases="[/old/]"),
        "content/articles/plan.md": article("The plan of the year", draft="true")})
    site.expect("a plain build", site.build(), 0)
    lock, published, copy = site.lock(), site.pages(), site.out.parent / "copy"
    refusal = ("error: --offline would put pages for reading without a server into ", "[offline-in-output]", "brief build --offline -o DIR")
    site.expect("is refused where one published", site.build("--offline"), 2, "which an earlier build published", *refusal)
    usual = run([suite.brief, "-C", site.folder, "build", "--offline"], env=environment())
    site.expect("and in the usual folder", usual, 2, "'public', which is the folder that is published", *refusal)
    site.write("content/articles/new.md", article("New"))
    site.expect("the copy", site.build("--offline", out=copy), 0, "held back: 1", without=("urls.lock: ",))
    site.check("urls.lock is as it was", site.lock() == lock)
    site.check("and so is what is published", site.pages() == published)
    site.check("no link of it needs a server", not list(dead_links(tree(copy))), list(dead_links(tree(copy))))
    levy = tree(copy)["levy/index.html"]
    site.check("what it has not leads to the site", b'href="https://briefings.example/2020/soon/"' in levy, levy)
    data = [path for path in tree(copy) if path.startswith("search/data/")]
    site.check("the search's data are scripts", data and all(path.endswith(".js") and tree(copy)[path].startswith(b'takePiece("') for path in data), data)
    site.expect("again", site.build("--offline", out=copy), 0, " 0 written")
    site.write("content/articles/soon.md", article("Soon", permalink="/2020/soon/"))
    site.expect("an address more", site.build("--offline", out=copy), 0)
    site.check("has the links to it lead there", b'href="../2020/soon/index.html"' in tree(copy)["levy/index.html"])
    for workers in ("-j0", "-j4"):
        shutil.rmtree(site.out.parent / "clean", ignore_errors=True)
        site.expect(f"a clean one, {workers}", site.build("--offline", "--clean", workers, out=site.out.parent / "clean"), 0)
        site.check(f"has the same bytes, {workers}", tree(site.out.parent / "clean") == tree(copy))
    site.expect("the site is built as before", site.build(), 0)
    site.check("with whole addresses", b'href="/first/"' in site.pages()["levy/index.html"])
    site.expect("a plain build in the folder of a copy", site.build(out=copy), 0)
    site.check("makes the site of it", tree(copy) == site.pages())
    site.expect("which a copy must not replace", site.build("--offline", out=copy), 2, *refusal)


def leading_on(suite):
    """The sample archive, at the root and below a path, whose old addresses rules of a server answer."""
    archive = copy_archive(suite.work / "offline-sources")
    settings = (archive / "site.yml").read_text()
    (archive / "site.yml").write_text(re.sub(r"(?m)^redirects:.*\n", "", settings) + "redirects: nginx\n")
    for base in ("https://briefings.example", "https://briefings.example/a/path"):
        out = suite.work / "offline-copy" / str(len(base))
        done = run([suite.brief, "-C", archive, "-o", out, "build", "--offline", "--at", "2026-01-01", "--base-url", base])
        if suite.check(f"offline: {base}: builds", done.returncode == 0, done.stderr[:1500]):
            dead = list(dead_links(tree(out)))
            suite.check(f"offline: {base}: every link leads to a file", not dead, dead[:10])
            suite.check(f"offline: {base}: old addresses lead on", b"data-target" in b"".join(tree(out).values()))


def without_rules(suite):
    """Rules of servers stay with the site, and what they answer for a file leads there."""
    site = Site(suite, "offline-rules", "redirects: [html, netlify, apache, nginx]\nheaders: [netlify, apache, nginx]\ngone: [/away/]\n", {
        "content/articles/levy.md": article("Levy", text="[Map](/map.pdf), [text](/old.html).", aliases="[/old.html, /map.pdf]")})
    site.expect("a plain build", site.build(), 0)
    rules = {".htaccess", "_redirects", "_headers", "nginx-redirects.conf", "nginx-headers.conf", "410.html"}
    site.check("has rules", rules <= set(site.pages()), sorted(site.pages()))
    copy = site.out.parent / "rules-copy"
    site.expect("the copy", site.build("--offline", out=copy), 0, without=("warning",))
    pages = tree(copy)
    site.check("has none", not rules & set(pages), sorted(pages))
    site.check("a page for a page, and for what is gone", {"old.html", "away/index.html"} <= set(pages), sorted(pages))
    site.check("none that is called a file", "map.pdf" not in pages)
    site.check("which leads to the site", b'href="https://briefings.example/map.pdf"' in pages["levy/index.html"], pages["levy/index.html"])
