# SPDX-License-Identifier: MIT
"""Builds of another time than that of the clock, in the folder that is published."""
import shutil
import time

from sites import SETTLING_SECONDS, Site, article
from suite import environment, run


def ahead(suite):
    """A look ahead into the folder that is published is warned of; elsewhere, and back, it is nobody's business."""
    site = Site(suite, "ahead", files={"content/articles/a.md": article("A"), "content/articles/b.md": article("B", date="2190-01-01")})
    usual = site.folder / "public"
    site.expect("ahead", site.build("--at", "2190-01-02", out=usual), 0, "[early-in-output]", "content/articles/b.md",
                "hint: look ahead in another folder: brief build --at … -o DIR; a build without --at takes it back")
    site.expect("not so far", site.build("--at", "2189-01-02", out=usual), 0, without=("early-in-output",))
    site.expect("elsewhere", site.build("--at", "2190-01-02"), 0, without=("early-in-output",))
    site.check("the present takes it back", site.build(out=usual).returncode == 0 and not (usual / "b").exists())
    page = Site(suite, "ahead of a page", files={"content/pages/soon.md": "---\ntitle: Soon\ndate: 2190-01-01\n---\nSoon.\n"})
    page.expect("is ahead too", page.build("--at", "2190-01-02", out=page.folder / "public"), 0, "[early-in-output]", "content/pages/soon.md")
    comment = "name: Reader\ncomment: Text.\n"
    for name, path, text in (
        ("a change", "content/articles/a.md", article("A", changes="[{date: 2025-01-02, type: minor, note: Old}, {date: 2190-01-01, type: minor, note: New}]")),
        ("updated", "content/articles/a.md", article("A", updated="2190-01-01")),
        ("a status", "content/articles/a.md", article("A", status="archived", status_date="2190-01-01")),
        ("a comment", "content/comments/a/late.yml", comment + "date: 2190-01-01\n"),
        ("an answer", "content/comments/a/late.yml", comment + "date: 2190-01-01\nreply_to: early\n"),
        ("updated of a page", "content/pages/page.md", "---\ntitle: Page\nupdated: 2190-01-01\n---\nText.\n"),
    ):
        within = Site(suite, f"ahead of {name}", "comments: {email: a@b.example}\n",
                      {"content/articles/a.md": article("A"), "content/comments/a/early.yml": comment + "date: 2025-01-02\n", path: text})
        source = path if "/comments/" not in path else "content/articles/a.md"
        within.expect("is warned of", within.build("--at", "2190-01-02", out=within.folder / "public"), 0, "[early-in-output]", source)
        within.expect("not before it", within.build("--at", "2189-12-31", out=within.folder / "public"), 0, without=("early-in-output",))
    if suite.is_sanitized or not shutil.which("faketime"):
        suite.skip("ahead: until the clock gets there", "no faketime, which the sanitizers do not bear")
        return
    time.sleep(SETTLING_SECONDS)

    def by_clock(clock):
        """Files keep their times: they would look as if they had changed."""
        return run(["faketime", clock, suite.brief, "-C", site.folder, "-o", usual, "build", "-j0", "--at", "2190-01-02"],
                   env=environment(NO_FAKE_STAT="1"))
    site.expect("while it is one", by_clock("2189-12-31"), 0, "[early-in-output]")
    site.expect("until the clock gets there", by_clock("2190-01-03"), 0, without=("early-in-output",))


def behind(suite):
    """A look back in the folder that is published says what is missing there, and what has expired; elsewhere it is nobody's business."""
    site = Site(suite, "behind", files={
        "content/articles/a.md": article("A"), "content/articles/b.md": article("B", date="2025-01-01"),
        "content/articles/ends.md": article("Ends", expires="2025-03-01"), "content/articles/short.md": article("Short", date="2025-01-01", expires="2025-03-01"),
        "content/pages/c.md": "---\ntitle: C\ndate: 2025-02-01\n---\nText.\n", "content/articles/d.md": article("D", draft="true", date="2025-01-01"),
        "content/articles/far.md": article("Far", date="2190-01-01")})
    usual = site.folder / "public"
    site.expect("the present", site.build(out=usual), 0, without=("past-in-output",))
    for day, said, without in (
        ("2024-06-01", ("from which the site is published, lacks what is out by now: content/articles/b.md and 1 more [past-in-output]",
                        "from which the site is published, shows what has expired: content/articles/ends.md [past-in-output]",
                        "hint: look back in another folder: brief build --at … -o DIR; a build without --at mends it"), ()),
        ("2025-01-15", ("lacks what is out by now: content/pages/c.md [", "shows what has expired: content/articles/ends.md and 1 more ["), ()),
        ("2025-04-01", (), ("past-in-output",)),
    ):
        site.expect(f"at {day}", site.build("--at", day, out=usual), 0, *said, without=without)
        site.expect(f"at {day} again", site.build("--at", day, out=usual), 0, *said, without=without)
        site.expect(f"at {day} elsewhere", site.build("--at", day), 0, without=("past-in-output",))
    site.check("the present brings it back", site.build(out=usual).returncode == 0 and (usual / "b").exists() and (usual / "c").exists())
    if suite.is_sanitized or not shutil.which("faketime"):
        suite.skip("behind: as time goes by", "no faketime, which the sanitizers do not bear")
        return
    time.sleep(SETTLING_SECONDS)
    for clock, said, without in (("2024-12-31", (), ("past-in-output",)), ("2025-01-02", ("content/articles/b.md and 1 more [past-in-output]",), ()),
                                 ("2025-02-02", ("content/articles/b.md and 2 more [past-in-output]",), ())):
        done = run(["faketime", clock, suite.brief, "-C", site.folder, "-o", usual, "build", "-j0", "--at", "2024-12-01"], env=environment(NO_FAKE_STAT="1"))
        site.expect(f"by the clock of {clock}", done, 0, *said, without=without)
