# SPDX-License-Identifier: MIT
"""An incremental build gives what a clean one gives: random sequences of edits, after each of which the archive is
built in place, with its cache and output, and anew in a copy without either. Files, messages and exit codes must be
the same, and nothing held back may be found.

--sequences N --steps N --seed N: more of them; `run.py --sequences 1000 --steps 20` is the long form. A failure prints
its seed and its edits; `--seed S --sequences 1` runs that sequence alone."""
import random
import re
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from cases import CASES, SITE, article, plugin
from edits import Editors, tamper
from facts import keys_without_edit
from generate import generate
from suite import Suite, differences, run, tree

suite = Suite("incremental", __doc__, [
    ("--sequences", {"type": int, "default": 8}), ("--steps", {"type": int, "default": 12}),
    ("--seed", {"type": int, "default": 1})])
OPTIONS = suite.arguments
STOOD = []  # the builds that found nothing changed
CODES = []  # of the builds: many must have been good ones, or little was compared


RESTING_SECONDS = 2.1  # after which the times of a file tell whether it was touched
SEQUENCES_AT_ONCE = 8  # half of their time they rest


def build(folder, at, workers):
    done = run([suite.brief, "-C", folder, "build", "--at", at, f"-j{workers}", "-v"])
    STOOD.extend(re.findall("nothing has changed", done.stdout))
    return done.returncode, done.stderr, re.sub(r"^(cache:|.* pages, ).*\n", "", done.stdout, flags=re.M)


def clean_copy(site, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target, ignore=lambda folder, names: [
        name for name in names if Path(folder) == site and name in ("public", ".brief")])
    return target


def without_foreign(files):
    return {name: content for name, content in files.items() if not name.endswith("foreign.txt")}


def leaks(output, tokens):
    found = []
    for name, content in output.items():
        found += [f"{token} in {name}" for token in tokens if token.encode() in content or token in name]
    return found


def compare_offline(archive, site, copy):
    """The same of a copy that is read without a server, which has a folder of its own and shares the cache."""
    made = site.parent / "offline", site.parent / "clean-offline"
    shutil.rmtree(made[1], ignore_errors=True)
    for folder, out in zip((site, copy), made):
        done = run([suite.brief, "-C", folder, "-o", out, "build", "--offline", "--at", archive.time(), "-j0"])
        if done.returncode:
            return f"{out.name}: {done.stderr}"
    return differences(tree(made[1]), tree(made[0]))


def compare(archive, site, copy, rng):
    """What is wrong after the edits so far, or ""."""
    before = tree(site / "public")
    found = build(site, archive.time(), rng.choice((0, 2)))
    expected = build(clean_copy(site, copy), archive.time(), 0)
    if found[0] != expected[0] or found[1] != expected[1] or found[2] != expected[2]:
        return f"it said {found}\nexpected  {expected}"
    CODES.append(found[0])
    output = without_foreign(tree(site / "public"))
    if found[0] != 0:
        archive.mend()
        return differences(without_foreign(before), output)
    difference = differences(tree(copy / "public"), output)
    if not difference and rng.random() < 0.1:
        difference = compare_offline(archive, site, copy)
    return difference or "\n".join(leaks(output, archive.held_tokens()))


def sequence(seed):
    rng = random.Random(seed)
    # On a disk numbers of files that are gone are given again, in memory they are not.
    work = (suite.on_disk if seed % 2 else suite.work) / str(seed)
    site = work / "site"
    archive, edits = Editors(site, rng), []
    wrong = ""
    for step in range(OPTIONS.steps):
        if rng.random() < 0.25:
            time.sleep(RESTING_SECONDS)
            wrong = compare(archive, site, work / "clean", rng)
        wrong = wrong or compare(archive, site, work / "clean", rng)
        if wrong:
            break
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            edits.append(archive.edit())
        if rng.random() < 0.15 and (site / "public").exists():
            edits.append(tamper(site / "public", rng))
    suite.check(f"seed {seed}", not wrong, "after: " + "; ".join(edits) + "\n" + wrong)
    if not wrong:
        shutil.rmtree(work)


def write(site, files):
    for path, text in files.items():
        if text is None:
            (site / path).unlink()
            continue
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)


def new_site(name, files):
    """The site, and where a copy is built anew."""
    site = suite.work / name / "site"
    shutil.rmtree(site, ignore_errors=True)
    write(site, files)
    return site, suite.work / name / "clean"


def check_output(what, site, copy):
    difference = differences(tree(copy / "public"), tree(site / "public"))
    suite.check(what, not difference, difference)


def check_as_clean(name, site, copy):
    build(clean_copy(site, copy), "2026-01-01", 0)
    check_output(f"{name}: as a clean build", site, copy)


def kept_fragments(name):
    """A page that shows what was kept for another one has read it too: no plugin is there to have read everything."""
    site, copy = new_site(name, {
        "site.yml": "base_url: https://record.example\ntitle: Kept\nplugins: []\n",
        "layouts/article.html": "<h1>{{ article.title }}</h1>{% for other in [article.previous, article.next] if other %}"
                                "{% cache other %}<p>{{ other.content|striptags }}</p>{% endcache %}{% endfor %}\n",
        **{f"content/articles/{word}.md": f"---\ntitle: {word}\ndate: 2025-01-0{number}\n---\nText.\n"
           for number, word in enumerate(("one", "two", "three"), 1)}})
    build(site, "2026-01-01", 0)
    two = site / "content/articles/two.md"
    two.write_text(two.read_text().replace("Text.", "Other words."))
    build(site, "2026-01-01", 0)
    shown = [(site / f"public/{word}/index.html").read_text().count("Other words.") for word in ("one", "three")]
    suite.check(f"{name}: both pages show the edit", shown == [1, 1], shown)
    check_as_clean(name, site, copy)


def case(name):
    """A build after each of the case's edits."""
    more, edits = CASES[name]
    site, copy = new_site(name, {})
    at = "2026-01-01"
    for number, edit in enumerate([{**SITE, **more}, *edits]):
        at = edit.get("at", at)
        write(site, {path: text for path, text in edit.items() if path not in ("at", "rest")})
        if "rest" in edit:
            time.sleep(RESTING_SECONDS)
        found, expected = build(site, at, 2), build(clean_copy(site, copy), at, 0)
        suite.check(f"{name}: says the same after {number} edits", found == expected, f"{found}\nexpected {expected}")
        suite.check(f"{name}: is built", found[0] == 0, found)
        check_output(f"{name}: as a clean build after {number} edits", site, copy)


def failed_between(name):
    """What changed before a build that failed has changed for the next one, too: the cache knows it, the output does not."""
    good = "---\ntitle: One\ndate: 2025-01-01\n---\nText.\n"
    article, notes = "content/articles/one.md", "content/media/notes.txt"
    site, copy = new_site(name, {"site.yml": "base_url: https://record.example\ntitle: Between\n",
                                 article: good, notes: "first words"})
    build(site, "2026-01-01", 0)
    time.sleep(RESTING_SECONDS)
    build(site, "2026-01-01", 0)
    write(site, {notes: "other words", article: good.replace("title", "titel")})
    time.sleep(RESTING_SECONDS)
    suite.check(f"{name}: a build fails", build(site, "2026-01-01", 0)[0] == 1)
    write(site, {article: good})
    build(site, "2026-01-01", 0)
    check_as_clean(name, site, copy)


GROUPS = ("harbour dredging pilotage quay berth", "vaccine clinic nurse dosage ward", "copper tariff smelter ingot foundry")


def asked_anew(name):
    """Which articles' hooks run again after an edit: those that learn something new of their neighbours. Beside
    related-stories a plugin asks twice, with weights and exclusions of its own."""
    site, copy = new_site(name, {
        "site.yml": "base_url: https://record.example\ntitle: Asked\nplugins: [author-bio, related-stories, tag-index, twice]\n",
        "lua-plugins/twice.lua": """return { name = "twice", api = 1, article = function(article, site)
          local first = site:related(article, { limit = 1, exclude = { site.articles[1] } })
          if #first == 0 then return end
          local second = site:related(article, { limit = 2, text = 2, nearness = 0, exclude = { first[1].article } })
          return { after_body = brief.html.p{ first[1].title, #second } }
        end }""",
    })
    for number in range(21):
        more = "" if number % 7 else f"related: [a{(number + 9) % 21}, '!a{(number + 3) % 21}']\n"
        words = GROUPS[number % 3].split()
        write(site, {f"content/articles/a{number}.md": f"---\ntitle: Notes {number}\ndate: 2025-01-{number + 1:02}\n{more}---\n"
                                                       + f"{words[number % 5]} {' and the '.join(words)}. " * 9})
    edited = site / "content/articles/a3.md"

    def rest():
        """A build that finds nothing changed, and times of files that have changed since: it notes all anew."""
        asked = [suite.brief, "-C", site, "build", "--at", "2026-01-01", "-v"]
        time.sleep(RESTING_SECONDS)
        run(asked)
        (site / "public/index.html").touch()
        done = run(asked)
        suite.check("nothing has changed but a time", "nothing has changed" in done.stdout, done.stdout + done.stderr)

    def build_after(what, least, most):
        done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-j2", "--profile"])
        found = [int(count) for count in re.findall(r"(\d+) x  related-stories: article", done.stderr + done.stdout)]
        suite.check(f"{what}: as many hooks run", found and least <= found[0] <= most, (found, least, most))
        check_as_clean(what, site, copy)
        return done.stdout + done.stderr

    def after(more, what, least, most):
        edited.write_text(edited.read_text() + more + "\n")
        said = build_after(what, least, most)
        suite.check(f"{what}: lists of everything stand", not re.search(r"x  (citations\.bib|sitemap\.xml)", said))

    build(site, "2026-01-01", 0)
    after("It is.", "words without weight", 1, 1)
    after("dredging dredging dredging dredging", "more about what seven share", 1, 7)
    rest()
    after("See [another](a5.md).", "a link, after nothing has changed", 2, 8)
    after("copper copper copper foundry", "about what seven others share", 2, 15)
    after("copper tariff smelter ingot foundry " * 12, "all about what seven others share", 2, 21)
    edited.write_text(edited.read_text().replace("title: Notes", "title: Remarks"))
    build_after("a title, which those that name it show", 2, 16)
    (site / "content/articles/a20.md").unlink()
    build_after("one fewer, which some left out", 2, 20)


def keepers(name):
    """Plugins that keep something between calls are named to whoever asks; the built-in ones keep nothing."""
    site, _ = new_site(name, {**SITE, "site.yml": SITE["site.yml"].replace("[own]", "[author-bio, own, related-stories, tag-index]")})
    for hook, keeps in (("kept = article.id", True), ("local id = article.id", False), ("kept = kept or article.id", True)):
        write(site, {"lua-plugins/own.lua": plugin(f"article = function(article) {hook} end")})
        for more in ("", "More words."):
            write(site, {"content/articles/p2.md": article(2, f"Text. {more}")})
            done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-v", "-j2"])
            named = re.findall(r"plugins: '(.*)' keeps something", done.stdout)
            suite.check(f"{name}: {hook}, {more or 'at first'}", named == ["own"] * keeps, done.stdout)


def one_more(name):
    """A new article, another date and an article less are no change for pages that only have the site's menus."""
    site, copy = new_site(name, {**SITE, **{f"content/articles/m{number}.md": f"---\ntitle: More {number}\ndate: 2025-02-{number:02}\n---\nText.\n"
                                            for number in range(1, 29)}})
    build(site, "2026-01-01", 0)
    new = "---\ntitle: New\ndate: 2025-02-14\n---\nText.\n"
    for what, text in (("a new article", new), ("another date", new.replace("02-14", "02-20")), ("an article less", None)):
        path = site / "content/articles/new.md"
        path.write_text(text) if text else path.unlink()
        done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-j2", "--profile"])
        found = [int(count) for count in re.findall(r"(\d+) x  article\.html", done.stdout)]
        suite.check(f"{name}: {what}", found and found[0] <= 5, (found, done.stdout[:2000]))
        check_as_clean(f"{name}: {what}", site, copy)


def looked_at_aside(name):
    """With this many files a process looks at them while the site is put together, and shards of the search index are made in one go."""
    site, copy = new_site(name, {})
    generate(600, site)
    sources = sorted((site / "content/articles").rglob("*.md"))
    build(site, "2026-01-01", 2)
    time.sleep(RESTING_SECONDS)
    build(site, "2026-01-01", 2)  # from here on times tell
    sources[3].write_text(sources[3].read_text() + "A zebra crosses.\n")
    sources[4].touch()
    (site / "content/articles/2005/new.md").write_text("---\ntitle: New\ndate: 2005-02-14\n---\nText.\n")
    pages = sorted((site / "public").rglob("index.html"))
    pages[7].write_text("altered")
    pages[8].unlink()
    length = pages[9].stat().st_size
    pages[9].write_bytes(b"x" * length)
    done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-j2"])
    suite.check(f"{name}: is built", done.returncode == 0, done.stderr[:800])
    check_as_clean(name, site, copy)
    time.sleep(RESTING_SECONDS)
    sources[9].write_text(sources[9].read_text() + "A zebra stands.\n")
    done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-j2", "--profile"])
    made = [int(count) for count in re.findall(r"(\d+) x  article\.html", done.stdout)]
    suite.check(f"{name}: one more sentence", made and made[0] <= 60, (made, done.stdout[:2000], done.stderr[:800]))
    check_as_clean(f"{name}: one more sentence", site, copy)


suite.each(looked_at_aside, ["looked at aside"])
suite.each(one_more, ["one more"])
suite.each(keepers, ["keepers"])
suite.each(kept_fragments, ["kept fragments"])
suite.each(asked_anew, ["asked anew"])
suite.each(failed_between, ["failed between"])
suite.each(case, CASES)
suite.check("edits write every key of the documentation", not keys_without_edit(), keys_without_edit())
suite.each(sequence, range(OPTIONS.seed, OPTIONS.seed + OPTIONS.sequences), SEQUENCES_AT_ONCE)
if OPTIONS.sequences * OPTIONS.steps > 50:
    good = CODES.count(0)
    suite.check("enough builds are good", good * 3 > 2 * len(CODES), f"{good} of {len(CODES)}")
    suite.check("some builds find nothing changed", STOOD)
suite.finish()
