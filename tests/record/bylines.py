# SPDX-License-Identifier: MIT
"""What a text is cited by, its day and its authors, and its status: none of them changes without a note."""
from datetime import datetime, timezone

from sites import IDS_WITHOUT_DAYS, Site, article

AUTHORS = {"content/authors/m-ruiz.md": "---\nname: María Ruiz\n---\n", "content/authors/jo-doe.md": "---\nname: Jo Doe\n---\n"}
NOTE = "[{date: 2021-05-01, type: correction, note: The line above}]"


def levy(**keys):
    return article("Levy", **{"date": "2020-01-01", "authors": "[m-ruiz, jo-doe]", **keys})


def start(suite, name, **keys):
    site = Site(suite, name, IDS_WITHOUT_DAYS, files={**AUTHORS, "content/articles/levy.md": levy(**keys)})
    site.expect("a first build", site.build(), 0)
    return site


def recorded(site):
    return next(line for line in site.lines() if line.startswith("/levy/ article "))


def dates(suite):
    site = start(suite, "dates")
    site.write("content/articles/others.md", article("Of the same months", "2019-12-31"))
    site.write("content/articles/more.md", article("And of the other", "2020-03-02"))
    site.check("the line says who and when", recorded(site).endswith(" 2020-01-01 m-ruiz,jo-doe"), recorded(site))
    for case, day in {"later": "2020-03-01", "earlier": "2019-12-31"}.items():
        site.write("content/articles/levy.md", levy(date=day))
        for when in ("at first", "and again"):
            site.expect(f"{case}, {when}", site.build(), 0, "content/articles/levy.md:1:1: warning: ",
                        "date (it was 2020-01-01) changed since 2020-01-01 without a note [silent-change]", "hint: add changes: [{date: ")
    site.expect("--strict fails", site.build("--strict"), 1, "[silent-change]")
    site.expect("not as of another time", site.build("--at", "2024-01-01", "--strict"), 0)
    site.write("content/articles/levy.md", levy(date="2020-01-01 18:30"))
    site.expect("an hour of the same day", site.build("--strict"), 0, without=("silent-change",))
    site.expect("which is recorded", site.build("--strict"), 0)
    site.write("content/articles/levy.md", levy())
    site.expect("the day alone is another line", site.build("--locked"), 1, "urls.lock would change: notes, texts, files or base_url are not recorded")
    site.write("content/articles/levy.md", levy(date="2020-03-01", changes=NOTE))
    site.expect("a note settles it", site.build("--strict"), 0)
    site.check("and the day is recorded", recorded(site).endswith(" 2020-03-01 m-ruiz,jo-doe"), recorded(site))
    # Otherwise the old text could be another one of today, with a period of grace that begins today.
    day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    site.write("content/articles/levy.md", article("Levy", text="Another text.", date=day, authors="[m-ruiz, jo-doe]", changes=NOTE))
    site.expect("a new date brings no grace", site.build(), 0, "text, date (it was 2020-03-01) changed since 2021-05-01 without a note")
    zone = start(suite, "zones", date="2020-01-01T23:30:00Z")
    zone.write("site.yml", (zone.folder / "site.yml").read_text() + "timezone: Asia/Tokyo\n")
    zone.expect("the same moment in another zone", zone.build("--strict"), 0, without=("silent-change",))


def authors(suite):
    site = start(suite, "authors")
    hint = "hint: add changes: [{date: "
    for case, names in {"one left out": "[m-ruiz]", "another order": "[jo-doe, m-ruiz]", "one more": "[m-ruiz, jo-doe, Ann Lee]",
                        "another": "[m-ruiz, Ann Lee]"}.items():
        site.write("content/articles/levy.md", levy(authors=names))
        site.expect(case, site.build(), 0, "authors (they were m-ruiz,jo-doe) changed since 2020-01-01 without a note [silent-change]", hint,
                    without=("same person",))
    site.write("content/articles/levy.md", levy(authors="[María Ruiz, Jo Doe]"))
    site.expect("the same by name", site.build("--strict"), 0, without=("silent-change",))
    site.write("content/articles/levy.md", levy(authors="[maria-ruiz, jo-doe]"))
    site.remove("content/authors/m-ruiz.md")
    site.write("content/articles/levy.md", levy(authors="[jo-doe]"))
    site.expect("who is left was named before", site.build(), 0, "authors (they were m-ruiz,jo-doe) changed since 2020-01-01", without=("same person",))
    site.write("content/articles/levy.md", levy(authors="[maria-ruiz, jo-doe]"))
    site.write("content/authors/maria-ruiz.md", "---\nname: María Ruiz\naliases: [/maria/]\n---\n")
    site.expect("another file", site.build(), 0, "authors (they were m-ruiz,jo-doe) changed since 2020-01-01",
                "note: What changed}]; or aliases: [/maria/, /authors/m-ruiz/] in content/authors/maria-ruiz.md, if that is the same person")
    site.write("content/authors/maria-ruiz.md", "---\nname: María Ruiz\naliases: [/maria/, /authors/m-ruiz/]\n---\n")
    site.expect("the same, whose file has another name", site.build("--strict"), 0, without=("silent-change",))
    site.check("is recorded so", recorded(site).endswith(" 2020-01-01 maria-ruiz,jo-doe"), recorded(site))
    site.write("content/articles/levy.md", levy(authors="[]"))
    site.expect("nobody", site.build(), 0, "authors (they were maria-ruiz,jo-doe) changed since 2020-01-01")
    site.write("content/articles/levy.md", levy(authors="[jo-doe]", changes=NOTE))
    site.expect("a note settles it", site.build("--strict"), 0, without=("silent-change",))
    waiting = start(suite, "waiting author", authors="[m-ruiz]")
    waiting.write("content/articles/plan.md", article("Plan", authors="[m-ruiz]", draft="true"))
    waiting.write("content/articles/levy.md", levy(authors="[jo-doe]"))
    waiting.expect("one who waits with drafts is not the same person", waiting.build(), 0, "authors (they were m-ruiz) changed", without=("same person",))
    nobody = start(suite, "nobody", authors="[]")
    nobody.check("has a sign in the line", recorded(nobody).endswith(" 2020-01-01 -"), recorded(nobody))
    nobody.expect("the same again", nobody.build("--strict"), 0)
    nobody.write("content/articles/levy.md", levy(authors="[jo-doe]"))
    nobody.expect("somebody", nobody.build(), 0, "authors (there were none) changed since")
    signs = start(suite, "signs", authors="[李明]")
    signs.write("content/articles/levy.md", levy(authors="[Ann Lee]"))
    signs.expect("a guest has no file for an alias", signs.build(), 0, "authors (they were li-ming) changed", without=("same person",))
    signs.write("content/authors/li.md", "---\nname: Li Ming\naliases: [/authors/li-ming/]\n---\n")
    signs.write("content/articles/levy.md", levy(authors="[li]"))
    signs.expect("a guest who has one now", signs.build("--strict"), 0, without=("silent-change",))
    guests = start(suite, "guests", authors='["Lee, Ann", "李 明", "Bo Per%Cent"]')
    guests.expect("names of any kind come back", guests.build("--strict", "--locked"), 0)


def names(suite):
    """What an author is called is what all the texts are cited by."""
    site = start(suite, "names")
    site.check("the line says it", "/authors/m-ruiz/ list María%20Ruiz" in site.lines(), site.lock())
    site.write("content/authors/m-ruiz.md", "---\nname: Maria Ruiz\n---\n")
    site.expect("without the accent", site.build("--strict"), 0, without=("renamed-author",))
    site.write("content/authors/m-ruiz.md", "---\nname: Manuel Ruiz\n---\n")
    site.expect("another name, where nothing is recorded", site.build("--locked"), 1, "content/authors/m-ruiz.md:1:1: warning: 'Maria Ruiz', who had '/authors/m-ruiz/', is called 'Manuel Ruiz' now, in 1 text [renamed-author]",
                "hint: leave it so if that is the same person: it is said once; give anybody else a file below content/authors/")
    site.expect("as of another time", site.build("--at", "2024-01-01", "--strict", out=site.out.parent / "at"), 0)
    site.expect("another name", site.build(), 0, "[renamed-author]")
    site.expect("is told once", site.build("--strict", "--locked"), 0)
    site.remove("content/authors/m-ruiz.md")
    site.write("content/authors/manuel.md", "---\nname: Ann Lee\naliases: [/old/, /authors/m-ruiz/]\n---\n")
    site.write("content/articles/levy.md", levy(authors="[manuel, jo-doe]"))
    site.expect("with another file", site.build(), 0, "content/authors/manuel.md:1:1: warning: 'Manuel Ruiz', who had '/authors/m-ruiz/', is called 'Ann Lee' now, in 1 text", without=("silent-change",))
    site.remove("content/authors/manuel.md")
    site.write("content/authors/jo-doe.md", "---\nname: Jo Doe\naliases: [/old/, /authors/m-ruiz/, /authors/manuel/]\n---\n")
    site.write("content/articles/levy.md", levy(authors="[jo-doe]", changes=NOTE))
    site.expect("somebody who was there has the page now", site.build(), 0, "'Ann Lee', who had '/authors/manuel/', is called 'Jo Doe' now, in 1 text")
    site.expect("is told once, too", site.build("--strict", "--locked"), 0)
    site.write("urls.lock", site.lock().replace(" list Jo%20Doe", " list"))
    site.write("content/authors/jo-doe.md", "---\nname: Max Po\naliases: [/old/, /authors/m-ruiz/, /authors/manuel/]\n---\n")
    site.expect("a line without a name says nothing", site.build("--strict"), 0)
    site.check("and has one then", "/authors/jo-doe/ list Max%20Po" in site.lines(), site.lock())


def statuses(suite):
    withdrawn = {"status": "withdrawn", "status_date": "2020-02-01", "reason": "A table was wrong."}
    site = start(suite, "status", **withdrawn)
    site.check("the line says it", recorded(site).endswith(" m-ruiz,jo-doe withdrawn"), recorded(site))
    site.write("urls.lock", site.lock().replace(" withdrawn", ""))
    site.expect("a line that lacks it is another", site.build("--locked"), 1, "urls.lock would change: notes, texts, files or base_url are not recorded")
    site.expect("and is mended", site.build("--strict"), 0)
    site.write("content/articles/levy.md", levy())
    for case in ("taken back", "and it comes again"):
        site.expect(case, site.build(), 0, "status (it was withdrawn) changed since 2020-01-01 without a note [silent-change]")
    for status in ("archived", "superseded"):
        site.write("content/articles/levy.md", levy(status=status, reason="Old."))
        site.expect(f"{status} does not say that it was wrong", site.build(), 0, "status (it was withdrawn) changed since 2020-01-01 without a note")
    site.write("content/articles/levy.md", levy(changes=NOTE))
    site.expect("a note settles it", site.build("--strict"), 0)
    site.check("and it is forgotten", recorded(site).endswith(" m-ruiz,jo-doe"), recorded(site))
    site.write("content/articles/levy.md", levy(changes=NOTE, status="withdrawn", status_date="2090-01-01"))
    site.expect("one that is to come", site.build("--strict"), 0)
    site.check("is in no line", recorded(site).endswith(" m-ruiz,jo-doe"), recorded(site))
    other = start(suite, "other status", status="archived", status_date="2021-02-01")
    for status in ("superseded", "withdrawn"):
        other.write("content/articles/levy.md", levy(status=status, reason="Wrong."))
        other.expect(f"{status} says so on the page", other.build("--strict"), 0)
    then = {"SOURCE_DATE_EPOCH": str(int(datetime(2021, 1, 1, tzinfo=timezone.utc).timestamp()))}
    other.write("content/articles/levy.md", levy(status="withdrawn", status_date="2021-02-01", reason="Wrong."))
    other.expect("not due in a build of an earlier time", other.build("--strict", env=then, out=other.out.parent / "then"), 0, without=("silent-change",))


def both_sides(suite):
    """Two lines of one note, as git's union merge leaves them: what either says was read by somebody."""
    withdrawn = {"status": "withdrawn", "status_date": "2020-02-01", "reason": "A table was wrong."}
    for order in (0, 1):
        site = start(suite, f"both sides {order}", **withdrawn)
        ours = recorded(site)
        theirs = ours.replace(" m-ruiz,jo-doe withdrawn", " jo-doe")
        both = site.lock().replace(ours, "\n".join((ours, theirs)[::1 - 2 * order]))
        site.write("urls.lock", both)
        site.write("content/articles/levy.md", levy(**withdrawn, authors="[jo-doe]"))
        site.expect("the withdrawal of one and the byline of the other", site.build("--strict"), 0, without=("silent-change",))
        site.write("urls.lock", both)
        site.write("content/articles/levy.md", levy(authors="[Ann Lee]"))
        for case in ("neither's", "and again"):
            site.expect(case, site.build(), 0, "authors (they were ", "status (it was withdrawn) changed since 2020-01-01 without a note")


def moved(suite):
    """The same text is known at another address under another name, and another text at its address is none."""
    site = start(suite, "moved")
    site.remove("content/articles/levy.md")
    site.write("content/articles/2019/levy.md", levy(date="2019-12-01", aliases="[/levy/]"))
    for case in ("the words tell", "and again"):
        site.expect(case, site.build(), 0, "content/articles/2019/levy.md:1:1", "date (it was 2020-01-01) changed since 2020-01-01 without a note")
    text = start(suite, "moved text")
    text.remove("content/articles/levy.md")
    text.write("content/articles/2019/levy.md", article("Levy", text="Another text.", authors="[m-ruiz, jo-doe]", aliases="[/levy/]"))
    text.expect("the day and the authors tell", text.build(), 0, "content/articles/2019/levy.md:1:1", "text changed since 2020-01-01 without a note")
    merged = start(suite, "merged")
    merged.remove("content/articles/levy.md")
    merged.write("content/articles/taxes.md", article("Taxes", text="All of them.", date="2021-01-01", authors="[jo-doe]", aliases="[/levy/]"))
    merged.expect("a text in whose place another one came is not that text", merged.build(), 0, without=("silent-change",))
    taken = start(suite, "taken address")
    taken.write("content/articles/levy.md", levy(slug="levy-2020"))
    taken.write("content/articles/new.md", article("New", text="Another text.", date="2021-01-01", slug="levy"))
    taken.expect("a new text at the address of one that has another now", taken.build(), 0, "[address-of-another]", without=("silent-change",))
    taken.expect("and again", taken.build("--strict", "--locked"), 0)


def earlier_lines(suite):
    """Of programs that recorded neither day nor authors."""
    site = start(suite, "earlier lines", changes=NOTE)
    lock = site.lock().replace("urls.lock 4:", "urls.lock 2:")
    site.write("urls.lock", "".join((" ".join(line.split(" ")[:6]) if " article " in line else line) + "\n" for line in lock.splitlines()))
    site.write("content/articles/levy.md", article("Levy", text="Another text.", date="2020-03-01", authors="[jo-doe]", changes=NOTE))
    site.expect("say nothing of them", site.build(), 0, "warning: text changed since 2021-05-01 without a note")
    site.check("which are recorded now", recorded(site).endswith(" 2020-03-01 jo-doe"), recorded(site))
    site.write("content/articles/levy.md", article("Levy", text="Another text.", date="2020-03-01", authors="[m-ruiz]", changes=NOTE))
    site.expect("and told from then on", site.build(), 0, "warning: text, authors (they were jo-doe) changed since 2021-05-01 without a note")
