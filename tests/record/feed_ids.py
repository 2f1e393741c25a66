# SPDX-License-Identifier: MIT
"""The ids of a feed's entries, by which programs tell what they have shown: a new domain does not change them unawares."""
import re

from sites import SETTINGS, Site, article

NEW = SETTINGS.replace("briefings.example", "policy.example")


def ids(site):
    return re.findall("<id>(tag:.*?)</id>", (site.out / "feed.xml").read_text())


def line(site):
    return [line for line in site.lines() if line.startswith("/feed.xml")]


def another_domain(suite):
    site = Site(suite, "feed-ids", files={"content/articles/levy.md": article("Levy", "2019-02-26")})
    site.expect("a first build", site.build(), 0)
    before = ids(site)
    site.check("the ids are of the domain and each article's day", "tag:briefings.example,2019-02-26:levy" in before and len(before) == 2, before)
    site.check("which is recorded", line(site) == ["/feed.xml feed briefings.example https://briefings.example"], site.lock())
    site.expect("elsewhere for a look", site.build("--base-url", "https://staging.example", out=site.out.parent / "staging"), 0, without=("changed-feed-ids",))
    site.write("site.yml", NEW)
    for time in ("another domain", "as long as nobody has said"):
        site.expect(time, site.build(), 0, "site.yml:2:11: warning: those who read the feeds would see everything anew: the ids of entries were of 'briefings.example' [changed-feed-ids]",
                    "write feeds: {authority: briefings.example} in site.yml, and the ids stay; or authority: policy.example")
        site.check(f"{time}: what is recorded stays", line(site) == ["/feed.xml feed briefings.example https://policy.example"], site.lock())
    site.expect("it fails a strict build", site.build("--strict"), 1, "changed-feed-ids")
    site.write("site.yml", NEW + "feeds: {authority: briefings.example}\n")
    site.expect("the hint", site.build("--strict"), 0, without=("urls.lock",))
    site.check("leaves all ids as they were", ids(site) == before, ids(site))
    site.write("site.yml", NEW + "feeds: {authority: policy.example}\n")
    site.expect("or the new domain", site.build("--strict"), 0)
    site.check("is recorded", line(site) == ["/feed.xml feed policy.example https://policy.example"], site.lock())
    site.write("site.yml", NEW)
    site.expect("after which nothing needs to be said", site.build("--strict"), 0)


def tried_out(suite):
    """Nobody reads feeds of an address that settings have before they have the right one."""
    site = Site(suite, "feed-ids-tried-out")
    for address in ("https://example.org", "http://localhost:8000"):
        site.write("site.yml", SETTINGS.replace("https://briefings.example", address))
        site.expect(address, site.build("--strict"), 0)
        site.check("is not recorded", not line(site), site.lock())
    site.write("site.yml", SETTINGS)
    site.expect("the address of the site", site.build("--strict"), 0)
    site.write("site.yml", SETTINGS.replace("https://briefings.example", "https://example.org"))
    site.expect("an example again", site.build("--strict"), 0)
    site.check("changes nothing of the record", line(site) == ["/feed.xml feed briefings.example https://briefings.example"], site.lock())
    site.write("site.yml", SETTINGS.replace("https://briefings.example", "https://example.org") + "feeds: {authority: 'briefings.example,2019'}\n")
    site.expect("what is said counts", site.build("--strict"), 0)
    site.check("with its year", line(site) == ["/feed.xml feed briefings.example,2019 https://briefings.example"], site.lock())


def both_sides(suite):
    """Two branches said whose the ids shall be; git's union leaves both lines, and site.yml says which counts."""
    site = Site(suite, "feed-ids-both-sides", "feeds: {authority: 'briefings.example,2019'}\n")
    site.expect("a first build", site.build(), 0)
    lock, ours, theirs = site.lock(), "/feed.xml feed briefings.example,2019 https://briefings.example\n", "/feed.xml feed old.example\n"
    for name, lines in (("ours first", ours + theirs), ("theirs first", theirs + ours)):
        site.write("urls.lock", lock.replace(ours, lines))
        site.expect(name, site.build("--strict"), 0)
        site.check(f"{name}: is what site.yml says", site.lock() == lock, site.lock())
    site.write("site.yml", SETTINGS)
    site.write("urls.lock", lock.replace(ours, theirs + ours))
    site.expect("where it says neither, one is told", site.build(), 0, "[changed-feed-ids]", "the ids of entries were of 'briefings.example,2019'")
    site.check("and stays", line(site) == [ours.strip()], site.lock())


def another_day(suite):
    """The day of a text's date is in its id: where that was wrong and is set right, those who read feeds would see the text anew."""
    told = "those who read the feeds would see this anew: its date is of another day [changed-feed-ids]"
    source, guid = "content/articles/levy.md", {"guid": "tag:briefings.example,2020-01-02:levy"}
    note = {"changes": "[{date: 2020-03-01, type: minor, note: The date.}]"}
    site = Site(suite, "another-day-in-feed", settings="feeds: {limit: 2}\n", files={source: article("Levy", "2020-01-02")})
    site.expect("a first build", site.build(), 0)
    before, lock = ids(site), site.lock()
    site.write(source, article("Levy", "2020-01-03", **note))
    site.expect("another day", site.build("--strict"), 1, f"{source}:1:1: error: {told}", 'hint: write guid: "tag:briefings.example,2020-01-02:levy", and the id')
    site.write(source, article("Levy", "2020-01-03", **note, **guid))
    site.expect("the hint", site.build("--strict"), 0, without=("changed-feed-ids",))
    site.check("leaves all ids as they were", ids(site) == before, ids(site))
    site.write("urls.lock", lock)
    site.write(source, article("Levy", "2020-01-03", **note))
    site.expect("without a guid it is said", site.build(), 0, f"warning: {told}")
    site.expect("once", site.build("--strict"), 0, without=("changed-feed-ids",))
    site.write("urls.lock", lock)
    site.write(source, article("Levy", "2020-01-02 09:00", **note))
    site.expect("an hour is no day", site.build("--strict"), 0, without=("changed-feed-ids",))
    site.write("urls.lock", lock)
    site.write("site.yml", SETTINGS + "feeds: {limit: 2, authority: 'briefings.example,2019'}\n")
    site.write(source, article("Levy", "2020-01-03", **note))
    site.expect("nor is it in ids with a year of their own", site.build(), 0, without=("its date",))
    site.write("site.yml", SETTINGS + "feeds: {limit: 2}\n")
    for number in (1, 2):
        site.write(f"content/articles/later-{number}.md", article("Later", f"2021-01-0{number}"))
    site.write("urls.lock", lock)
    site.write(source, article("Levy", "2022-01-03", **note))
    site.expect("what was too old for the feed is new in it", site.build(), 0, without=("changed-feed-ids",))


def renamed(suite):
    """A text of the feed whose file gets another name would be shown anew."""
    told = "those who read the feeds would see this anew: its file has another name [changed-feed-ids]"
    old, new = "content/articles/levy.md", "content/articles/2020/a levy.md"
    site = Site(suite, "renamed-in-feed", settings="feeds: {limit: 2}\n", files={old: article("Levy", "2020-01-02")})
    site.expect("a first build", site.build(), 0)
    site.remove(old)
    guid = {"guid": "tag:briefings.example,2020-01-02:levy"}
    for step, where in {"its address stays": {"permalink": "/levy/"}, "its address is an alias": {"aliases": "[/levy/]"}}.items():
        lock = site.lock()
        site.write(new, article("Levy", "2020-01-02", **where))
        site.expect(step, site.build("--strict"), 1, f"content/articles/2020/a levy.md:1:1: error: {told}",
                    'hint: write guid: "tag:briefings.example,2020-01-02:levy", or the guid: that \'levy\' had, if it had one, and the id of its entry stays')
        site.write(new, article("Levy", "2020-01-02", **where, **guid))
        site.expect(f"{step}: with a guid it is what it was", site.build("--strict"), 0, without=("changed-feed-ids",))
        site.write(new, article("Levy", "2020-01-02", **where))
        site.write("urls.lock", lock)
        site.expect(f"{step}: it is said", site.build(), 0, f"warning: {told}")
        site.expect(f"{step}: once", site.build("--strict"), 0, without=("changed-feed-ids",))
        site.write("urls.lock", lock)
    site.write(new, article("Levy", "2020-01-02", text="Another text.", aliases="[/levy/]"))
    site.expect("another text in its place is another entry", site.build(), 0, without=("changed-feed-ids",))
    site.write(new, article("Levy", "2019-01-02", aliases="[/levy/]"))
    for number in (1, 2):
        site.write(f"content/articles/later-{number}.md", article("Later", f"2021-01-0{number}"))
    site.write("urls.lock", lock)
    site.expect("one that is not in the feed any more is shown to nobody", site.build(), 0, without=("changed-feed-ids",))


def in_other_feeds(suite):
    """Feeds of terms and authors carry texts that the site's feed has no more; and what was withdrawn takes no place in any."""
    told = "those who read the feeds would see this anew: its file has another name [changed-feed-ids]"
    old, new = "content/articles/levy.md", "content/articles/2020/levy.md"
    later = {f"content/articles/later-{number}.md": article("Later", f"2021-01-0{number}") for number in (1, 2)}
    for carried, keys in {"of its term": {"tags": "[water]"}, "of its author": {"authors": "[m-ruiz]"}}.items():
        site = Site(suite, f"renamed {carried}", settings="feeds: {limit: 2}\n",
                    files={**later, old: article("Levy", "2020-01-02", **keys), "content/authors/m-ruiz.md": "---\nname: María Ruiz\n---\n"})
        site.expect(f"before, {carried}", site.build(), 0)
        site.remove(old)
        site.write(new, article("Levy", "2020-01-02", aliases="[/levy/]", **keys))
        site.expect(f"in the feed {carried}", site.build(), 0, f"{new}:1:1: warning: {told}", 'write guid: "tag:briefings.example,2020-01-02:levy"')
    site = Site(suite, "renamed behind a withdrawal", settings="feeds: {limit: 2}\n",
                files={**later, old: article("Levy", "2020-01-02"),
                       "content/articles/later-1.md": article("Later", "2021-01-01", status="withdrawn", status_reason="Wrong.", status_date="2021-02-01")})
    site.expect("one is withdrawn", site.build(), 0)
    site.remove(old)
    site.write(new, article("Levy", "2020-01-02", aliases="[/levy/]"))
    site.expect("the third is in the feed", site.build(), 0, f"{new}:1:1: warning: {told}")
