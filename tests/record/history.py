# SPDX-License-Identifier: MIT
"""The history of texts: what counts as a change, and how long one may go without a note."""
import re
import time
from datetime import datetime

from sites import IDS_WITHOUT_DAYS, SETTLING_SECONDS, Site, article


def texts(suite):
    site = Site(suite, "texts", IDS_WITHOUT_DAYS, files={"content/articles/levy.md": article("Levy", text="The levy is 5 % of it -- \"all\" of it.")})
    site.expect("a first build", site.build(), 0)
    for name, text in {"another line break": "The levy is\n5 % of it -- \"all\" of it.", "dashes and quotes": "The levy is 5 % of it – “all” of it.",
                       "emphasis": "The *levy* is **5 %** of it -- \"all\" of it.", "a link": "The [levy](https://example.org) is 5 % of it -- \"all\" of it.",
                       "a no-break space": "The levy is 5\u00a0% of it -- \"all\" of\u00a0it."}.items():
        site.write("content/articles/levy.md", article("Levy", text=text))
        site.expect(f"no change to a reader: {name}", site.build("--strict"), 0, without=("silent-change",))
    changed = {"a number": ("Levy", "The levy is 15 % of it -- \"all\" of it.", {}), "a sign": ("Levy", "The levy is -5 % of it -- \"all\" of it.", {}),
               "a point": ("Levy", "The levy is 5 % of it -- \"all\" of it", {}), "the title": ("Levies", "The levy is 5 % of it -- \"all\" of it.", {}),
               "key points": ("Levy", "The levy is 5 % of it -- \"all\" of it.", {"key_points": "[New]"}),
               "the summary": ("Levy", "The levy is 5 % of it -- \"all\" of it.", {"summary": "New"})}
    for name, (title, text, keys) in changed.items():
        site.write("content/articles/levy.md", article(title, text=text, **keys))
        done = site.build()
        site.expect(f"a change: {name}", done, 0, "content/articles/levy.md:1:1: ", "text changed since 2020-01-01 without a note",
                    "[silent-change]", "add changes: [{date: ")
        site.expect(f"it comes again: {name}", site.build(), 0, "[silent-change]")
        site.expect(f"--strict fails: {name}", site.build("--strict"), 1, "[silent-change]")
    site.expect("not as of another time", site.build("--at", "2024-01-01", "--strict"), 0)
    new = "The levy is 6 % of it."
    note = "[{date: 2021-05-01, type: correction, note: Not 5 %}]"
    site.write("content/articles/levy.md", article("Levy", text=new, changes=note))
    site.expect("a note settles it", site.build("--strict"), 0)
    site.check("and is recorded", any(re.match(r"/levy/ article levy 2021-05-01 1 [0-9a-f]{16} 2020-01-01 -$", line) for line in site.lines()), site.lock())
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=note))
    site.expect("the next change needs another one", site.build(), 0, "text changed since 2021-05-01 without a note",
                "hint: add {date: ", "type: minor, note: What changed} to the list behind changes:")
    coming = "[{date: 2090-01-01, note: To come}]"
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=coming))
    site.expect("one lost note", site.build(), 0, "[lost-note]", "the history had 1 note, the last of 2021-05-01")
    two = note[:-1] + ", {date: 2021-05-01, type: minor, note: Not 6 %}]"
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=two))
    site.expect("of the same day, even", site.build("--strict"), 0)
    even = Site(suite, "updated at once", files={"content/articles/toll.md": article("Toll", date="2021-05-01", updated="2021-05-01")})
    even.expect("an update of the day itself", even.build(), 0)
    even.check("is a note, as ever, though readers are told of none", "/toll/ article toll 2021-05-01 1 " in even.lock(), even.lock())
    site.write("content/articles/levy.md", article("Levy", text="The levy is 8 % of it.", changes=note))
    site.expect("a note that is lost", site.build(), 0, "levy.md:1:1: ", "[lost-note]", "the history had 2 notes, the last of 2021-05-01",
                "write them below changes: again")
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=note, updated="2021-06-01"))
    site.expect("is lost even if nothing else changed", site.build(), 0, "[lost-note]")
    site.write("content/articles/other.md", article("Other", text="Before."))
    site.expect("another article", site.build(), 0)
    site.write("content/articles/other.md", article("Other", text="After.", updated="2022-01-01"))
    site.expect("`updated` is a note too", site.build(), 0, without=("other.md",))
    site.write("content/articles/other.md", article("Other", date="2020-02-02", text="Later.", updated="2022-01-01"))
    site.expect("another date of publication is none", site.build(), 0, "other.md", "text, date (it was 2020-01-01) changed since 2022-01-01")
    site.write("content/articles/other.md", article("Other", date="2020-02-02", text="Later.", updated="2022-01-02"))
    site.expect("a later `updated` is", site.build(), 0, without=("other.md",))
    site.write("content/articles/third.md", article("Third", text="Before."))
    site.expect("a third article", site.build(), 0)
    site.write("content/articles/third.md", article("Third", date="2020-02-02", text="After."))
    for case in ("a later date of publication is no note", "nor does it become one"):
        site.expect(case, site.build(), 0, "third.md", "text, date (it was 2020-01-01) changed since 2020-01-01")
    site.write("content/articles/coming.md", article("Coming", text="Before.", changes=coming))
    site.expect("an article with a note to come", site.build(), 0)
    site.write("content/articles/coming.md", article("Coming", text="After.", changes=coming))
    site.expect("has the key already", site.build(), 0, "coming.md:1:1: ", "to the list behind changes:")
    site.write("content/articles/coming.md", article("Coming", text="After.", updated="2090-01-01"))
    site.expect("which an update to come is not", site.build(), 0, "coming.md:1:1: ", "hint: add changes: [{date: ")
    status = {"status": "withdrawn", "reason": "It was wrong.", "status_date": "2090-01-01"}
    site.write("content/articles/coming.md", article("Coming", text="After.", **status))
    site.expect("nor is a status to come", site.build(), 0, "coming.md:1:1: ", "hint: add changes: [{date: ")
    site.remove("content/articles/third.md")
    site.write("content/articles/fourth.md", article("Third", slug="third", text="After."))
    site.expect("nor is another name of the file", site.build(), 0, "fourth.md", "text changed since 2020-01-01")


def grace(suite):
    site = Site(suite, "grace", settings="changes: {grace_hours: 2000000}\n", files={"content/articles/levy.md": article("Levy", text="Before.")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", text="After."))
    site.expect("within the grace period a text may change", site.build("--strict"), 0, "urls.lock: notes and texts recorded")
    site.write("site.yml", (site.folder / "site.yml").read_text().replace("2000000", "0"))
    site.expect("what was recorded then counts", site.build("--strict"), 0)
    site.write("content/articles/levy.md", article("Levy", text="Later."))
    site.expect("afterwards it may not", site.build("--strict"), 1, "[silent-change]")


def grace_runs_out(suite):
    """Nothing has changed since the last build but the time: what is said of a text is what a clean build says."""
    site = Site(suite, "grace runs out", settings="changes: {grace_hours: 200}\n",
                files={"content/articles/levy.md": article("Levy", date="2025-12-01", text="Before."),
                       "content/articles/noted.md": article("Noted", text="Before.", updated="2025-12-03"),
                       "content/articles/moved.md": article("Moved", text="Before.")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", date="2025-12-01", text="After."))
    site.write("content/articles/noted.md", article("Noted", text="After.", updated="2025-12-03"))
    site.write("content/articles/moved.md", article("Moved", date="2025-12-03", text="After."))
    time.sleep(SETTLING_SECONDS)

    def then(day, time="12:00:00"):
        seconds = int(datetime.fromisoformat(f"{day}T{time}+00:00").timestamp())
        return site.build(env={"SOURCE_DATE_EPOCH": str(seconds)}, out=site.out.parent / "then")
    site.expect("within the period", then("2025-12-05"), 0, "moved.md", without=("levy.md", "noted.md"))
    site.expect("to its last second", then("2025-12-09", "07:59:59"), 0, "moved.md", without=("levy.md", "noted.md"))
    site.expect("and no longer", then("2025-12-09", "08:00:00"), 0, "levy.md")
    site.expect("which begins with the last note, and not with another date", then("2025-12-10"), 0, "levy.md", "moved.md", without=("noted.md",))
    site.expect("behind it", then("2025-12-17"), 0, "levy.md", "noted.md", "moved.md", "[silent-change]", "{date: 2025-12-17,")
    site.expect("on the next day", then("2025-12-18"), 0, "[silent-change]", "{date: 2025-12-18,")
    site.expect("and with a clock that was set back", then("2025-12-17"), 0, "[silent-change]", "{date: 2025-12-17,")


def on_paper(suite):
    """What is printed says of which day its version is: that of the last change, of the status too."""
    site = Site(suite, "on paper", "date_format: '%Y-%m-%d'\n", {
        "content/articles/levy.md": article("Levy", updated="2020-02-01", status="withdrawn", status_date="2021-05-01")})
    site.expect("a build", site.build(), 0)
    page = (site.out / "levy/index.html").read_text()
    site.check("the note for paper has the day of the withdrawal", "Version of 2021-05-01." in page, page[-1500:])
