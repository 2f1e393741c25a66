# SPDX-License-Identifier: MIT
"""Patterns of addresses: those of before, which the ledger tells and site.yml may name, and what follows them."""
from sites import IDS_WITHOUT_DAYS, Site, article


def another_pattern(suite):
    """One error for the archive, which names the pattern that there was, and not one for each article."""
    settings = "permalinks: {article: /briefings/:year/:slug/}\n"
    files = {f"content/articles/2019/uk/a{n}.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 12)}
    site = Site(suite, "another-pattern", settings, files)
    site.write("content/articles/2019/uk/moved.md", article("Moved"))
    site.expect("a first build", site.build(), 0)
    lock, settings = site.lock(), site.folder / "site.yml"
    number = next(n for n, line in enumerate(lock.splitlines(), 1) if line.startswith("/briefings/2018/a1/"))
    settings.write_text(settings.read_text().replace("/briefings/:year/:slug/", "/:section/:slug/"))
    site.write("content/articles/2019/uk/moved.md", article("Moved", slug="elsewhere"))
    done = site.build()
    site.expect("another pattern", done, 1, "site.yml:3:23: error: by this pattern nothing would answer the addresses of 12 articles",
                f"urls.lock:{number}: the first", "write permalinks: {article: /:section/:slug/, aliases: [/briefings/:year/:slug/]}, "
                "and each leads on to the new address; or article: /briefings/:year/:slug/ again")
    site.expect("what else was lost is said alone", done, 1, "nothing would answer '/briefings/2020/moved/' any more",
                "write aliases: [/briefings/2020/moved/] in content/articles/2019/uk/moved.md")
    site.check("nothing else is", done.stderr.count("[vanishing-address]") == 2, done.stderr)
    site.check("nothing is recorded", site.lock() == lock)
    settings.write_text("".join(settings.read_text().splitlines(True)[:2]))
    site.expect("no pattern any more", site.build(), 1, f"urls.lock:{number}:1: error: by this pattern",
                "write permalinks: {article: /:id/, aliases: [/briefings/:year/:slug/]}")
    for n in range(1, 4):
        site.remove(f"content/articles/2019/uk/a{n}.md")
    site.write("site.yml", settings.read_text() + "gone: [/briefings/2018/a1/, /briefings/2018/a2/, /briefings/2018/a3/]\n")
    site.expect("nine are said one by one", site.build(), 1, "nothing would answer '/briefings/2018/a4/' any more",
                without=("by this pattern",))


def addresses_of_their_own(suite):
    """No pattern leads on to a text with a permalink; so each is told by itself, and no pattern is blamed."""
    files = {f"content/articles/uk/a{n}.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 12)}
    site = Site(suite, "addresses-of-their-own", "permalinks: {article: /:year/:slug/}\n", files)
    site.expect("a first build", site.build(), 0)
    for n in range(1, 12):
        site.write(f"content/articles/uk/a{n}.md", article(f"A {n}", f"2018-01-{n:02}", permalink=f"/blog/{n}/"))
    done = site.build("-v")
    site.expect("permalinks", done, 1, "nothing would answer '/2018/a1/' any more", "hint: write aliases: [/2018/a1/] in content/articles/uk/a1.md",
                "hint: write aliases: [/2018/a11/] in content/articles/uk/a11.md", without=("by this pattern",))
    for n in range(1, 12):
        site.write(f"content/articles/uk/a{n}.md", article(f"A {n}", f"2018-01-{n:02}", permalink=f"/blog/{n}/", aliases=f"[/2018/a{n}/]"))
    site.expect("the hints mend it", site.build("--strict"), 0)


def former_pattern(suite):
    """The line that the error says is all that a change of the pattern takes, once and again."""
    files = {f"content/articles/2019/uk/a{n}.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 12)}
    first, second, third = "/briefings/:year/:slug/", "/:section/:slug/", "/:slug/"
    site = Site(suite, "former-pattern", f"permalinks: {{article: {first}}}\n", files)
    site.expect("a first build", site.build(), 0)
    settings = site.folder / "site.yml"
    for before, now, aliases, count in ((first, second, first, 12), (second, third, f"{first}, {second}", 11)):
        settings.write_text(settings.read_text().replace(f"article: {before}", f"article: {now}"))
        hint = f"permalinks: {{article: {now}, aliases: [{aliases}]}}"
        done = site.build()
        site.expect(f"{now} takes addresses away", done, 1, f"by this pattern nothing would answer the addresses of {count} articles", f"hint: write {hint}, and")
        text = settings.read_text()
        settings.write_text(text[:text.index("permalinks:")] + hint + "\n")
        site.expect("the hint gives them back", site.build(), 0, f"urls.lock: {count} added, 0 removed")
    lines = site.lines()
    site.check("each address of an article is listed", {"/briefings/2018/a1/ alias 2019/uk/a1", "/2019/a1/ alias 2019/uk/a1"} <= set(lines), lines)
    site.check("it leads straight to the last", 'url=/a1/"' in (site.out / "briefings/2018/a1/index.html").read_text())
    site.write("content/articles/2021/new.md", article("A new text", "2021-05-05", permalink="/2019/a2/"))
    site.expect("an address that a new text takes is told", site.build(), 0, "'/2019/a2/' led to 'content/articles/2019/uk/a2.md'")


def dropped(suite):
    """Patterns that leave the settings again are one error each, and one hint names all."""
    files = {f"content/articles/2019/uk/a{n}.md": article(f"A {n}", f"2018-01-{n:02}", aliases=f"[/old/{n}/]") for n in range(1, 12)}
    site = Site(suite, "dropped-patterns", files=files)
    plain = (site.folder / "site.yml").read_text()

    def build(now, former=""):
        site.write("site.yml", f"{plain}permalinks: {{article: {now}{former and f', aliases: [{former}]'}}}\n")
        return site.build()
    both = "/:year/:slug/, /:section/:slug/"
    site.expect("a first build", build("/:year/:slug/"), 0)
    site.expect("another pattern", build("/:section/:slug/", "/:year/:slug/"), 0)
    done = build("/:slug/")
    site.expect("a third one without the first", done, 1, "site.yml:3:23: error: by this pattern nothing would answer the addresses of 11 articles any more",
                "/:slug/, aliases: [/:section/:slug/, /:year/:slug/]}, and each leads on to the new address; or article: /:section/:slug/ again",
                "error: nothing would answer the former addresses of 12 articles any more", "/:slug/, aliases: [/:section/:slug/, /:year/:slug/]}, and each leads on again")
    site.check("nothing else is said", done.stderr.count("[vanishing-address]") == 2, done.stderr)
    site.expect("the hint gives all back", build("/:slug/", "/:section/:slug/, /:year/:slug/"), 0)
    site.expect("the order does not matter here", build("/:slug/", both), 0, without=("urls.lock",))
    done = build("/:slug/", "/:section/:slug/")
    site.expect("one that is taken out", done, 1, "site.yml:3:42: error: nothing would answer the former addresses of 12 articles any more [vanishing-address]",
                "hint: write permalinks: {article: /:slug/, aliases: [/:section/:slug/, /:year/:slug/]}, and each leads on again", "the first of them")
    site.check("is one error", done.stderr.count("[vanishing-address]") == 1, done.stderr)
    done = build("/:slug/")
    site.expect("all of them", done, 1, "aliases: [/:year/:slug/, /:section/:slug/]}, and each leads on again")
    site.check("are two errors", done.stderr.count("[vanishing-address]") == 2, done.stderr)
    for n in range(1, 12):
        site.write(f"content/articles/2019/uk/a{n}.md", article(f"A {n}", f"2018-01-{n:02}"))
    site.expect("aliases that follow no pattern are told one by one", build("/:slug/", both), 1, "hint: write aliases: [/old/11/] in content/articles/2019/uk/a11.md")


def alone(suite):
    """What is said of one text names what is written in its file, and not what a pattern adds."""
    site = Site(suite, "alone-with-a-pattern", IDS_WITHOUT_DAYS + "permalinks: {article: '/b/:id/', aliases: ['/:year/:slug/', '/:slug/']}\n",
                {"content/articles/uk/levy.md": article("Levy", aliases="[/tax/]"), "content/pages/about.md": "---\ntitle: About\n---\nText.\n"})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/uk/levy.md", article("Levy", "2021-01-01", changes="[{date: 2022-01-01, note: Another date}]", aliases="[/tax/]"))
    site.expect("another date", site.build(), 1, "nothing would answer '/2020/levy/' any more", "hint: write aliases: [/tax/, /2020/levy/] in content/articles/uk/levy.md")
    site.write("content/articles/uk/levy.md", article("Levy", "2021-01-01", changes="[{date: 2022-01-01, note: Another date}]", aliases="[/tax/, /2020/levy/]"))
    site.expect("the hint mends it", site.build("--strict"), 0)
    site.write("content/articles/us/levy.md", article("Levy", "2011-01-01"))
    site.expect("an older text of the name", site.build("--strict"), 1, "site.yml:4:61: error: '/levy/' led to 'content/articles/uk/levy.md', which is published still [address-of-another]",
                "hint: write aliases: [/tax/, /2020/levy/, /levy/] in content/articles/uk/levy.md, so that links to it still find it")
    site.write("content/articles/uk/levy.md", article("Levy", "2021-01-01", changes="[{date: 2022-01-01, note: Another date}]", aliases="[/tax/, /2020/levy/, /levy/]"))
    site.expect("that hint, too", site.build("--strict"), 0)
    site.write("content/pages/about.md", "---\ntitle: About\nslug: us\n---\nText.\n")
    site.write("content/articles/about.md", article("About"))
    site.expect("the address that a page had", site.build("--strict"), 1, "'/about/' was the address of 'content/pages/about.md'", "hint: write aliases: [/about/] in content/pages/about.md,")
    site.write("content/pages/about.md", "---\ntitle: About\nslug: us\naliases: [/about/]\n---\nText.\n")
    site.expect("stays the page's", site.build("--strict"), 0)
    site.write("content/articles/archive.md", article("Archive"))
    site.expect("a text named as a list is", site.build(), 1, "[duplicate-url]", "hint: write permalink: /b/archive/ in the text that this alias leads to, and no pattern gives it one")
    site.write("content/articles/archive.md", article("Archive", permalink="/b/archive/"))
    site.expect("has its address", site.build("--strict"), 0)


def another_time_zone(suite):
    """Moments that are of another day now: one error, which does not blame the pattern."""
    settings = "timezone: Asia/Tokyo\npermalinks: {article: /:year/:slug/}\n"
    files = {f"content/articles/a{n}.md": article(f"A {n}", f"2018-12-31T20:{n:02}:00Z") for n in range(1, 13)}
    site = Site(suite, "another-time-zone", settings, files)
    site.expect("a first build", site.build(), 0)
    lock, settings = site.lock(), site.folder / "site.yml"
    number = next(n for n, line in enumerate(lock.splitlines(), 1) if line.startswith("/2019/a1/"))
    settings.write_text(settings.read_text().replace("Asia/Tokyo", "Europe/London"))
    done = site.build()
    site.expect("another time zone", done, 1, "site.yml:3:11: error: in the time zone 'Europe/London' nothing would answer the "
                "addresses of 12 articles any more: their moments are of another day there", f"urls.lock:{number}: the first", "write timezone: as it was",
                without=("by this pattern",))
    site.check("nothing else is", done.stderr.count("[vanishing-address]") == 1, done.stderr)
    settings.write_text(settings.read_text().replace("timezone: Europe/London\n", ""))
    site.expect("none any more", site.build(), 1, ":1: error: in the time zone 'UTC' nothing would answer")
    settings.write_text(settings.read_text() + "timezone: Asia/Tokyo\n")
    site.expect("the zone that was", site.build(), 0)
    settings.write_text(settings.read_text().replace("{article: /:year/:slug/}", "{article: /:slug/, aliases: /:year/:slug/}"))
    site.expect("former addresses", site.build(), 0)
    settings.write_text(settings.read_text().replace("Asia/Tokyo", "Europe/London"))
    done = site.build()
    site.expect("are of another day, too", done, 1, "in the time zone 'Europe/London' nothing would answer the former addresses of 12 articles any more", "write timezone: as it was")
    site.check("which is one error", done.stderr.count("[vanishing-address]") == 1, done.stderr)
    settings.write_text(settings.read_text().replace("{article: /:slug/", "{article: /b/:slug/"))
    site.expect("beside another pattern", site.build(), 1, "in the time zone 'Europe/London'", "hint: write permalinks: {article: /b/:slug/, aliases: [/:year/:slug/, /:id/]}, and")


def pattern_of_words(suite):
    """A part of an address may be made of several words of the pattern, or end in one's own."""
    for number, pattern in enumerate(("/:year-:month/:slug/", "/:year/:month/:day/:slug.html", "/b/:slug-of-:year/", "/archive/:id.html")):
        files = {f"content/articles/2019/uk/a-{n}-b.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 10)}
        site = Site(suite, f"pattern-of-words-{number}", f"permalinks: {{article: '{pattern}'}}\n", files)
        site.expect(f"a first build with {pattern}", site.build(), 0)
        settings = site.folder / "site.yml"
        settings.write_text(settings.read_text().replace(pattern, "/:section/:slug/"))
        site.expect(f"{pattern} is found", site.build(), 1, "the addresses of 10 articles", f"aliases: [{pattern}]}}, and each leads on", f"or article: {pattern} again")
    files = {f"content/articles/2018/a{n}.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 12)}
    site = Site(suite, "pattern-of-years", "permalinks: {article: '/:year/:month/:slug/'}\n", files)
    site.remove("content/articles/first.md")
    site.expect("folders that are called as years", site.build(), 0)
    settings = site.folder / "site.yml"
    settings.write_text(settings.read_text().replace("/:year/:month/:slug/", "/:slug/"))
    site.expect("a year is one, where it could be a folder", site.build(), 1, "aliases: [/:year/:month/:slug/]}")
