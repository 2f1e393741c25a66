# SPDX-License-Identifier: MIT
"""What says of when it is, since nobody has updated or reviewed it for years (old_after_years)."""
from sites import Site, article
from suite import tree

WORDS = "This is as things stood in {}. What has changed since is not in it."


def old(suite):
    site = Site(suite, "old", "old_after_years: 5\ntimezone: America/New_York\n", {
        "content/articles/plain.md": article("Plain", date="2019-12-31"),
        "content/articles/night.md": article("Night", date="2020-01-01T02:00:00Z"),
        "content/articles/updated.md": article("Updated", date="2010-05-05", updated="2020-01-01"),
        "content/articles/noted.md": article("Noted", date="2010-05-05", changes="[{date: 2019-03-03, note: More.}, {date: 2024-03-03, type: minor, note: Less.}]"),
        "content/articles/reviewed.md": article("Reviewed", date="2010-05-05", reviewed="2021-06-06"),
        "content/articles/archived.md": article("Archived", date="2010-05-05", status="archived"),
        "content/articles/ends.md": article("Ends", date="2019-05-05", expires="2025-01-01"),
        "content/articles/draft.md": article("A draft of it", date="2010-05-05", draft="true")})

    def say_so(year):
        return sorted(path.split("/")[0] for path, page in site.pages().items() if WORDS.format(year).encode() in page)

    at_midnight = "2025-01-01T05:00:00Z"
    before = site.build("--at", "2025-01-01T04:59:59Z", "--schedule", "cron", env={"TZ": "UTC"})
    site.expect("a second before", before, 0, "next build due: 2025-01-01 00:00", "0 5 1 1 *", "# content/articles/ends.md expires", "0 5 1 1 *", without=("draft.md",))
    site.check("none says so", not say_so(2019), say_so(2019))
    done = site.build("--at", at_midnight, "--schedule", "cron", env={"TZ": "UTC"})
    site.expect("on the first day of the year", done, 0, "next build due: 2026-01-01 00:00", "# content/articles/first.md is old from then on\n0 5 1 1 *")
    site.check("what was of 2019 does, by the clocks of its zone and its last update", say_so(2019) == ["night", "noted", "plain"], say_so(2019))
    site.check("nothing else", not [year for year in (2010, 2020, 2021, 2024) if say_so(year)])
    for form in ("cron", "github"):
        dated = site.build("-q", "--at", at_midnight, "--schedule", form, env={"TZ": "UTC"}).stdout
        site.check(f"a time of {form}, which has no year, is said once", dated.count("0 5 1 1 *") == 1, dated)
    dated = site.build("-q", "--at", at_midnight, "--schedule", "systemd").stdout
    site.check("systemd's have years", dated.count("OnCalendar=") == 2, dated)
    late = site.build("--at", "2030-01-01")
    site.expect("in the end", late, 0, without=("next build due",))
    site.check("all of its own year", (say_so(2020), say_so(2021)) == (["first", "updated"], ["reviewed"]), [say_so(2020), say_so(2021)])
    site.check("but what has a status", not say_so(2010), say_so(2010))
    kept, clean = site.pages(), site.out.parent / "clean"
    site.expect("a clean build of that time", site.build("--at", "2030-01-01", "--clean", "-j3", out=clean), 0)
    site.check("has the same bytes", tree(clean) == kept)
    site.write("site.yml", (site.folder / "site.yml").read_text().replace("old_after_years: 5\n", ""))
    site.expect("without the setting", site.build("--at", "2030-01-01"), 0)
    site.check("none is old", not [year for year in range(2009, 2030) if say_so(year)])
    site.write("site.yml", (site.folder / "site.yml").read_text() + "old_after_years: 101\n")
    site.expect("a century is the most", site.build(), 1, "[bad-value]", "100")
