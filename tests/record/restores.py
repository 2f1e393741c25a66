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


def run_check(site):
    return run([site.suite.brief, "-C", site.folder, "-o", site.out, "check"], env=environment())


def with_settings(site, settings):
    site.write("site.yml", settings)
    return site.build("--locked")
