# SPDX-License-Identifier: MIT
"""Where the site stands: another base_url makes every address another one, though urls.lock has all of them still."""
from sites import SETTINGS, Site
from suite import environment, run

HERE = "https://briefings.example"
FEEDS = "feeds: {authority: briefings.example}\n"


def settings(address):
    return SETTINGS.replace(HERE, address) + FEEDS


def line(site):
    return next((line for line in site.lines() if line.startswith("/feed.xml")), "")


def told_once(suite):
    """A path, another host whose feeds keep their ids, and http: again; each in a plain build, in check and with --locked."""
    site = Site(suite, "moved-site", FEEDS)
    site.expect("a first build", site.build(), 0, without=("moved-site",))
    before = HERE
    for now, but in ((f"{HERE}/archive", f" (but those below {HERE}/archive/)"), ("https://policy.example/archive", ""),
                     ("https://policy.example/archives", ""), ("http://policy.example/archives", ""), ("http://policy.example.org.uk", ""),
                     ("http://policy.example.org.uk:8080", ""), (HERE, "")):
        site.write("site.yml", settings(now))
        told = (f"site.yml:2:11: warning: every address is another one now: the site stood at '{before}' [moved-site]",
                f"have the server lead on from each address below {before}/{but} to the same path below {now}/; or write base_url: {before}\n")
        lock = site.lock()
        site.expect(f"{now}: in a pull request", site.build("--locked"), 1, *told, "urls.lock would change: notes, texts, files or base_url are not recorded")
        site.expect(f"{now}: in a strict build", site.build("--strict"), 1, "error: every address is another one now")
        site.expect(f"{now}: brief check", run([suite.brief, "-C", site.folder, "check"], env=environment()), 0, *told)
        for arguments in (("--at", "2025-01-01"), ("--base-url", "https://staging.example")):
            site.expect(f"{now}: with {arguments[0]}", site.build(*arguments, out=site.out.parent / "look"), 0, without=("moved-site",))
        site.check(f"{now}: what is recorded stays", site.lock() == lock, site.lock())
        site.expect(now, site.build(), 0, *told)
        site.check(f"{now}: is recorded", line(site) == f"/feed.xml feed briefings.example {now}", site.lock())
        site.expect(f"{now}: once", site.build("--strict", "--locked"), 0)
        before = now


def no_move(suite):
    """What is written otherwise, tried out or not yet known is no move."""
    site = Site(suite, "no-move", FEEDS)
    for before, now in (("http://briefings.example", HERE), (HERE, HERE + "/"), (HERE, "https://Briefings.example"), (HERE, "HTTPS://briefings.example"),
                        ("https://example.org", HERE), (HERE, "https://example.org/archive"), ("http://localhost:8000", HERE)):
        site.write("site.yml", settings(before))
        site.build()
        site.write("site.yml", settings(now))
        site.expect(f"{before} → {now}", site.build("--strict"), 0, without=("moved-site",))
    site.write("site.yml", settings("https://example.org"))
    site.expect("settings that were taken from a sample", site.build("--strict"), 0)
    site.check("change nothing of the record", line(site) == f"/feed.xml feed briefings.example {HERE}", site.lock())
    site.write("urls.lock", site.lock().replace(f" {HERE}", "").replace("urls.lock 4:", "urls.lock 3:"))
    site.write("site.yml", settings(f"{HERE}/archive"))
    site.expect("an earlier program did not say where it stood", site.build("--strict"), 0)
    site.check("which is recorded now", line(site) == f"/feed.xml feed briefings.example {HERE}/archive", site.lock())
    site.write("site.yml", SETTINGS.replace(HERE, "https://policy.example"))
    site.expect("where feeds ask whose ids they shall have", site.build(), 0, "[changed-feed-ids]", "[moved-site]")
    site.expect("that is told until it is said, the move once", site.build(), 0, "[changed-feed-ids]", without=("moved-site",))


def both_sides(suite):
    """On one branch the site moved; git's union leaves both lines."""
    site = Site(suite, "moved-on-one-side", FEEDS)
    site.expect("a first build", site.build(), 0)
    site.write("site.yml", settings(f"{HERE}/archive"))
    site.expect("the move", site.build(), 0, "[moved-site]")
    lock, ours, theirs = site.lock(), f"/feed.xml feed briefings.example {HERE}/archive\n", f"/feed.xml feed briefings.example {HERE}\n"
    for name, lines in {"ours first": ours + theirs, "theirs first": theirs + ours, "an earlier program's first": theirs.replace(f" {HERE}", "") + ours,
                        "of other ids": f"/feed.xml feed old.example {HERE}\n" + ours, "ids and place in two lines": theirs + ours.replace("feed briefings", "feed old")}.items():
        site.write("urls.lock", lock.replace(ours, lines))
        site.expect(name, site.build("--strict"), 0)
        site.check(f"{name}: is what site.yml says", site.lock() == lock, site.lock())
