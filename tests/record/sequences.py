# SPDX-License-Identifier: MIT
"""One edit after another: after each build the output is that of a clean build, and nothing held back is in it."""
from suite import differences, tree
from sites import Site, article

TOKEN = "zqembargoxj"


def source(**keys):
    return article(f"{TOKEN} plan", **{"date": "2020-01-01", "aliases": "[/old/plan/]", "tags": "[water]", **keys})


STEPS = {
    "publish, then a draft": [{}, {"draft": "true"}],
    "publish, then the future": [{}, {"date": "2090-01-01"}],
    "publish, then expired": [{}, {"expires": "2021-01-01"}],
    "draft, published, draft, published": [{"draft": "true"}, {}, {"draft": "true"}, {}],
    "future, published": [{"date": "2090-01-01"}, {}],
    "published, renamed": [{}, "rename"],
    "published, deleted, given up": [{}, "delete"],
    "published, moved to a bundle": [{}, "bundle"],
    "published, held back, deleted": [{}, {"draft": "true"}, "delete quietly"],
}


def apply(site, step):
    path = "content/articles/plan.md"
    if isinstance(step, dict):
        site.write(path, source(**step))
        return "draft" in step or "expires" in step or step.get("date", "").startswith("209")
    site.remove(path)
    if step == "rename":
        site.write("content/articles/charge.md", source(aliases="[/plan/, /old/plan/]"))
    elif step == "bundle":
        site.write("content/articles/plan/index.md", source())
    elif step == "delete":
        site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/plan/, /old/plan/, /tags/water/]\n")
        return True
    return step == "delete quietly"


def edits(suite):
    for name, steps in STEPS.items():
        site = Site(suite, name, files={"content/articles/second.md": article("Second", text="See [it](first.md).")})
        site.expect("a first build", site.build(), 0)
        for number, step in enumerate(steps, 1):
            is_hidden = apply(site, step)
            site.expect(f"step {number}", site.build(), 0)
            clean = site.out.parent / f"clean-{number}"
            site.expect(f"step {number}, clean", site.build("--clean", out=clean), 0)
            site.check(f"step {number}: as a clean build", tree(site.out) == tree(clean), differences(tree(clean), tree(site.out)))
            if is_hidden:
                leaks = [path for path, text in site.pages().items() if TOKEN in path or TOKEN.encode() in text.lower()]
                site.check(f"step {number}: no trace", not leaks, leaks)
