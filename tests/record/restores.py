# SPDX-License-Identifier: MIT
"""An older copy of the site takes the place of a newer one: what urls.lock knows better is said."""
from sites import Site, article
from suite import environment, run

PAGE = "---\ntitle: Rules\n---\nText of the rules.\n"
FILES = {"content/articles/2020/levy.md": article("Levy"), "content/pages/rules.md": PAGE, "content/files/report.pdf": "%PDF-1.4\n"}
ADDRESSES = "/2020/levy/", "/rules/", "/files/report.pdf"


def given_up(suite):
    """Texts and files that were taken down come back with the backup, and so does a site.yml without gone:."""
    site = Site(suite, "given up", files=FILES)
    older = (site.folder / "site.yml").read_text()
    taken_down = older + f"gone: [{', '.join(ADDRESSES)}]\n"
    site.expect("a first build", site.build(), 0)
    for path in FILES:
        site.remove(path)
    site.write("site.yml", taken_down)
    site.expect("they are taken down", site.build(), 0)

    def restore():
        for path, text in FILES.items():
            site.write(path, text)
        site.write("site.yml", older)

    restore()
    said = [f"'{address}' was given up, and '{path}' answers there now [returned-address]" for address, path in zip(ADDRESSES, FILES)]
    site.expect("check says what came back", run_check(site), 0, *said, "note: urls.lock:")
    site.expect("and so does a build that may not change urls.lock", site.build("--locked"), 1, *said)
    site.expect("not one of another time", site.build("--at", "2026-01-01", out=site.out.parent / "then"), 0, without=("returned-address",))
    site.expect("nor where rules still say that it is gone", with_settings(site, taken_down), 1, without=("returned-address",))
    site.write("site.yml", older)
    for path, address in zip(FILES, ADDRESSES):
        site.write("site.yml", older + f"gone: [{address}]\n")
        site.remove(path)
        site.expect(f"as the hint has it: {path}", run_check(site), 0, without=(f"'{address}' was given up",))
        site.write(path, FILES[path])
    restore()
    site.expect("where it is meant", site.build(), 0, *said)
    site.expect("it is said once", site.build("--strict"), 0, without=("returned-address",))
    site.remove("content/articles/2020/levy.md")
    site.write("site.yml", older + "gone: [/2020/levy/]\n")
    site.expect("gone once more", site.build(), 0)
    site.write("site.yml", older)
    site.write("content/articles/first.md", article("The first one", aliases="[/2020/levy/]"))
    site.expect("an alias is somebody's decision", site.build("--strict"), 0, without=("returned-address",))


def held_and_given_up(suite):
    """A text that waits for a court is a draft, and below gone:, so that neither older copy brings it back unsaid."""
    levy, draft = article("Levy on zqwater"), article("Levy on zqwater", draft="true")
    site = Site(suite, "held and given up", files={"content/articles/2020/levy.md": levy})
    older = (site.folder / "site.yml").read_text()
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/2020/levy.md", draft)
    site.write("site.yml", older + "gone: [/2020/levy/]\n")
    site.expect("it waits", site.build("--strict"), 0)
    site.check("a page says that it is gone, without its title",
               b"removed" in site.pages()["2020/levy/index.html"] and not any(b"zqwater" in page for page in site.pages().values()))
    site.check("urls.lock, too", "/2020/levy/ gone" in site.lines(), site.lock())
    site.write("content/articles/2020/levy.md", levy)
    site.expect("older content", site.build(), 1, "[duplicate-url]", "hint: take away what came back; or where it is public again, take the address out of gone:")
    site.write("site.yml", older)
    site.expect("and older settings", site.build(), 0, "'/2020/levy/' was given up", "[returned-address]")
    site.check("it has its address again", b"zqwater" in site.pages()["2020/levy/index.html"] and "/2020/levy/ article" in site.lock())


def older_copies(suite):
    """Older files of texts take the place of newer ones: the hints lead to what was published last."""
    note = "[{date: 2021-05-01, type: correction, note: Not 5 %}]"
    older, newer = article("Levy", text="The levy is 5 %."), article("Levy", text="The levy is 6 %.", changes=note)
    site = Site(suite, "older copies", files={"content/articles/levy.md": newer})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", older)
    site.expect("a correction and its words", site.build(), 0, "[lost-note]", "hint: its text is another one, too: where an older copy of the file was put back, take the newer one; else")
    site.write("content/articles/levy.md", newer)
    site.expect("the newer one settles it", site.build("--strict"), 0)
    site.write("content/articles/levy.md", article("Levy", text="The levy is 6 %."))
    site.expect("the note alone", site.build(), 0, "[lost-note]", "hint: write them below changes: again; what was said")
    site.remove("content/articles/levy.md")
    site.write("content/articles/water.md", article("Levy", text="The levy is 6 %.", aliases="[/levy/]", guid='"tag:briefings.example,2020-01-01:levy"', changes=note))
    site.expect("another file with the id of before", site.build("--strict"), 0)
    site.remove("content/articles/water.md")
    site.write("content/articles/levy.md", article("Levy", text="The levy is 6 %.", aliases="[/water/]", changes=note))
    site.expect("the id may be one of its own", site.build("--locked"), 1, "[changed-feed-ids]",
                'write guid: "tag:briefings.example,2020-01-01:water", or the guid: that \'water\' had, if it had one, and the id of its entry stays')


def run_check(site):
    return run([site.suite.brief, "-C", site.folder, "-o", site.out, "check"], env=environment())


def with_settings(site, settings):
    site.write("site.yml", settings)
    return site.build("--locked")
