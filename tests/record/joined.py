# SPDX-License-Identifier: MIT
"""Two archives that become one: the lines of both urls.lock, and whose each is."""
from sites import Site, article

OURS, THEIRS = "Words of ours on the levy.", "Words of theirs, which are others."


def archives(suite):
    """Both had a text called levy; theirs goes into a folder of its own, and neither is held against the other's record."""
    ours = Site(suite, "ours", files={"content/articles/levy.md": article("Our levy", "2020-01-01", OURS)})
    theirs = Site(suite, "theirs", files={
        "site.yml": "title: Papers\nbase_url: https://papers.example\npermalinks: {article: '/papers/:slug/'}\n",
        "content/articles/levy.md": article("Their levy", "2020-02-02", THEIRS), "content/articles/roads.md": article("Roads", "2020-02-03", "On roads.")})
    theirs.remove("content/articles/first.md")
    for site in (ours, theirs):
        site.expect("an archive of its own", site.build(), 0)
    for name in ("levy", "roads"):
        ours.write(f"content/articles/theirs/{name}.md", (theirs.folder / f"content/articles/{name}.md").read_text())
    ours.write("content/articles/theirs/levy.md", article("Their levy", "2020-02-02", THEIRS, slug="their-levy"))
    alone = ours.lock()
    for name, lock in (("ours first", alone + theirs.lock()), ("theirs first", theirs.lock() + alone)):
        ours.write("urls.lock", lock)
        ours.expect(f"{name}: each address is asked of the text that had it", ours.build(), 1,
                    "write aliases: [/papers/levy/] in content/articles/theirs/levy.md",
                    "write aliases: [/papers/roads/] in content/articles/theirs/roads.md", without=("silent-change", "changed-feed-ids"))
    ours.write("content/articles/levy.md", article("Our levy", "2020-01-01", "Words of ours that changed."))
    ours.expect("a text that has changed, too, goes by its id", ours.build(), 1, "write aliases: [/papers/levy/] in content/articles/levy.md")
    ours.write("content/articles/levy.md", article("Our levy", "2020-01-01", OURS))
    ours.write("content/articles/theirs/levy.md", article("Their levy", "2020-02-02", THEIRS, slug="their-levy", aliases="[/papers/levy/]"))
    ours.write("content/articles/theirs/roads.md", article("Roads", "2020-02-03", "On roads.", aliases="[/papers/roads/]"))
    ours.expect("with both answered the build goes on", ours.build(), 0, without=("silent-change", "vanishing-address"))
    ours.check("and each address leads to its own text", "/papers/levy/ alias theirs/levy" in ours.lines() and
               any(line.startswith("/levy/ article levy ") for line in ours.lines()), ours.lock())
    ours.expect("nor is there later", ours.build("--locked"), 0)
