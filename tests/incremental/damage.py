# SPDX-License-Identifier: MIT
"""A cache that was damaged, cut, exchanged or made unreadable costs time and nothing else: the output is that of a
clean build, and nothing is said."""
import random
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from edits import Archive
from suite import Suite, differences, run, tree

suite = Suite("cache", __doc__)
# Bytes a file, spread over it; every byte of both kinds of file is flipped by the unit tests, with the sanitizers too.
FLIPS = 16 if suite.is_sanitized else 40
rng = random.Random(7)
site = suite.work / "site"
archive = Archive(site, rng)
# Bodies that stay in the file when a draft is taken, and are compared with what was kept when they are read.
LONG = "Sluices and weirs of Zanzibar were counted. " * 60
for name in ("north", "south"):
    archive.write(f"content/articles/{name}.md", f"---\ntitle: {name.title()}\ndate: 2025-01-02\nauthor: ada\n---\n{name} {LONG}\n")
archive.write("content/comments/north/1.yml", "name: Ana\ndate: 2025-01-03\nemail: ana@example.net\ncomment: Yes.\n")
archive.write("content/pages/long.md", f"---\ntitle: Long\n---\npage {LONG}\n")


def build(*flags):
    return run([suite.brief, "-C", site, "build", "--at", archive.time(), "-j0", *flags])


def holds(case):
    done = build()
    difference = differences(expected, tree(site / "public"))
    suite.check(case, done.returncode == 0 and done.stderr == quiet.stderr and not difference,
                f"exit code {done.returncode}\n{done.stderr}{difference}")


quiet = build()
expected = tree(site / "public")
cache = site / ".brief"
good = {path.name: path.read_bytes() for path in cache.iterdir() if path.name.split("-")[0] in ("index", "drafts", "search", "standing")}
standing = next((name for name in good if name.startswith("standing")), "")
suite.check("the cache is for its owner alone", (site / ".brief").stat().st_mode & 0o777 == 0o700)
MARKS = {".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"}
suite.check("git and backups leave the cache out", all((site / ".brief" / name).read_text() == text for name, text in MARKS.items()))
suite.check("addresses of who commented are not kept", not any(b"ana@example" in contents for contents in good.values()))
suite.check("all files are there", len(good) == 4 and standing, sorted(good))


def restore(damaged=""):
    """Puts the good files back. What stands is left out when it would keep the build from looking at the others."""
    for name, contents in good.items():
        path = site / ".brief" / name
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        if name != standing or damaged == standing:
            path.write_bytes(contents)


for name, contents in good.items():
    path = cache / name
    for step in range(FLIPS):
        at = len(contents) * step // FLIPS
        restore(name)
        path.write_bytes(contents[:at] + bytes([contents[at] ^ 1 << at % 8]) + contents[at + 1:])
        holds(f"{name}, byte {at} flipped")
    for step in range(FLIPS // 2):
        restore(name)
        path.write_bytes(contents[:len(contents) * step // (FLIPS // 2)])
        holds(f"{name}, cut after {len(path.read_bytes())} bytes")
    restore(name)
    path.write_bytes(contents + b"\0")
    holds(f"{name}, one byte more")
    restore(name)
    path.write_bytes(rng.randbytes(len(contents)))
    holds(f"{name}, other bytes")
    restore(name)
    path.unlink()
    holds(f"{name}, not there")
    restore(name)
    path.unlink()
    path.mkdir()
    holds(f"{name}, a folder")
    restore(name)
    path.unlink()
    path.symlink_to("/etc/passwd")
    holds(f"{name}, a symbolic link")
restore()
(site / ".brief" / "index").write_bytes(good["index"][:16] + bytes([good["index"][16] + 1]) + good["index"][17:])
holds("index of the next version")



def says(case, words, *command, workers="-j0"):
    """What is not believed is told to those who ask."""
    done = run([*(command or (suite.brief,)), "-C", site, "build", "--at", archive.time(), workers, "-v"])
    suite.check(f"-v: {case}", done.returncode == 0 and words in done.stdout, done.stdout + done.stderr)
    restore()


FAULT = "cache: the index of drafts {}; all drafts were made anew"
build()
build("-v")  # which says warnings as the next one does
says("all is well", "cache: nothing has changed")
index = cache / "index"
other = suite.work / "brief"
shutil.copy2(suite.brief, other)
for words, damage in {"is no cache": lambda: index.write_bytes(rng.randbytes(5000)),
                      "is of another version": lambda: index.write_bytes(good["index"][:16] + b"\xff" + good["index"][17:]),
                      "is damaged": lambda: index.write_bytes(good["index"][:-1]), "cannot be opened": lambda: (index.unlink(), index.symlink_to("x")),
                      "is no file": lambda: (index.unlink(), index.mkdir())}.items():
    restore()
    damage()
    says(words, FAULT.format(words))
restore()
(cache / "drafts").unlink()
(cache / "drafts").mkdir()
says("a folder in the way", "cache: '.brief/drafts' cannot be written, so drafts are not kept")
says("another program", FAULT.format("was made by another program"), other)


def exchange(old, new):
    drafts = cache / "drafts"
    drafts.write_bytes(good["drafts"].replace(old, new))
    suite.check(f"the drafts have {old}", drafts.read_bytes() != good["drafts"])


for workers in ("-j0", "-j2"):
    for case, old, new in (("HTML", b"<p>north Sluices", b"<p>north Slujces"), ("words", b"\nnorth Sluices", b"\nnorth Slujces"),
                           ("entries", b"Hzanzibar", b"Hzanzjbar")):
        restore()
        exchange(old, new)
        says(f"damaged {case}, {workers}", FAULT.format("names texts that are damaged"), workers=workers)
        suite.check(f"damaged {case}, {workers}: nothing of it was published", not differences(expected, tree(site / "public")))
restore()
exchange(b"<p>page Sluices", b"<p>page Slujces")
(site / "public/long/index.html").unlink()
holds("damaged HTML of a standing page, which is found when its draft is taken")
restore()
settings = (site / "site.yml").read_text()
# A plugin that hangs over what is damaged: the process is ended, and it is the cache that is to blame.
(site / "site.yml").write_text(settings.replace("tag-index, own", "tag-index, own, seek"))
archive.write("lua-plugins/seek.lua", """local function look(article)
  local is_damaged = article.plain:find("Slujces", 1, true)
  if is_damaged then article.plain:find("s.*s.*s.*s.*s.*~") end
end
return { name = "seek", api = 1, prepare = function(site) for _, article in ipairs(site.articles) do look(article) end end }
""")
suite.check("a plugin that seeks", build("--clean").returncode == 0)
(cache / "drafts").write_bytes((cache / "drafts").read_bytes().replace(b"\nnorth Sluices", b"\nnorth Slujces"))
(cache / standing).unlink()
done = run([suite.brief, "-C", site, "build", "--at", archive.time(), "-j2", "-v"])
suite.check("a plugin that hangs over a damaged text", done.returncode == 0 and FAULT.format("names texts that are damaged") in done.stdout,
            done.stdout + done.stderr)
suite.check("the time is that of all tries", done.returncode == 0 and float(done.stdout.split()[-2]) > 2, done.stdout)
(site / "lua-plugins/seek.lua").unlink()
restore()
(site / "site.yml").write_text(settings + "markdown: {smart: false}\n")
says("other settings", FAULT.format("was made with other settings"))
(site / "site.yml").write_text(settings)

# The same archive gives the same drafts, whatever the addresses at which they were made.
restore()
build("--clean")
suite.check("a clean build writes the same drafts", (site / ".brief" / "drafts").read_bytes() == good["drafts"])

# Processes keep drafts in files of their own, each of which can be gone by itself.
build("--clean", "-j2")
second = cache / "drafts-1"
suite.check("the second process has a file of its own", second.exists())
holds("drafts of two processes, read by one")
second.unlink()
(cache / standing).unlink()
holds("the drafts of one of them, not there")


def waste():
    """Drafts are only ever appended. When most of what lies there is of no use any more, the rest moves into one new file."""
    site, out = suite.work / "waste", suite.work / "waste-clean"
    words = [f"{word}{number}" for word in ("water", "rain", "flood", "levy") for number in range(700)]
    texts = {number: " ".join(rng.choice(words) for _ in range(30000)) for number in range(3)}

    def write(number, more=""):
        path = site / "content" / "articles" / f"a{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Text {number}\ndate: 2025-01-0{number + 1}\n---\n{texts[number]}\n\n{more}\n")

    def kept():
        return sum(path.stat().st_size for path in (site / ".brief").glob("drafts*") if path.is_file())

    def edit(turn):
        """Another version of one text; what was read for it, and by how much the drafts have grown."""
        before = kept()
        write(1, f"Version {turn}.")
        done = run([suite.brief, "-C", site, "build", "--at", "2026-01-01", "-j2", "--profile"])
        return re.findall(r"content/articles/a(\d)\.md", done.stdout), kept() - before, done

    for number in texts:
        write(number)
    (site / "site.yml").write_text("title: Waste\nbase_url: https://record.example\n")
    run([suite.brief, "-C", site, "build", "-q", "--at", "2026-01-01", "-j2"])
    grown = []
    for turn in range(20):
        read, growth, done = edit(turn)
        grown.append(growth)
        suite.check(f"waste: edit {turn} reads one text", done.returncode == 0 and read == ["1"], f"{read}\n{done.stderr}")
        if growth < 0:
            break
    suite.check("waste: it goes", grown[-1] < 0 and not (site / ".brief" / "drafts-1").exists(), grown)
    read, growth, done = edit("behind it")
    suite.check("waste: what has moved is taken", read == ["1"] and growth > 0, (read, growth, done.stderr))
    run([suite.brief, "-C", site, "-o", out, "build", "-q", "--at", "2026-01-01", "--clean"])
    difference = differences(tree(out), tree(site / "public"))
    suite.check("waste: as a clean build", not difference, difference)
    (site / ".brief" / "drafts~brief").mkdir()
    while edit(rng.random())[1] > 0:
        pass
    run([suite.brief, "-C", site, "-o", out, "build", "-q", "--at", "2026-01-01", "--clean"])
    difference = differences(tree(out), tree(site / "public"))
    suite.check("waste: where nothing can be moved", not difference, difference)


waste()
suite.finish()
