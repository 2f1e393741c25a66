# SPDX-License-Identifier: MIT
"""The gate: boundaries in four zones, 60 ways to write a fact wrong, what the build says, what to install."""
import json
import re
import shutil
import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from suite import diagnostics_of, differences, environment, run, tree
from sites import SETTLING_SECONDS, Site, article

# site's zone, date as written, the instant from which it is public
MOMENTS = [
    ("UTC", "2025-06-01", "2025-06-01T00:00:00+00:00"),
    ("Europe/London", "2025-06-01", "2025-05-31T23:00:00+00:00"),
    ("America/New_York", "2025-06-01", "2025-06-01T04:00:00+00:00"),
    ("Asia/Kolkata", "2025-06-01", "2025-05-31T18:30:00+00:00"),
    ("Pacific/Kiritimati", "2025-06-01", "2025-05-31T10:00:00+00:00"),
    ("Europe/London", "2025-06-01 09:00", "2025-06-01T08:00:00+00:00"),
    ("Europe/London", "2025-06-01T09:00Z", "2025-06-01T09:00:00+00:00"),
    ("Asia/Kolkata", "2025-06-01 09:00 -0400", "2025-06-01T13:00:00+00:00"),
    ("America/New_York", "2025-06-01 9:05:07.250", "2025-06-01T13:05:07.250000+00:00"),
    ("Europe/London", "2024-02-29", "2024-02-29T00:00:00+00:00"),
    # clocks go forward: the hour that is left out is read as the later one
    ("Europe/London", "2025-03-30 01:30", "2025-03-30T01:30:00+00:00"),
    ("America/New_York", "2025-03-09 02:30", "2025-03-09T07:30:00+00:00"),
    # clocks go back: the second of the two
    ("Europe/London", "2025-10-26 01:30", "2025-10-26T01:30:00+00:00"),
    ("America/New_York", "2025-11-02 01:30", "2025-11-02T06:30:00+00:00"),
    # a midnight that is left out
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00+00:00"),
    ("Asia/Beirut", "2025-03-30", "2025-03-29T22:00:00+00:00"),
]


def text_of(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if not moment.microsecond else moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def boundaries(suite):
    """One second before, at the moment, one second after; the machine's own zone makes no difference."""
    by_zone = {}
    for number, (zone, written, instant) in enumerate(MOMENTS):
        by_zone.setdefault(zone, []).append((f"at-{number}", written, datetime.fromisoformat(instant)))
    for zone, moments in by_zone.items():
        site = Site(suite, "boundaries-" + zone.replace("/", "-"), f"timezone: {zone}\nplugins: []\n")
        for name, written, _ in moments:
            site.write(f"content/articles/{name}.md", article(name, date=written))
            site.write(f"content/articles/until-{name}.md", article("until " + name, date="2001-01-01", expires=written))
        for name, written, instant in moments:
            for seconds in (-1, 0, 1):
                when = instant + timedelta(seconds=seconds)
                machine = ("UTC", "Asia/Tokyo", "America/Los_Angeles")[seconds + 1]
                done = site.build("--at", text_of(when), env={"TZ": machine})
                pages = site.pages()
                site.check(f"{written} {seconds:+d} s", done.returncode == 0 and (f"{name}/index.html" in pages) == (seconds >= 0),
                           done.stderr[:500])
                site.check(f"expires {written} {seconds:+d} s", (f"until-{name}/index.html" in pages) == (seconds < 0))


WRONG = {
    # dates
    "date": ["April 5, 2021", "2016-07-19 (optional)", "2021/04/05", "05.04.2021", "20210405", "2021-13-01", "2021-02-30", "2023-02-29",
             "2021-00-10", "2021-04-05 25:00", "2021-04-05 12:60", "2021-04-05T", "2021-04-05 12", "2021-04-05 12:00 +99:00",
             "2021-04-05 12:00 EST", "tomorrow", "'2090-01-01x'", "true", "[2021-04-05]", "{a: 1}", "~", "''", "2021", "-2021-04-05",
             "2021-4", "２０２１-04-05", "2021‑04‑05", "2021-04-05 12:00:00.1234567890", "2021-04-05T12:00+1"],
    "expires": ["never", "2021-02-30", "~", "''", "true", "2090", "[2090-01-01]"],
    "draft": ["'yes '", "\"yes \"", "1", "0", "nope", "~", "''", "tru", "'true'", "[true]", "on purpose", "ja"],
    "status": ["withdrwan", "draft", "true", "~", "''", "[withdrawn]", "Withdrawn"],
}
NEAR_MISSES = ["Draft", "DRAFT", "drаft", "dráft", "draft\u200b", "darft", "drafts", "drft", "dra_ft", "ｄｒａｆｔ", "Date", "dаte", "daet", "dates", "DATE",
               "Expires", "expire", "expirs", "exipres", "еxpires", "EXPIRES", "Status", "stauts", "statu", "ѕtatus", "publish", "Publish",
               "published", "puhlish", "publishd", "embargo", "Embargo", "embargoed", "publishDate", "publish_date", "expiryDate", "expiry_date",
               "unpublish", "hidden", "Hidden", "hiden", "hіdden", "is_hidden", "visibility", "visiblity", "visible", "private", "is_private", "Private",
               "unlisted", "password", "pubDate", "pub_date", "release_date", "embargo_until", "embargoDate", "publish_at", "published_at",
               "schedule", "scheduled", "is_draft", "isDraft"]


def comes_due(suite):
    """Nothing has changed since the last build but the time: what waited comes out, and what has expired leaves."""
    site = Site(suite, "comes due", "plugins: []\n", {"content/articles/soon.md": article("Soon", date="2025-12-10"),
                                                      "content/articles/ends.md": article("Ends", expires="2025-12-20"),
                                                      "content/pages/page.md": "---\ntitle: Page\ndate: 2025-12-15\n---\nText.\n"})
    time.sleep(SETTLING_SECONDS)
    for day, there in (("05", {"ends"}), ("06", {"ends"}), ("10", {"ends", "soon"}), ("15", {"ends", "page", "soon"}), ("20", {"page", "soon"}), ("05", {"ends"})):
        seconds = int(datetime.fromisoformat(f"2025-12-{day}T00:00+00:00").timestamp())
        site.expect(f"on the {day}th", site.build(env={"SOURCE_DATE_EPOCH": str(seconds)}), 0)
        found = {name for name in ("ends", "page", "soon") if f"{name}/index.html" in site.pages()}
        site.check(f"on the {day}th it shows {', '.join(sorted(there))}", found == there, found)


def wrong_facts(suite):
    """Each in a file of its own; every one must be an error of that file, and nothing may be published."""
    site = Site(suite, "wrong facts", "plugins: []\n")
    site.expect("without them it builds", site.build(), 0)
    pages, files = site.pages(), {}
    for key, values in WRONG.items():
        for number, value in enumerate(values):
            path = f"content/articles/zqwrong-{key}-{number}.md"
            keys = {"date": value} if key == "date" else {key: value}
            files[path] = f"{key}: {value}"
            site.write(path, article("Zqwrong", **keys))
    for number, key in enumerate(NEAR_MISSES):
        path = f"content/articles/zqwrong-key-{number}.md"
        files[path] = f"{key}: true"
        site.write(path, article("Zqwrong", **{key: "true"}))
    for number, line in enumerate(("status: withdrawn", "status: draft", "hidden: true", "Draft: true", "publish: no")):
        path = f"content/pages/zqwrong-page-{number}.md"
        files[path] = f"a page's {line}"
        site.write(path, f"---\ntitle: Zqwrong\n{line}\n---\nText.\n")
    suite.check("there are at least 60 of them", len(files) >= 60, len(files))
    done = site.build("--diagnostics", "json")
    site.check("exit code 1", done.returncode == 1)
    reported = {path for path, _, code, severity in diagnostics_of(done.stderr) if severity == "error" and code != "worker-crashed"}
    for path, line in files.items():
        site.check(f"an error: {line}", path in reported)
    site.check("nothing is published", site.pages() == pages)
    done = site.build("--drafts", "--diagnostics", "json")
    site.check("--drafts lets none of them pass", done.returncode == 1 and site.pages() == pages)

    byline = Site(suite, "byline of a draft", files={"content/articles/plan.md": article("Plan", draft="true", author="zq-nobody", image="gone.png")})
    byline.expect("a mistake in the only draft is one", byline.build(), 1, "content/articles/plan.md:5:9: error: ", "[unknown-author]")
    byline.write("content/articles/plan.md", article("Plan", draft="true", image="gone.png"))
    byline.expect("but its picture may not be there yet", byline.build(), 0, "1 draft", without=("gone.png",))
    byline.expect("until it is shown", byline.build("--drafts", out=byline.out.parent / "drafts"), 1, "[missing-image]")
    byline.write("content/articles/plan.md", article("Plan", date="2090-01-01", image="gone.png"))
    byline.expect("or has a date", byline.build(), 1, "[missing-image]")


    dead = Site(suite, "address of a draft", files={"content/articles/plan.md": article("Plan", draft="true"),
                                                    "content/articles/open.md": article("Open", text="See [it](/plan/#costs).")})
    dead.expect("a link to its address", dead.build(), 0, "content/articles/open.md:5:10: warning: nothing answers '/plan/'",
                "hint: content/articles/plan.md is not published; in a text, link to the file")


def announced(suite):
    now = datetime.now(timezone.utc).replace(second=0, microsecond=0)
    soon, later = now + timedelta(hours=6, minutes=30), now + timedelta(days=40)
    local = soon.astimezone(ZoneInfo("Europe/London"))
    site = Site(suite, "announced", "timezone: Europe/London\nplugins: []\n", {
        "content/articles/2019/x.md": article("Zqtitle of it", date=local.strftime("%Y-%m-%d %H:%M")),
        "content/articles/y.md": article("Draft", draft="true"), "content/articles/z.md": article("Old", expires="2021-01-01"),
        "content/articles/w.md": article("Expiring", expires=later.strftime("%Y-%m-%dT%H:%MZ"))})
    shown = local.strftime("%Y-%m-%d %H:%M") + " Europe/London, in 6 h"
    site.expect("what is held back", site.build(), 0, f"held back: 3 (1 draft; 1 expired; 2019/x.md until {shown})\n", f"next build due: {shown}\n",
                without=("Zqtitle",))
    for number in range(9):
        site.write(f"content/articles/later-{number}.md", article("Later", date=f"2090-01-0{number + 1}"))
    site.expect("many of them: the nearest first", site.build(), 0, "; later-3.md until 2090-01-04 00:00 Europe/London, in ", "; 5 more later)",
                without=("later-4.md",))
    site.expect("-v: all", site.build("-v"), 0, "later-8.md until 2090-01-09")
    site.expect("with --at the distance counts from there", site.build("--at", "2089-12-31T23:50Z"), 0,
                "next build due: 2090-01-01 00:00 Europe/London, in 10 min")


def epoch(suite):
    site = Site(suite, "epoch", "plugins: []\n", {"content/articles/future.md": article("Zqfuture", date="2090-01-01"),
                                                  "content/articles/recent.md": article("Recent", date="2020-06-01")})
    for name, value in (("2100", "4102444800"), ("not a number", "2100-01-01"), ("negative", "-1"), ("too large", "99999999999999999999"),
                        ("with blanks", " 1 ")):
        site.expect(f"SOURCE_DATE_EPOCH {name}", site.build(env={"SOURCE_DATE_EPOCH": value}), 0, "[source-date-ignored]", "held back: 1")
        site.check(f"the embargo holds: {name}", not any("future" in path or b"Zqfuture" in text for path, text in site.pages().items()))
    site.expect("SOURCE_DATE_EPOCH of the past", site.build(env={"SOURCE_DATE_EPOCH": "1577923200"}), 0, "held back: 2", without=("source-date",))
    time.sleep(SETTLING_SECONDS)
    site.expect("an unchanged site", site.build("--clean"), 0, without=("source-date",))
    site.expect("a wrong one is told of where nothing else changed", site.build(env={"SOURCE_DATE_EPOCH": "x"}), 0, "[source-date-ignored]")
    site.expect("and not without it", site.build(), 0, without=("source-date",))
    site.expect("an empty one", site.build(env={"SOURCE_DATE_EPOCH": ""}), 0, "held back: 1", without=("source-date",))


def schedules(suite):
    site = Site(suite, "it's 100% scheduled, $5", "timezone: Europe/London\nplugins: []\n", {
        "content/articles/a.md": article("Zqtitle", date="2090-07-01 09:00:30"), "content/articles/b.md": article("Zqtitle", date="2090-07-01 09:01"),
        "content/articles/c.md": article("C", expires="2089-12-31T23:59:00Z")})
    cron = site.build("-q", "--schedule", "cron", env={"TZ": "UTC"})
    folder = str(site.folder).replace("'", "'\\''").replace("%", "\\%")
    out = folder[:-len("site")] + "out"
    site.expect("cron", cron, 0, f"59 23 31 12 * '{suite.brief}' -q -C '{folder}' -o '{out}' build\n", "1 8 1 7 * ", "# content/articles/c.md expires\n",
                "# content/articles/a.md appears\n", without=("Zqtitle", "b.md", "pages, "))
    suite.check("cron: each line is a comment or an entry", all(re.match(r"#|(\d+ ){4}\* '/", line) for line in cron.stdout.splitlines()), cron.stdout)
    site.expect("cron in another zone", site.build("-q", "--schedule", "cron", env={"TZ": "America/New_York"}), 0, "1 4 1 7 * ")
    for moment, fields in (("2089-10-30 00:59", "59 1 30 10 *"), ("2089-10-30 01:00", "0 2 30 10 *"), ("2089-10-30 01:59", "59 2 30 10 *"),
                           ("2089-10-30 02:00", "0 2 30 10 *"), ("2089-03-27 01:00", "0 2 27 3 *")):
        site.write("content/articles/twice.md", article("Twice", date=f"{moment}Z"))
        site.expect(f"cron as clocks are changed, {moment} UTC", site.build("-q", "--schedule", "cron", env={"TZ": "Europe/London"}), 0, f"twice.md appears\n{fields} ")
    site.remove("content/articles/twice.md")
    site.expect("systemd", site.build("-q", "--schedule", "systemd"), 0, "[Timer]", "OnCalendar=2089-12-31 23:59:00 UTC", "OnCalendar=2090-07-01 08:01:00 UTC",
                "Persistent=true", "[Service]", "100%% scheduled, $$5/site\" -o \"", "100%% scheduled, $$5/out\" build\n")
    staged = site.build("-q", "--schedule", "cron", "--base-url", "https://staging.example")
    site.expect("where the site will stand", staged, 0, f"-o '{out}' --base-url 'https://staging.example' build\n")
    looked = site.build("-q", "--schedule", "cron", "--at", "2026-01-01", out=site.out.parent / "then")
    site.expect("not into the folder of a look at another time", looked, 0, f" -q -C '{folder}' build\n")
    site.expect("github", site.build("-q", "--schedule", "github", env={"TZ": "Asia/Tokyo"}), 0, 'on:\n  schedule:\n', '    - cron: "59 23 31 12 *"', '    - cron: "1 8 1 7 *"')
    site.write("content/articles/one.md", article("One", "2090-01-01", expires="2091-01-02", updated="2090-01-01",
                                                  changes="[{date: 2091-01-02, type: minor, note: N}]"))
    said = [line for line in site.build("-q", "--schedule", "cron").stdout.splitlines() if "one.md" in line]
    site.check("what changes as it appears or expires is no moment of its own",
               said == ["# content/articles/one.md appears", "# content/articles/one.md expires"], said)
    site.remove("content/articles/one.md")
    loud = site.build("--schedule", "github")
    site.expect("without -q it is a build like others", loud, 0, "held back: 2", "pages, ")
    site.check("but what is to be installed stands alone", loud.stdout == site.build("-q", "--schedule", "github").stdout != "", loud.stdout)
    document = json.loads(site.build("--schedule", "github", "--diagnostics", "json").stderr)
    site.check("and so does a document of diagnostics", document["errors"] == 0, document)
    site.write("content/articles/wrong.md", "---\ntitle: Wrong\ndate: soon\n---\nText.\n")
    site.check("of a site that is not built crontab gets no table", site.build("-q", "--schedule", "cron").stdout.startswith("not built: "))
    site.remove("content/articles/wrong.md")
    site.expect("an unknown one", site.build("--schedule", "launchd"), 2, "launchd")
    talk = Site(suite, "comments that close", "plugins: []\ncomments: {email: desk@example.org, close_after_days: 30}\n", {
        "content/articles/a.md": article("Open", date="2026-01-10"), "content/articles/b.md": article("Closed", date="2025-01-10")})
    done = talk.build("--at", "2026-01-15", "--schedule", "cron", env={"TZ": "UTC"})
    talk.expect("the day on which comments close", done, 0, "next build due: 2026-02-09 00:00", "# content/articles/a.md takes no more comments\n0 0 9 2 *",
                without=("b.md",))
    before, after = talk.build("--at", "2026-02-08 23:59"), (talk.out / "a/index.html").read_text()
    talk.check("the form is there until then", before.returncode == 0 and "mailto:desk" in after, before.stderr)
    talk.expect("and gone on that day", talk.build("--at", "2026-02-09"), 0, without=("next build due",))
    talk.check("as it says", "mailto:desk" not in (talk.out / "a/index.html").read_text())
    for number in range(60):
        site.write(f"content/articles/many-{number}.md", article(f"Piece {number}", date=f"2091-{number % 12 + 1:02}-{number // 12 + 1:02}"))
    cron = site.build("-q", "--schedule", "cron", env={"TZ": "UTC"})
    suite.check("cron: a line for every moment, however many", len(re.findall(r"^[0-9]", cron.stdout, re.M)) == 62, cron.stdout)
    empty = Site(suite, "nothing scheduled", "plugins: []\n")
    empty.expect("says so", empty.build("-q", "--schedule", "cron"), 0, "no build is due")


def comments_of_none(suite):
    """Pictures beside the comments on an article that was deleted go with it; those that no comment lies beside stay."""
    site = Site(suite, "comments-of-none", files={"content/articles/levy.md": article("Levy"), "content/comments/faces/jo.png": "a face",
        "content/comments/levy/a.yml": "name: Jo\ndate: 2020-02-02\ncomment: See the photo.\n", "content/comments/levy/files/photo.png": "a photo"})
    settings = (site.folder / "site.yml").read_text()
    site.expect("with its article", site.build(), 0)
    site.check("they are there", {"comments/levy/files/photo.png", "comments/faces/jo.png"} <= set(site.pages()))
    site.remove("content/articles/levy.md")
    site.write("site.yml", settings + "gone: [/levy/]\n")
    site.expect("without it", site.build(), 0, "a comment on 'levy', which is no article [unknown-article]")
    site.check("what came with comments is not", "comments/levy/files/photo.png" not in site.pages() and "comments/faces/jo.png" in site.pages())


def everywhere(suite):
    """A held-back article with everything that could betray it: no list, count, term, year or neighbour knows it."""
    token = "zqembargoxj"
    kinds = {"future": {"date": "2090-05-05"}, "draft": {"date": "2007-05-05", "draft": "true"}, "expired": {"date": "2008-05-05", "expires": "2009-01-01"}}
    site = Site(suite, "everywhere", "taxonomies: [regions]\nredirects: [html, netlify, apache, nginx]\ncitations: files\n", {
        "content/articles/second.md": article("Second", series="Floods")})
    plain = site.build()
    site.expect("without them", plain, 0)
    pages = set(site.pages())
    site.write(f"content/authors/{token}/index.md", f"---\nname: {token} Author\nimage: {token}.png\naliases: [/{token}/]\n---\n{token}\n")
    site.write(f"content/authors/{token}/{token}.png", token)
    for name, keys in kinds.items():
        author = f"{token} Guest" if name == "expired" else f"[{token}, {token} Guest]"
        site.write(f"content/comments/{token}-{name}/files/photo.png", f"{token} {name}")
        site.write(f"content/articles/{token}-{name}/index.md", article(
            f"{token} {name}", text=f"{token} ![x](photo-{token}.jpg)", aliases=f"[/{token}-{name}-old/]", tags=f"[{token}-tag-{name}]",
            regions=f"[{token}-land]", author=author, series="Floods", related="[first]", image=f"photo-{token}.jpg", **keys))
        site.write(f"content/articles/{token}-{name}/photo-{token}.jpg", f"{token} {name}")
    site.write("content/pages/soon.md", f"---\ntitle: {token} page\ndraft: true\npermalink: /soon/\n---\n{token}\n")
    done = site.build()
    site.expect("with them", done, 0, "held back: 4", without=(f"{token} future",))
    site.check("exactly the same paths", set(site.pages()) == pages, sorted(set(site.pages()) ^ pages))
    site.check("no trace", not [path for path, text in site.pages().items() if token in path or token.encode() in text.lower()])
    site.check("not in the cache's names, nor in the ledger", token not in site.lock())
    listed = run([suite.brief, "-C", site.folder, "list", "authors", "--tsv"], env=environment())
    site.expect("the author is listed, without an address", listed, 0)
    suite.check("everywhere: so", f"{token}\t{token} Author\t0\t\t\t\tcontent/authors/{token}/index.md\n" in listed.stdout, listed.stdout)
    site.expect("and found", run([suite.brief, "-C", site.folder, "list", "drafts", "--author", token], env=environment()), 0)
    site.expect("explained", run([suite.brief, "-C", site.folder, "explain", "held", f"content/authors/{token}/index.md"], env=environment()), 0)
    def has_no_trace():
        return set(site.pages()) == pages and not [path for path, text in site.pages().items() if token.encode() in text.lower()]

    refusal = ("error: --drafts would put drafts into ", "[drafts-in-output]", "brief build --drafts -o DIR")
    site.expect("--drafts is refused where a plain build published", site.build("--drafts"), 2, "which an earlier build published", *refusal)
    site.check("no trace then", has_no_trace())
    public = run([suite.brief, "-C", site.folder, "build", "--drafts"], env=environment())
    site.expect("--drafts is refused in the usual folder", public, 2, "'public', which is the folder that is published", *refusal)
    site.expect("by whatever name", site.build("--drafts", out=site.folder / "content" / ".." / "public"), 2, *refusal)
    site.expect("and in a folder of it", site.build("--drafts", out=site.folder / "public" / "drafts"), 2, "lies in the folder that is published", *refusal)
    site.check("which is not even made", not (site.folder / "public").exists())
    beside = site.folder / "public-with-drafts"
    site.expect("not in one whose name begins like its own", site.build("--drafts", out=beside), 0, without=("drafts-in-output",))
    shutil.rmtree(beside)
    looked = run([suite.brief, "-C", site.folder, "check", "--drafts"], env=environment())
    site.expect("who only looks may look at drafts", looked, 0, without=("drafts-in-output",))
    preview = site.out.parent / "drafts"
    site.expect("--drafts shows the draft", site.build("--drafts", out=preview), 0, "held back: 2")
    site.check("there", any(token.encode() in text.lower() for text in tree(preview).values()))
    for what in (f"{token}-draft", "soon"):
        site.check(f"and marked: {what}", b'class="preview"' in tree(preview).get(f"{what}/index.html", b""))
    site.expect("and again", site.build("--drafts", out=preview), 0, "held back: 2", "0 written")
    site.out = preview
    site.write("content/articles/another.md", article("Another"))
    (preview / "another").mkdir()
    (preview / "another/index.html").write_text("mine")
    site.expect("a plain build that fails", site.build(), 1, "[foreign-file]")
    shutil.rmtree(preview / "another")
    site.remove("content/articles/another.md")
    site.expect("leaves it a folder of drafts", site.build("--drafts"), 0, "held back: 2")
    site.expect("a plain build takes it away", site.build(), 0, "held back: 4")
    site.check("no trace after that", has_no_trace())
    site.expect("from then on it is a folder that is published", site.build("--drafts"), 2, *refusal)
    shutil.rmtree(preview)
    site.expect("unless it is removed", site.build("--drafts"), 0, "held back: 2")


def coming(suite):
    """What is dated later within a published article waits: an entry of its history, `updated`, a status, a comment."""
    history = "[{date: 2021-01-01, type: major, note: Zqold figures}, {date: 2090-03-01, type: correction, note: Zqembargoxj *figures* are wrong}]"
    site = Site(suite, "coming", "timezone: Europe/London\ncomments: {email: a@b.example}\n", {
        "content/articles/history.md": article("History", changes=history),
        "content/articles/updated.md": article("Updated", updated="2090-04-01"),
        "content/articles/read.md": article("Read", reviewed="2090-04-15", review_by="2090-04-16"),
        "content/articles/status.md": article("Status", status="superseded", reason="Zqembargoxj reason", superseded_by="first", status_date="2090-05-01"),
        "content/articles/ends.md": article("Ends", expires="2090-02-01", updated="2090-06-01"),
        "content/articles/later.md": article("Later", date="2090-07-01", updated="2090-06-30"),
        "content/pages/about.md": "---\ntitle: About\nupdated: 2090-08-01\n---\nText.\n",
        "content/comments/first/one.yml": "name: Reader\ndate: 2090-09-01\ncomment: Zqcomment\n",
        "content/comments/ends/late.yml": "name: Reader\ndate: 2090-09-02\ncomment: Zqcomment\n"})
    early = (b"zqembargoxj", b"2090", b"superseded by", b"zqcomment")

    def shown(words):
        return [f"{word} in {path}" for path, text in site.pages().items() for word in words if word in text.lower()]

    done = site.build()
    site.expect("builds", done, 0, "held back: 7 (", "a change of history.md until 2090-03-01 00:00 Europe/London", "a change of updated.md until 2090-04-01",
                "a change of status.md until 2090-05-01", "later.md until 2090-07-01", "; 2 more later)", "next build due: 2090-02-01 00:00", without=("ends.md until", "Zqembargoxj"))
    site.expect("a comment too, by -v", site.build("-v"), 0, "; a comment on first until 2090-09-01 00:00 Europe/London, in ", without=("on ends",))
    site.check("nothing of it is shown", not shown(early), shown(early))
    site.check("what is past is", shown((b"zqold",)))
    site.check("the ledger has the past note alone", any(re.match(r"/history/ article history 2021-01-01 1 ", line) for line in site.lines()), site.lock())
    cron = site.build("-q", "--schedule", "cron", env={"TZ": "UTC"})
    site.expect("each moment starts a build, and no other", cron, 0, "# content/articles/history.md changes\n0 0 1 3 *", "articles/updated.md changes\n0 23 31 3 *",
                "articles/status.md changes\n0 23 30 4 *", "articles/read.md changes\n0 23 14 4 *", "pages/about.md changes\n0 23 31 7 *", "comments/first/one.yml appears\n0 23 31 8 *",
                without=("ends.md changes", "later.md changes", "late.yml"))
    now = {"2090-03-01": (b"zqembargoxj <em>figures</em>",), "2090-04-01": (b'datetime="2090-04-01', b"zqembargoxj <em>"), "2090-04-15": (b'datetime="2090-04-15', b'datetime="2090-04-16', b'"lastreviewed": "2090-04-15'),
           "2090-05-01": (b"zqembargoxj reason",), "2090-08-01": (b"<lastmod>2090-08-01",), "2090-09-01": (b"zqcomment",)}
    for day, words in now.items():
        site.expect(f"--at {day}", site.build("--at", day), 0)
        site.check(f"{day}: it is shown", all(shown((word,)) for word in words), [word for word in words if not shown((word,))])
        clean = site.out.parent / f"clean-{day}"
        site.expect(f"--at {day}, clean", site.build("--at", day, "--clean", out=clean), 0)
        site.check(f"{day}: as a clean build", tree(site.out) == tree(clean), differences(tree(clean), tree(site.out)))
    for word in ("Zqembargoxj figures are wrong", "Zqembargoxj <em>figures</em> are wrong", "Zqembargoxj reason"):
        site.write("layouts/404.html", f"<!doctype html>\n<title>x</title>\n<p>{word}\n")
        site.expect(f"the embargo scan knows it: {word}", site.build(), 1, "[embargo-leak]", "shows a coming note of 'content/articles/",
                    "which is held back (scheduled)", without=("Zqembargoxj",))
    site.write("layouts/404.html", "<!doctype html>\n<title>x</title>\n<p>Zqold figures\n")
    site.write("content/articles/history.md", article("History", changes=history.replace("Zqembargoxj *figures* are wrong", "Zqold figures")))
    site.expect("a note that is public already is no secret", site.build(), 0)
    alone = Site(suite, "coming alone", files={"content/articles/a.md": article("A", changes="[{date: 2090-03-01, type: minor, note: Zqalone}]")})
    alone.expect("the only entry of a history waits, too", alone.build(), 0, "held back: 1 (a change of a.md until 2090-03-01")
    edges = Site(suite, "coming at the edges", files={"content/articles/a.md": article("A", date="2090-07-01", updated="2090-07-01"),
                                                      "content/articles/b.md": article("B", expires="2090-08-01", updated="2090-08-01")})
    edges.expect("what comes with the article, or when it is gone, is no change of it", edges.build(), 0,
                 "held back: 1 (", "a.md until 2090-07-01", without=("a change of",))


def news(suite):
    """robots.txt names the sitemap of news while there are some; the file itself stays."""
    site = Site(suite, "news", "plugins: []\n", {"content/articles/new.md": article("New", date="2090-01-01")})
    for when, is_named in (("2089-12-31", False), ("2090-01-02", True), ("2090-01-04", False)):
        site.expect(f"at {when}", site.build("--at", when), 0)
        pages = site.pages()
        site.check(f"at {when} the news are named: {is_named}", (b"news-sitemap" in pages["robots.txt"]) == is_named, pages["robots.txt"])
        site.check(f"at {when} they list: {is_named}", (b"<loc>" in pages["news-sitemap.xml"]) == is_named)
        site.check(f"at {when} the file ends in one line end", pages["robots.txt"].endswith(b".xml\n"), pages["robots.txt"])
    for status, is_named in (("withdrawn", False), ("archived", True)):
        site.write("content/articles/new.md", article("New", date="2090-01-01", status=status, reason="Why."))
        site.expect(f"new and {status}", site.build("--at", "2090-01-02"), 0)
        pages = site.pages()
        site.check(f"what is {status} is news: {is_named}", all((words in pages[name]) == is_named for name, words in (
            ("robots.txt", b"news-sitemap"), ("news-sitemap.xml", b"<loc>"))), pages["news-sitemap.xml"])
