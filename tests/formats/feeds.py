# SPDX-License-Identifier: MIT
"""Feeds and sitemaps against their grammars, and as a feed reader understands them."""
import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
RELATIVE = re.compile(r'(?:href|src)="(?!https?://|mailto:|tel:|data:|tag:)')


def markup_of(html):
    """Without comments and what stands in scripts: no link of a reader's is there."""
    return re.sub(r"<!--.*?-->|(?<=<script>).*?(?=</script>)", "", html, flags=re.S)


def grammar_of(path):
    """The grammar that an XML file must follow, or None."""
    start = path.read_text(encoding="utf-8")[:400]
    if "<feed " in start:
        return HERE / "atom.rng"
    if "<urlset" in start or "<sitemapindex" in start:
        return HERE / "sitemap.rng"
    return None


def xml_faults(run, folder):
    for path in sorted(folder.rglob("*.xml")):
        grammar = grammar_of(path)
        if grammar:
            done = run(["xmllint", "--noout", "--nonet", "--relaxng", grammar, path])
            if done.returncode:
                yield f"{path.relative_to(folder)}: {done.stderr[:500]}"


def json_feeds(folder):
    return sorted(path for path in folder.rglob("feed.json"))


def json_faults(run, folder):
    found = json_feeds(folder)
    if not found:
        return []
    done = run(["node", HERE / "json_feed.mjs", *found])
    return (done.stdout.splitlines() or []) + ([done.stderr[:800]] if done.returncode else [])


def reader_faults(feedparser, folder):
    """What a reader would stumble over: an ill-formed feed, entries without id or address, links that lead nowhere."""
    for path in sorted([*folder.rglob("feed.xml"), *folder.rglob("rss.xml")]):
        name = str(path.relative_to(folder))
        feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
        if feed.bozo:
            yield f"{name}: {feed.bozo_exception}"
        ids = [entry.get("id") for entry in feed.entries]
        if None in ids or len(set(ids)) != len(ids):
            yield f"{name}: ids are missing or not unique"
        for entry in feed.entries:
            if not entry.get("link", "").startswith("http") or not entry.get("title"):
                yield f"{name}: {entry.get('id')} has no link or title"
            for content in entry.get("content", []):
                if RELATIVE.search(markup_of(content.value)):
                    yield f"{name}: {entry.id}: a link is not absolute"
    for path in json_feeds(folder):
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if RELATIVE.search(markup_of(item.get("content_html", ""))):
                yield f"{path.relative_to(folder)}: {item['id']} has a link that is not absolute"


def same_entries(feedparser, folder):
    """The site's three feeds hold the same entries; JSON Feed also those that Atom takes back."""
    atom = [entry.id for entry in feedparser.parse((folder / "feed.xml").read_bytes()).entries]
    rss = [entry.id for entry in feedparser.parse((folder / "rss.xml").read_bytes()).entries]
    items = [item["id"] for item in json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]]
    return atom == rss == items[:len(atom)] and atom


def same_categories(feedparser, folder):
    """The entries of the three feeds stand under the same words, whichever taxonomy they come from."""
    atom, rss = (feedparser.parse((folder / name).read_bytes()).entries for name in ("feed.xml", "rss.xml"))
    items = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
    words = [[tag.label for tag in entry.get("tags", [])] for entry in atom]
    return (words == [[tag.term for tag in entry.get("tags", [])] for entry in rss]
            == [item.get("tags", []) for item in items[:len(atom)]] and any(words))
