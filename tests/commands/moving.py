# SPDX-License-Identifier: MIT
"""The programs of docs/moving.md that write into texts what Eleventy and Pelican say of them."""
import json
import shutil
import subprocess
import sys

from suite import AT
from sites import brief, expect, fresh, suite
from manual import block_of


def texts_of(site, texts):
    shutil.rmtree(site / "content")
    for name, text in texts.items():
        path = site / "content/articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def listed(site):
    return {row["id"]: row for row in json.loads(brief("-C", site, "list", "articles", "--json", "--at", AT).stdout)}


def eleventy_says():
    site, out = fresh("eleventy")
    texts_of(site, {
        "posts/levy.md": "---\ntitle: The levy\ndate: git Created\ntags:\n  - tax\n---\nWords.\n",
        "posts/own.md": "---\ntitle: Own\ndate: 2025-01-02\nauthors: [Jo Lee]\npermalink: >\n  /{{ slug }}/\noverride:tags: [rain]\n---\nWords.\n",
        "posts/no-page.md": "---\ntitle: No page\ndate: 2025-01-02\ndraft: false\n---\nWords.\n",
        "posts/ignored.md": "---\ntitle: Ignored\ndate: 2025-01-02\n---\nWords.\n",
        "posts/parts.md": "---\ntitle: Parts\ndate: 2025-01-02\npermalink: /parts/\n---\nWords.\n"})
    said = {"tags": ["posts", "tax", "tax"], "author": "Ada Po", "authors": {"jo": {"name": "Jo Lee"}}, "lang": "en"}
    rows = {"levy": said | {"date": "2025-01-05T09:30:00.000Z", "urls": ["/2025/the-lévy/"]},
            "own": said | {"tags": ["rain"], "date": "2025-01-02T00:00:00.000Z", "urls": ["/own/"]},
            "no-page": {"title": "No page", "date": "2025-01-02T00:00:00.000Z", "urls": [False]},
            "parts": said | {"date": "2025-01-02T00:00:00.000Z", "urls": ["/parts/", "/parts/1/"]}}
    (site / "all.json").write_text(json.dumps({f"./content/articles/posts/{name}.md": row for name, row in rows.items()}), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", block_of("python", "all.json"), "content", "posts"], cwd=site, capture_output=True, text=True)
    names = [line.rsplit("/", 1)[-1] for line in done.stdout.split()]
    suite.check("what Eleventy has no page of, or several, is printed", names == ["ignored.md", "no-page.md", "parts.md"], (done.stdout, done.stderr))
    expect("what Eleventy says can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    found = listed(site)
    suite.check("and no more", sorted(found) == ["posts/levy", "posts/own", "posts/parts"], found)
    levy, own = found["posts/levy"], found["posts/own"]
    suite.check("with addresses and dates", levy["address"].endswith("/2025/the-l%C3%A9vy/") and levy["date"].startswith("2025-01-05T09:30") and own["address"].endswith("/own/"), found)
    suite.check("and keys of the folder", levy["tags"] == ["tax"] and levy["authors"] == ["Ada Po"] and own["tags"] == ["rain"] and own["authors"] == ["Jo Lee"], found)


PELICAN = '''
import pathlib
from datetime import datetime
from types import SimpleNamespace
class Article(SimpleNamespace):
    pass
signals = SimpleNamespace(content_object_init=SimpleNamespace(connect=lambda seen, weak: globals().update(seen=seen)))
def text(name, status="published", author="Jo Lee", translations=(), **more):
    metadata = {"title": f"Text: {name}", "date": datetime(2025, 1, 2), "reader": "markdown", **more}
    if status:
        metadata["status"] = status
    path = pathlib.Path("content/articles/water").absolute() / f"{name}.md"
    seen(Article(source_path=str(path), metadata=metadata, status=(status or "published").lower(), authors=[author, "Ada Po"], category="Water", slug=f"a-{name}",
                 url=f"2025/a-{name}.html", save_as=more.get("save_as", "x.html"), translations=list(translations)))
class Pelican:
    def __init__(self, settings):
        pass
    def run(self):
        text("levy", summary="<p>Two &amp; \\"three\\" # four</p>", tags=["c: #1", "rain"], modified=datetime(2025, 1, 3, 9, 30))
        text("levy-fr", lang="fr", translations=[1], status="Published")
        text("draft", status="Draft")
        text("hidden", status="hidden")
        text("nowhere", status=None, save_as="")
'''


def pelican_says():
    site, out = fresh("pelican")
    header = "Title: Text\nDate: 2025/01/02\nSummary: Two\n    and three\nSlug: x\n\n"
    body = "See [this]({filename}/articles/water/levy.md), [that]({filename}levy.md#a) and ![a map]({static}/images/map.svg).\n\nNote: words\n"
    texts_of(site, {f"water/{name}.md": header + body for name in ("levy", "levy-fr", "draft", "hidden", "nowhere")})
    texts_of_none = {"wip": "Title: Wip\nDate: 2025-01-02\n\nWords.\n", "untitled": "Words.\n", "fenced": "---\ntitle: Fenced\ndate: 2025-01-02\n---\nWords."}
    for name, text in texts_of_none.items():
        (site / f"content/articles/water/{name}.md").write_text(text, encoding="utf-8")
    levy = site / "content/articles/water/levy.md"
    levy.write_text("\ufeff" + levy.read_text(encoding="utf-8") + "\n## A\n", encoding="utf-8")
    (site / "content/images").mkdir()
    (site / "content/images/map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', encoding="utf-8")
    (site / "pelican").mkdir()
    (site / "pelican/__init__.py").write_text(PELICAN, encoding="utf-8")
    (site / "pelican/settings.py").write_text('import pathlib\ndef read_settings(path):\n    return {"PATH": str(pathlib.Path("content").absolute())}\n', encoding="utf-8")
    with (site / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("\ntaxonomies: [categories]\n")
    done = subprocess.run([sys.executable, "-c", block_of("python", "read_settings"), "pelicanconf.py"], cwd=site, capture_output=True, text=True)
    names = [line.rsplit("/", 1)[-1] for line in done.stdout.split()]
    suite.check("what Pelican kept from readers, or did not read, is printed", names == ["draft.md", "fenced.md", "hidden.md", "nowhere.md", "untitled.md", "wip.md"], (done.stdout, done.stderr))
    untitled = site / "content/articles/water/untitled.md"
    suite.check("a text without a title is a draft", untitled.read_text(encoding="utf-8") == "---\ndraft: true\n---\nWords.\n", untitled.read_text(encoding="utf-8"))
    untitled.unlink()
    expect("what Pelican says can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    found = listed(site)
    suite.check("and no more is public", sorted(found) == ["water/levy", "water/levy-fr"], found)
    row = found["water/levy"]
    suite.check("with all that it said", row["title"] == "Text: levy" and row["address"].endswith("/2025/a-levy.html") and row["tags"] == ["c: #1", "rain"] and
                row["authors"] == ["Jo Lee", "Ada Po"] and (row["updated"] or "").startswith("2025-01-03T09:30"), row)
    page = (out / "2025/a-levy.html").read_text(encoding="utf-8")
    suite.check("and where its links led", page.count('/2025/a-levy.html"') > 1 and "/images/map.svg" in page and "{filename}" not in page and "Note: words" in page, page[:3000])
