# SPDX-License-Identifier: MIT
"""Lists that were published and are no more."""
import time

from sites import IDS_WITHOUT_DAYS, SETTLING_SECONDS, Site, article


def emptied(suite):
    site = Site(suite, "emptied", IDS_WITHOUT_DAYS, files={"content/articles/levy.md": article("Levy", "2019-05-01", tags="[water]")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", tags="[fire]"))
    site.expect("with --strict it fails", site.build("--strict"), 1, "vanishing-list", "/tags/water/",
                "write /archive/2019/: and the address that takes its place below aliases: in site.yml, or gone: [/archive/2019/] there")
    site.expect("not as of another time", site.build("--strict", "--at", "2026-01-01", out=site.folder.parent / "emptied-then"), 0,
                without=("vanishing-list",))
    time.sleep(SETTLING_SECONDS)
    site.expect("a list that is empty now is a warning", site.build(), 0, "vanishing-list", "nothing is listed at '/tags/water/'")
    site.expect("once", site.build(), 0, without=("vanishing-list",))
    site.write("content/articles/levy.md", article("Levy", tags="[air]", changes="[{date: 2020-01-01, note: Another date}]"))
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/tags/fire/]\n")
    site.expect("unless it is gone on purpose", site.build("--strict"), 0)


def led_on(suite):
    """Lists that other programs had, and whatever else no text names as its own, lead on by site.yml."""
    site = Site(suite, "led on", "redirects: [html, netlify]\n", {
        "content/articles/levy.md": article("Levy", "2019-05-01", tags="[water]"), "content/articles/toll.md": article("Toll", "2021-05-01", tags="[roads]"),
        "content/levy.pdf": "%PDF-1.4"})
    settings = (site.folder / "site.yml").read_text()
    site.expect("a first build", site.build(), 0)
    (site.folder / "content/levy.pdf").unlink()
    (site.folder / "content/articles/toll.md").unlink()
    site.write("content/levy-2019.pdf", "%PDF-1.4")
    site.write("site.yml", settings + "aliases: {/levy.pdf: /levy-2019.pdf, /toll/: 'https://roads.example/toll', /tags/roads/: /tags/,\n"
               "  '/archive/2021/': /archive/, /archive/2021/05/: /archive/, '/category/:term/': '/tags/:term/'}\n")
    done = site.build("--strict")
    site.expect("a file, a text and lists that went are led on", done, 0)
    ledger = (site.folder / "urls.lock").read_text()
    suite.check("what leads on is in the ledger", all(f"{address} list\n" in ledger for address in ("/levy.pdf", "/toll/", "/tags/roads/", "/category/water/")), ledger)
    site.write("site.yml", settings + "aliases: {/levy.pdf: /levy-2019.pdf, /toll/: 'https://roads.example/toll', /tags/roads/: /tags/,\n"
               "  '/archive/2021/': /archive/, /archive/2021/05/: /archive/}\n")
    site.expect("a pattern that is taken out", site.build("--locked", "--strict"), 1, "nothing is listed at '/category/water/' any more",
                "write /category/water/: and the address that takes its place below aliases: in site.yml")
    site.write("site.yml", settings + "aliases: {/old/: /no-such-page-here/}\n")
    site.expect("what leads nowhere, and nothing is like it", site.build("--locked"), 1, "nothing answers '/no-such-page-here/'",
                "write an address that 'brief list addresses' shows", without=("did you mean",))


def led_to_texts(suite):
    """What site.yml leads to a text is kept like the text's own aliases; what it does not lead on is said at its line alone."""
    site = Site(suite, "led to texts", "redirects: [html, netlify]\n", {
        "content/articles/levy.md": article("Levy", "2019-05-01", tags="[water]"), "content/articles/toll.md": article("Toll", "2019-05-01", tags="[roads]"),
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"})
    settings = (site.folder / "site.yml").read_text()

    def lead(**aliases):
        site.write("site.yml", settings + "aliases:\n" + "".join(f"  /{old}/: {to}\n" for old, to in aliases.items()))

    lead(fee="/toll/", us="/about/", roads="/tags/roads/")
    site.expect("a first build", site.build("--strict"), 0)
    ledger = (site.folder / "urls.lock").read_text()
    suite.check("the texts are in the ledger", all(f"{line}\n" in ledger for line in ("/fee/ alias toll", "/us/ page-alias about", "/roads/ list")), ledger)
    lead(fee="/levy/", us="/about/", roads="/tags/roads/")
    site.expect("to another text", site.build("--locked", "--strict"), 1, "'/fee/' led to 'content/articles/toll.md', which is published still", "site.yml:")
    lead(fee="/archive/", us="/about/", roads="/tags/roads/")
    site.expect("to a list", site.build("--locked", "--strict"), 1, "'/fee/' led to 'content/articles/toll.md', which is published still", "take this alias out")
    lead(us="/about/", roads="/tags/roads/")
    site.expect("a line that is taken out", site.build(), 1, "nothing would answer '/fee/'", "write aliases: [/fee/] in content/articles/toll.md")
    lead(fee="/toll/", us="/about/", roads="/tags/roads/")
    site.write("content/articles/toll.md", article("Toll", "2019-05-01", draft="true"))
    site.expect("of a text that is taken back", site.build("--locked"), 1, "'/tags/roads/'", without=("/fee/", "at '/roads/'"))
    (site.folder / "content/articles/toll.md").unlink()
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/toll/]\n")
    site.expect("of one that is gone", site.build("--locked"), 1, "'/toll/' is gone", "nothing would answer '/fee/'",
                "write another address behind /fee/: below aliases: in site.yml, or take that line out and add /fee/ to gone: there",
                "nothing answers '/tags/roads/'", without=("at '/roads/'",))


def why_a_list_left(suite):
    """The hint says what becomes of a list's address where that can be seen; what it says, mends it."""
    site = Site(suite, "why a list left", "taxonomies: [topics, legal_areas]\n", {
        "content/authors/jo.md": "---\nname: Jo Lee\naliases: [people/jo]\n---\nBio.\n",
        "content/articles/levy.md": article("Levy", topics="[water]", legal_areas="[torts]", tags="[zqrain]"),
        "content/articles/toll.md": article("Toll", topics="[roads]", legal_areas="[torts]")})
    settings = (site.folder / "site.yml").read_text()
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/next.md", article("Next", "2090-01-01", author="jo"))
    site.expect("of an author who waits with a first article", site.build(), 0, "nothing is listed at '/authors/jo/'", "'/people/jo/'",
                "it comes back with the first article of content/authors/jo.md", without=("in site.yml",))
    site.write("content/articles/next.md", article("Next", author="jo"))
    site.expect("which it does", site.build(), 0, "added", without=("vanishing-list",))
    site.write("content/articles/levy.md", article("Levy", topics="[water]", legal_areas="[torts]", tags="[zqrain]", draft="true"))
    site.expect("of terms of what is taken back", site.build("--locked", "--strict"), 1, "nothing is listed at '/tags/zqrain/'",
                "wait, where it comes back with what is taken back; else write same_as: [zqrain]")
    site.write("content/articles/levy.md", article("Levy", topics="[water]", legal_areas="[torts]", tags="[zqrain]", expires="2021-01-01"))
    site.expect("but of what has expired", site.build("--locked", "--strict"), 1, "write same_as: [zqrain]", without=("wait, where",))
    site.write("content/articles/levy.md", article("Levy", topics="[water]", legal_areas="[torts]", tags="[zqrain]"))
    site.write("site.yml", settings + "plugins: [author-bio]\n")
    site.expect("of a plugin that is off", site.build("--strict"), 1, "nothing is listed at '/topics/'", "nothing is listed at '/topics/water/'",
                "the plugin tag-index makes it: name it below plugins: in site.yml", without=("same_as", "aliases"))
    site.write("site.yml", settings.replace("topics", "themes").replace("legal_areas", "law"))
    for name in ("levy", "toll"):
        path = f"content/articles/{name}.md"
        site.write(path, (site.folder / path).read_text().replace("topics:", "themes:").replace("legal_areas:", "law:"))
    site.expect("of a taxonomy under another name", site.build("--strict"), 1, "nothing is listed at '/topics/water/'",
                "where 'themes' is a new name for it, write topics: {title: …} below taxonomies: instead",
                "where 'law' is a new name for it, write legal-areas: {title: …} below taxonomies: instead", without=("aliases",))
    site.write("site.yml", settings.replace("[topics, legal_areas]", "{topics: {title: Themes}, legal-areas: {title: Law}}"))
    for name in ("levy", "toll"):
        path = f"content/articles/{name}.md"
        site.write(path, (site.folder / path).read_text().replace("themes:", "topics:").replace("law:", "legal-areas:"))
    site.expect("by which all stay", site.build("--strict"), 0)


def of_kinds_and_series(suite):
    """Terms that come from keys of another meaning go as others do; what is held back has none."""
    site = Site(suite, "of kinds and series", "taxonomies: [type, series, kinds]\n", {
        "content/articles/levy.md": article("Levy", type="report", series="Zqrivers"),
        "content/articles/toll.md": article("Toll", series="Zqrivers", kinds="[report]"),
        "content/articles/next.md": article("Next", "2090-01-01", type="opinion", series="Zqlakes")})
    site.expect("a first build", site.build(), 0)
    lists = [path for path in site.pages() if path.endswith("index.html") and path.split("/")[0] in ("type", "series")]
    site.check("of what is out", sorted(lists) == ["series/index.html", "series/zqrivers/index.html", "type/briefing/index.html",
                                                   "type/index.html", "type/report/index.html"], lists)
    site.check("of nothing else a word", not any(b"Zqlakes" in bytes or b"zqlakes" in bytes for bytes in site.pages().values()))
    site.write("content/articles/levy.md", article("Levy", type="report", series="Zqrivers", draft="true"))
    site.expect("of what is taken back", site.build("--locked", "--strict"), 1, "nothing is listed at '/type/report/'",
                "wait, where it comes back with what is taken back; else write same_as: [report]", "content/data/type.yml",
                without=("/series/",))
    site.write("content/articles/levy.md", article("Levy", type="news", series="Zqstreams"))
    site.write("content/articles/toll.md", article("Toll", series="Zqstreams", kinds="[report]"))
    site.expect("of a series under another name", site.build("--strict"), 1, "nothing is listed at '/series/zqrivers/'",
                "write same_as: [zqrivers] at the term that takes its place in content/data/series.yml")
    site.write("content/data/series.yml", "zqstreams: {same_as: [zqrivers]}\n")
    site.write("content/data/type.yml", "news: {same_as: [report]}\n")
    site.expect("which mends it", site.build("--strict"), 0)
    site.check("at both addresses", {"series/zqrivers/index.html", "series/zqstreams/index.html"} <= set(site.pages()))
    site.write("site.yml", (site.folder / "site.yml").read_text().replace(", kinds", ""))
    site.write("content/articles/toll.md", article("Toll", series="Zqstreams"))
    site.expect("type is no new name for another taxonomy", site.build("--strict"), 1, "nothing is listed at '/kinds/report/'",
                without=("is a new name",))


def whose_page_left(suite):
    """An author whose file went has a page elsewhere, or none; a page of corrections waits for the next."""
    note = {"changes": "[{date: 2021-05-01, type: correction, note: A number.}]"}
    jo, levy = "---\nname: Jo Lee\n---\nBio.\n", "content/articles/levy.md"
    site = Site(suite, "whose page left", files={"content/authors/jo.md": jo, levy: article("Levy", author="jo", **note)})
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.remove("content/authors/jo.md")
    site.write("content/authors/jo-lee.md", jo)
    site.write(levy, article("Levy", author="jo-lee", **note))
    site.expect("of a file that has another name", site.build(), 0, "nothing is listed at '/authors/jo/'", "hint: write aliases: [/authors/jo/] in content/authors/jo-lee.md")
    site.write("urls.lock", lock)
    site.write("content/authors/jo-lee.md", jo.replace("---\nBio", "aliases: [/authors/jo/]\n---\nBio"))
    site.expect("which mends it", site.build("--strict"), 0)
    with_alias = (site.folder / "content/authors/jo-lee.md").read_text()
    lock = site.lock()
    site.remove("content/authors/jo-lee.md")
    site.write("content/authors/lee.md", with_alias)
    site.write(levy, article("Levy", author="lee", **note))
    site.expect("of a file that has another name once more", site.build(), 0, "nothing is listed at '/authors/jo-lee/'",
                "hint: write aliases: [/authors/jo/, /authors/jo-lee/] in content/authors/lee.md")
    site.remove("content/authors/lee.md")
    site.write("urls.lock", lock)
    site.write(levy, article("Levy", author="Jo Lee", **note))
    site.expect("of a guest", site.build(), 0, "nothing is listed at '/authors/jo-lee/'", "hint: 'Jo Lee' is a guest now, who has no page: bring the author's file back, or add /authors/jo-lee/ to gone: in site.yml\n")
    site.write("content/articles/toll.md", article("Toll", **note))
    site.write(levy, article("Levy", author="Jo Lee", **note))
    site.expect("another correction", site.build(), 0)
    site.remove("content/articles/toll.md")
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/toll/]\n")
    site.write(levy, article("Levy", author="Jo Lee", changes="[{date: 2021-05-01, note: A number.}]"))
    site.expect("of corrections", site.build(), 0, "nothing is listed at '/corrections/'", "it comes back with the next correction; a page of your own, content/pages/corrections.md, would stay")
    site.write("content/pages/corrections.md", "---\ntitle: Corrections\n---\nNone.\n")
    site.expect("a page of one's own", site.build("--strict"), 0)
    site.write(levy, article("Levy", author="Jo Lee", **note))
    site.expect("stays", site.build("--strict"), 0)
