# SPDX-License-Identifier: MIT
"""The command line: help, version, exit codes, options before and after the verb, outputs that are refused."""
import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from generate import generate
from suite import AT, ROOT, Suite, copy_site, diagnostics_of, differences, environment, run, tree

suite = Suite("commands", __doc__)
BASE = ROOT / "tests" / "broken" / "base"


def fresh(name):
    return copy_site(BASE, suite.work / name / "site"), suite.work / name / "out"


def brief(*arguments, **settings):
    return run([suite.brief, *arguments], **settings)


def expect(name, done, code, *words):
    said = done.stdout + done.stderr
    lacking = [word for word in words if word not in said]
    suite.check(name, done.returncode == code and not lacking,
                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:1000]}")


def help_and_version():
    expect("--help", brief("--help"), 0, "build", "--help", "--version")
    expect("build --help", brief("build", "--help"), 0, "--at", "--output", "--drafts")
    expect("--version", brief("--version"), 0, "brief ")
    expect("no arguments", brief(), 2)
    expect("unknown command", brief("bulid"), 2, "bulid", "build")
    expect("unknown option", brief("build", "--drfats"), 2, "--drfats", "--drafts")
    expect("missing argument", brief("build", "--at"), 2, "--at")
    expect("malformed time", brief("-C", BASE, "build", "--at", "yesterday"), 2, "yesterday")
    expect("an address that is none", brief("-C", BASE, "build", "--base-url", "example"), 2, "--base-url 'example' is not the address")
    site = copy_site(BASE, suite.work / "letters")
    loud, quiet = brief("-C", site, "build", "-v"), brief("-C", site, "build", "-qvj0")
    suite.check("letters may stand together", loud.returncode == quiet.returncode == 0 and loud.stdout and not quiet.stderr + quiet.stdout,
                loud.stderr + quiet.stderr)
    expect("the last one may take the rest", brief("-vC" + str(site), "list", "--at", AT), 0, "A tax on rain")
    expect("or the next word", brief("-vC", site, "list", "--at", AT), 0, "A tax on rain")
    expect("no letter in a group", brief("build", "-qx"), 2, "unknown option '-x' in '-qx'", "see brief --help")
    expect("a hyphen too few", brief("build", "-verbose"), 2, "unknown option '-e' in '-verbose'", "did you mean --verbose?")
    expect("a flag with an operand", brief("build", "-vq=1"), 2, "this option takes no operand: '-q'")
    expect("a home folder that the shell did not put in", brief("-C", BASE, "build", "--output=~/public"), 2, "wrong operand '~/public'")
    expect("malformed worker count", brief("-C", BASE, "build", "-j", "many"), 2, "many")
    for words, said, hint in (
            (("build", "x"), "'build' takes no file or folder: 'x'", "name the site with -C"),
            (("check", "x"), "'check' takes no file or folder: 'x'", "name the site with -C"),
            (("serve", "x"), "'serve' takes no file or folder: 'x'", "name the site with -C"),
            (("serve", "--port", "0"), "wrong operand '0'", "--port N"),
            (("serve", "--port", "65536"), "wrong operand '65536'", "--port N"),
            (("serve", "--port", "80x"), "wrong operand '80x'", "--port N"),
            (("check", "--only", "brokn-link"), "there is no check 'brokn-link'", "did you mean broken-link?"),
            (("check", "--only", "nothing-like-it"), "there is no check 'nothing-like-it'", "docs/checks.md lists them"),
            (("explain",), "explain what?", "brief explain ADDRESS"),
            (("new", "site", ""), "a site needs a folder", "brief new site DIR"),
            (("new", "author", "!!!"), "[slug-without-letters]", ""),
            (("new", "author", os.fsdecode(b"Ren\xe9 Char")), "what to write is not in UTF-8", "set the terminal to UTF-8"),
            (("new", "article", "X", "--tag", os.fsdecode(b"\xe9t\xe9")), "what to write is not in UTF-8", "set the terminal to UTF-8"),
            (("new", "article", "X", "--date", "05/04/2021"), "is not a date", "write --date 2021-04-05, or 2021-05-04, whichever is meant")):
        expect(" ".join(words), brief("-C", site, *words), 2, said, hint)
    expect("help of two commands", brief("help", "build", "x"), 2, "'x' is one word too many", "name one command")


VERBS = re.findall(r"^  ([a-z]+) ", brief("--help").stdout, re.M)


def options_in(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))


def documented():
    """Every option of a verb's help stands in docs/brief.md, and nothing that is none; the README names no other."""
    options = set().union(*(options_in(brief(*verb, "--help").stdout) for verb in ([], *([verb] for verb in VERBS))))
    manual, readme = ((ROOT / name).read_text() for name in ("docs/brief.md", "README.md"))
    suite.check("options in docs/brief.md", options_in(manual) == options,
                f"lacks {sorted(options - options_in(manual))}, has {sorted(options_in(manual) - options)}")
    suite.check("options in README.md", options_in(readme) <= options, sorted(options_in(readme) - options))
    for verb in VERBS:
        suite.check(f"{verb} in docs/brief.md", f"`brief {verb}" in manual and f"`brief {verb}" in readme)


def screens():
    for verb in ([], *([verb] for verb in VERBS)):
        lines = brief(*verb, "--help").stdout.splitlines()
        suite.check(f"help of {verb} fits a screen", len(lines) <= 24 and max(map(len, lines)) <= 80, "\n".join(lines))


def completion():
    """The scripts load, and bash's, asked as a shell asks, knows verbs, options and their words."""
    for shell in ("bash", "zsh", "fish"):
        script = brief("--completion", shell).stdout
        suite.check(f"{shell} completion has every option", all(
            name in script if shell != "fish" else f"-l {name[2:]} " in script + " "
            for name in options_in(brief("build", "--help").stdout)), script[:400])
        if not shutil.which(shell):
            suite.skip(f"{shell} completion loads", f"{shell} is not installed")
            continue
        done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
        suite.check(f"{shell} completion loads", done.returncode == 0, done.stderr)
    for words, wanted in (("brief bu", "build"), ("brief --dir", "--directory"), ("brief build --dr", "--drafts"),
                          ("brief build --color al", "always"), ("brief build --diagnostics g", "github"),
                          ("brief check --only term-u", "term-used-once"), ("brief list --type ana", "analysis")):
        asked = (brief("--completion", "bash").stdout + "COMP_WORDS=(" + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                 "_brief\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n")
        done = subprocess.run(["bash", "--norc"], input=asked, capture_output=True, text=True)
        suite.check(f"bash completes '{words}'", done.stdout.split() == [wanted], done.stdout + done.stderr)
        if shutil.which("fish"):
            asked = brief("--completion", "fish").stdout + f"complete -C '{words}'\n"
            done = subprocess.run(["fish", "-N"], input=asked, capture_output=True, text=True)
            found = [line.split("\t")[0] for line in done.stdout.splitlines()]
            suite.check(f"fish completes '{words}'", found == [wanted], done.stdout + done.stderr)


def manual():
    """The man pages are made, and groff finds nothing to say about them."""
    made = run(["make", "-C", ROOT, f"BUILD={suite.build}", "man"])
    expect("make man", made, 0)
    pages = [suite.build / "man" / name for name in ("brief.1", "brief-site.5", "brief-layouts.7", "brief-plugins.7")]
    titles = [re.sub("`", "", path.read_text().split("\n", 1)[0][2:]) for path in sorted((ROOT / "docs").glob("*.md"))]
    whole = "\n".join(page.read_text() for page in pages).replace("\\f[B]", "").replace("\\f[]", "")
    lacking = [title for title in titles if not re.search(rf"^\.S[HS] *\n?{re.escape(title)}$", whole, re.M)]
    suite.check("all of docs/ is in man pages", set(lacking) <= {"brief", "Layouts", "Plugins", "site.yml"}, lacking)
    named = re.findall(rf"(?<![/\w])(?:{'|'.join(path.name for path in (ROOT / 'docs').glob('*.md'))})", whole.replace("\\-", "-"))
    suite.check("which name each other and no files", not named and "the lints of brief\\-site(5)" in whole
                and "\\[lq]Fields\\[rq] lists every field" in whole, named)
    suite.check("in fonts that every reader has", set(re.findall(r"\\f\[(\w*)\]", "".join(page.read_text() for page in pages))) <= {"", "B", "I", "R"})
    for text in pages:
        page = text.name
        shown = run(["groff", "-K", "utf8", "-man", "-Tutf8", "-ww", "-rLL=80n", text]) if shutil.which("groff") else None
        if not shown:
            suite.skip(page, "groff is not installed")
        else:
            suite.check(f"{page} is a man page", shown.returncode == 0 and not shown.stderr and " - " in shown.stdout,
                        shown.stderr[:800])
        if shown and page == "brief.1":
            sections = re.findall(r"^[A-Z]+$", re.sub(r"\x1b\[[0-9]*m|.\x08", "", shown.stdout), re.M)
            suite.check("brief.1 says how the program is called", sections[:3] == ["NAME", "SYNOPSIS", "DESCRIPTION"], sections)


def terminal():
    """On a terminal: colours, and a line of progress when work is long. Neither elsewhere, nor where it is not wanted."""
    site, out = fresh("terminal")
    (site / "lua-plugins").mkdir()
    (site / "lua-plugins" / "slow.lua").write_text(
        'return { name = "slow", api = 1, article = function() for i = 1, 2e7 do end end }\n')
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [slow]\n")
    article = site / "content" / "articles" / "2025" / "rain-tax.md"
    for number in range(4):
        (article.parent / f"more-{number}.md").write_text(article.read_text().replace("A tax", f"{number} taxes"))

    def on_terminal(*arguments, **changes):
        here, there = os.openpty()
        process = subprocess.Popen([suite.brief, "-C", site, "-o", out, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=there, env=environment(**{"TERM": "xterm", **changes}))
        os.close(there)
        said = b""
        while True:
            try:
                piece = os.read(here, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
        process.wait()
        os.close(here)
        return said.decode()

    build = ("build", "--at", AT, "-j1")
    said = on_terminal(*build)
    suite.check("a line of progress", re.search(r"\rrunning plugins +\[[# ]{30}\]  \d/6\x1b\[K", said), repr(said[:600]))
    suite.check("which is taken away", said.endswith("\r\x1b[K"), repr(said[-200:]))
    suite.check("none with -q", on_terminal(*build, "-q") == "")
    suite.check("none on a dumb terminal", "[#" not in on_terminal(*build, TERM="dumb"))
    suite.check("none in a pipe", brief("-C", site, "-o", out, *build).stderr == "")
    article.write_text(article.read_text().replace("m-ruis", "nobody-at-all"))
    (site / "site.yml").write_text((site / "site.yml").read_text().replace("[slow]", "[]"))
    suite.check("colours", "\x1b[1;31merror:" in on_terminal(*build))
    suite.check("none with NO_COLOR", "\x1b[1;31m" not in on_terminal(*build, NO_COLOR="1"))
    suite.check("none with --color never", "\x1b[1;31m" not in on_terminal(*build, "--color", "never"))


def own_copies():
    """The golden site's own author-bio is the built-in one with one line changed, and stays that."""
    name = "lua-plugins/author-bio.lua"
    shipped, copy = ((folder / name).read_text().splitlines() for folder in (ROOT, ROOT / "tests/golden/plugin-override"))
    changed = [line for line, other in zip(shipped, copy) if line != other]
    suite.check("one line of the own copy differs", len(shipped) == len(copy) and len(changed) == 1, f"changed: {changed[:5]}")


ASKING = """return { name = "own", api = 1, article = function(article, site)
  local names = {}
  for _, found in ipairs(site:related(article, { limit = 3 })) do names[#names + 1] = found.article.title end
  return { footer = brief.html.p{ table.concat(names, "; ") } }
end }
"""


def begins_to_ask():
    """A plugin that is edited to ask what is related: drafts of builds in which nobody asked lack what is compared."""
    site, out = fresh("begins")
    for number, words in enumerate(("tariff port levy", "tariff port quota", "spectrum auction licence")):
        (site / f"content/articles/more-{number}.md").write_text(
            f"---\ntitle: Number {number}\ndate: 2024-05-0{number + 1}\nauthors: [Ada Moreno]\n---\n{words}. {words}.\n")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [own]\nsearch: false\n")
    (site / "lua-plugins").mkdir(exist_ok=True)
    own = site / "lua-plugins" / "own.lua"
    own.write_text('return { name = "own", api = 1, article = function() return { footer = brief.html.p{ "none" } } end }\n')
    expect("nobody asks", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    own.write_text(ASKING)
    expect("a plugin begins to ask", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    said = (out / "more-0" / "index.html").read_text()
    suite.check("it gets an answer", "Number 1" in said.split("</h1>")[1], said[-600:])
    expect("a clean build", brief("-C", site, "-o", out.parent / "clean", "build", "--clean", "--at", AT), 0)
    suite.check("the same as a clean build", tree(out) == tree(out.parent / "clean"))


def callers():
    """A plugin's mistake is told with the line of the layout that called it."""
    site, out = fresh("callers")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [own]\nsearch: false\n")
    for folder in ("lua-plugins", "layouts"):
        (site / folder).mkdir(exist_ok=True)
    (site / "lua-plugins" / "own.lua").write_text(
        'return { name = "own", api = 1, functions = { named = function(thing) return thing.titel end } }\n')
    (site / "layouts" / "404.html").write_text("<p>\n{{ named(site) }}\n")
    expect("a function that fails", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "lua-plugins/own.lua:1:1: error: a site has no field 'titel'", "layouts/404.html:2: called from here")
    (site / "lua-plugins" / "own.lua").write_text(
        'return { name = "own", api = 1, shortcodes = { table = function(given, subject)\nbrief.warn("no caption")\n'
        'brief.warn(subject, "no source")\nreturn brief.read_data(given.file) end } }\n')
    calling = site / "content/articles/calling.md"
    calling.write_text('---\ntitle: Calls\ndate: 2025-01-01\n---\nWords.\n\n{{ table(file="gone.yml") }}\n')
    expect("a shortcode that fails", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "lua-plugins/own.lua:4:1: error: there is no 'content/data/gone.yml'", "note: content/articles/calling.md:7: at hand",
           "content/articles/calling.md:7:1: warning: no caption", "content/articles/calling.md:7:1: warning: no source")
    calling.unlink()
    (site / "lua-plugins" / "own.lua").write_text('return { name = "own" }\n')
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("what a plugin that does not load would bring is not looked for", done, 1, "hint: write api = 1\n"
           "  note: until every plugin loads, unknown filters, functions and shortcodes are not reported")
    suite.check("which is said once, and of no layout", done.stderr.count("until every") == 1 and "404.html" not in done.stderr, done.stderr)


def pages_of_plugins():
    """Two pages at one address, of one plugin or of two, are mended in the plugins."""
    site, out = fresh("pages-of-plugins")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [words, names]\nsearch: false\n")
    for folder in ("lua-plugins", "layouts"):
        (site / folder).mkdir(exist_ok=True)
    (site / "layouts" / "list.html").write_text("<p>{{ page.title }}</p>\n")
    plugin = 'return { name = "%s", api = 1, pages = function() return { { url = "%s", title = "List", layout = "list.html" } } end }\n'
    for name, url in (("words", "/list/"), ("names", "/list/")):
        (site / "lua-plugins" / f"{name}.lua").write_text(plugin % (name, url))
    expect("two plugins want one address", brief("-C", site, "-o", out, "build", "--at", AT), 1, "of plugin 'words'", "of plugin 'names'",
           "hint: give one of them another url in lua-plugins/names.lua or lua-plugins/words.lua")
    (site / "lua-plugins" / "words.lua").write_text(plugin % ("words", "/words/"))
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/about/"))
    expect("a plugin wants a page's address", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "hint: give the plugin's page another url in lua-plugins/names.lua, or the other page another slug: or permalink:")
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/assets/style.css"))
    expect("or that of a file without front matter", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "hint: give the plugin's page another url in lua-plugins/names.lua\n")
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/names/"))
    expect("each at its own", brief("-C", site, "-o", out, "build", "--at", AT), 0)


def places():
    site, out = fresh("places")
    expect("options before the verb", brief("-C", site, "-o", out, "--at", AT, "build"), 0)
    first = tree(out)
    expect("options after the verb", brief("build", f"--at={AT}", "-o", out, "-C", site), 0)
    suite.check("both give the same", first == tree(out))
    expect("output below the site by default", brief("build", "--at", AT, cwd=site), 0)
    suite.check("public/ holds it", tree(site / "public") == first)
    expect("folder without site.yml", brief("-C", suite.work / "places", "build"), 1, "site.yml")
    expect("folder that is not there", brief("-C", suite.work / "nowhere", "build"), 2, "nowhere")


def clash_among_many():
    """Outputs are planned in two rounds, and with so many of them the first ones move in the second."""
    site = suite.work / "clash"
    generate(600, site)
    (site / "content/pages").mkdir()
    (site / "content/pages/search.md").write_text("---\ntitle: Search\n---\nHow to search.\n")
    expect("a page where the search page stands", brief("-C", site, "build", "--at", AT, "-j2"), 1,
           "content/pages/search.md:1:1", "content/pages/search.md and the search page", "[duplicate-url]")


def linked_content():
    site, out = fresh("linked")
    (site / "content").rename(site / "texts")
    (site / "content").symlink_to("texts")
    expect("content that is a link", brief("-C", site, "-o", out, "build"), 1, "'content': a symbolic link, which is not followed [no-content]")


def refused():
    site, _ = fresh("refused")
    before = tree(site / "content")
    for name, out in (("the root", "/"), ("the site", site), ("its content", site / "content"), ("above the site", site.parent),
                      ("inside content", site / "content" / "out"), ("home", Path.home()),
                      ("layouts that are not there yet", site / "layouts"), ("git", site / ".git" / "out"),
                      ("a way through nothing", site / "public" / ".." / "content")):
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"output refused: {name}", done.returncode in (1, 2) and tree(site / "content") == before,
                    f"exit code {done.returncode}\n{done.stderr[:600]}")
    (site / "link").symlink_to(site.parent / "elsewhere")
    (site.parent / "elsewhere").mkdir()
    for out, words in ((site / "link", "is a symbolic link"), (site / "site.yml", "is not a folder")):
        expect(f"output refused: it {words}", brief("-C", site, "-o", out, "build", "--at", AT), 1, words, "[unsafe-output-folder]",
               "name a folder of its own with output: in site.yml or -o")
    suite.check("nothing is written through the link", not list((site.parent / "elsewhere").iterdir()))
    for out in ("content-out", "layouts2", ".brief-out"):
        expect(f"output taken: {out}", brief("-C", site, "-o", site / out, "build", "--at", AT), 0)
    for out in ("/var/www/html", "/home/m-ruis/site", "/usr/share/policy"):
        expect(f"output taken: {out}", brief("-C", site, "-o", out, "check", "--at", AT), 0)
    for out in ("/etc", "/usr/", "/var/lib", "/home", "/home/m-ruis"):  # check writes nothing, whatever it thinks of them
        expect(f"output refused: {out}", brief("-C", site, "-o", out, "check", "--at", AT), 1, "[unsafe-output-folder]")


def through_a_link():
    """The folders above the output may be links, as /var/www is on some hosts: each build leads to the same place."""
    site, _ = fresh("through-link")
    place, link = site.parent / "host", site.parent / "www"
    place.mkdir()
    link.symlink_to("host")
    build = lambda out: brief("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", build(link / "archive"), 0, " 0 removed")
    suite.check("into the place where the link leads, and nothing beside it", [path.name for path in place.iterdir()] == ["archive"])
    for what, out in (("again", link / "archive"), ("by its own name", place / "archive")):
        expect(what, build(out), 0, " 0 written, 0 removed")
    (place / "empty").mkdir()
    expect("into a folder that is there", build(link / "empty"), 0, " 0 removed")
    expect("into folders that are not there", build(link / "a/b/c"), 0, " 0 removed")
    suite.check("as into any other", tree(place / "a/b/c") == tree(place / "archive") == tree(place / "empty"))
    (site.parent / "self").symlink_to(site.name)
    expect("a link back to the site's content", build(site.parent / "self/content/out"), 1, "lies in 'content'")



def record():
    site, out = fresh("record")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", brief(*arguments), 0)
    (out / "CNAME").write_text("policy.example\n")
    article = site / "content" / "articles" / "2025" / "rain-tax.md"
    text = article.read_text()
    article.write_text(text.replace("flood-plan.md", "flod-plan.md"))
    before = tree(out)
    expect("a build with an error", brief(*arguments), 1, "broken-link")
    suite.check("changes nothing", tree(out) == before, differences(before, tree(out)))
    article.unlink()
    expect("a build without the article", brief(*arguments), 0)
    found = tree(out)
    suite.check("removes its page", not any("rain-tax" in path for path in found), sorted(found))
    suite.check("foreign files stay", found.get("CNAME") == b"policy.example\n")
    article.write_text(text)
    expect("a build with it again", brief(*arguments), 0)
    suite.check("is as before", tree(out) == before, differences(before, tree(out)))


def embargo():
    site, out = fresh("embargo")
    folder = site / "content" / "articles"
    (folder / "secret.md").write_text("---\ntitle: Zqembargoxj plan\ndate: 2026-03-01\ntags: [zqembargoxj]\n---\nZqembargoxj.\n")
    (folder / "draft.md").write_text("---\ntitle: Zqembargoxj draft\ndate: 2025-03-01\ndraft: true\n---\nZqembargoxj.\n")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("held-back articles are listed", done, 0, "held back: 2", "1 draft")
    leaks = [path for path, content in tree(out).items() if b"zqembargoxj" in content.lower() or "zqembargoxj" in path]
    suite.check("nothing of them is in the output", not leaks, leaks)
    expect("--at after the date", brief("-C", site, "-o", out, "build", "--at", "2026-03-02T00:00:00Z"), 0, "held back: 1")
    suite.check("it is out", any("secret" in path for path in tree(out)))
    expect("back again", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    suite.check("it is gone", not any(b"zqembargoxj" in content.lower() for content in tree(out).values()))
    done = brief("-C", site, "-o", out, "build", env=environment(SOURCE_DATE_EPOCH="4102444800"))
    suite.check("SOURCE_DATE_EPOCH in the future does not lift it",
                not any(b"zqembargoxj draft" in content.lower() for content in tree(out).values()), done.stderr[:500])


def diagnostics():
    site, out = fresh("diagnostics")
    article = site / "content" / "articles" / "wrong.md"
    article.write_text("---\ntitle: Wrong\ndate: 2025-01-01\nauthor: nobody-at-all\n---\nText.\n")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    done = brief(*arguments)
    expect("text", done, 1, "content/articles/wrong.md:4:9: error: ", "[unknown-author]", "    4 | author: nobody-at-all")
    for workers in ("-j1", "-j2", "-j8"):
        suite.check(f"the same with {workers}", brief(*arguments, workers).stderr == done.stderr)
    found = brief(*arguments, "--diagnostics", "json")
    try:
        reported = diagnostics_of(found.stderr) or diagnostics_of(found.stdout)
    except ValueError as error:
        reported = [str(error)]
    suite.check("json", reported == [("content/articles/wrong.md", 4, "unknown-author", "error")], reported)
    expect("github", brief(*arguments, "--diagnostics", "github"), 1, "::error file=content/articles/wrong.md,line=4")
    suite.check("no output", not out.exists() or not tree(out))
    suite.check("no colour when it is not a terminal", "\x1b" not in done.stderr)
    expect("colour when asked for", brief(*arguments, "--color", "always"), 1, "\x1b[")


def hints():
    """The file that a link probably means: in other letters, moved to another folder, or nearly of that name."""
    site, out = fresh("hints")
    articles = site / "content" / "articles"
    for name in ("moved/rivers.md", "moved/levees/index.md", "moved/Chart.PNG", "here/rains.md", "here/images/map.png", "moved/images/map.png"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text("---\ntitle: One\ndate: 2025-01-01\n---\nText.\n" if name.endswith(".md") else "")
    for target, hint in (
        ("rivers.md", "did you mean 'content/articles/moved/rivers.md'?"),
        ("levees.md", "did you mean 'content/articles/moved/levees/index.md'?"),
        ("../old/levees/index.md", "did you mean 'content/articles/moved/levees/index.md'?"),
        ("../moved/chart.png", "did you mean 'content/articles/moved/Chart.PNG'?"),
        ("chart.png", "did you mean 'content/articles/moved/Chart.PNG'?"),
        ("rain.md", "did you mean 'content/articles/here/rains.md'?"),
        ("lakes.md", "it would be content/articles/here/lakes.md"),
        ("..\\moved\\rivers.md", "write ../moved/rivers.md"),
        ("map.png", "did you mean 'content/articles/here/images/map.png'?"),
        ("content/articles/here/rains.md", "paths start at the folder of the source file, not at that of the site"),
    ):
        article = articles / "here" / "wrong.md"
        article.write_text(f"---\ntitle: Wrong\ndate: 2025-01-01\nimage: {target}\n---\n[x]({target})\n\n![x]({target})\n")
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"what {target} means", done.returncode == 1 and done.stderr.count(hint) == 3, done.stderr)
    (articles / "a-long-folder").mkdir()
    (articles / "a-long-folder" / "two.md").write_text("---\ntitle: Two\ndate: 2025-01-01\n---\nText.\n")
    for name, hint in (
        ("here/rivers", "did you mean 'moved/rivers'?"),
        ("levees", "did you mean 'moved/levees'?"),
        ("content/articles/here/rains.md", "did you mean 'here/rains'?"),
        ("here/rain", "did you mean 'here/rains'?"),
        ("a-long-folder/one", "write the path below content/articles/ without '.md'"),
    ):
        (articles / "here" / "wrong.md").write_text(
            f"---\ntitle: Wrong\ndate: 2025-01-01\nstatus: superseded\nsuperseded_by: {name}\nrelated: [{name}]\n---\nText.\n")
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"which article {name} is", done.stderr.count(f"hint: {hint}\n") == 2, done.stderr)
    (articles / "here" / "wrong.md").unlink()
    comments = site / "content" / "comments" / "moved" / "rivers"
    comments.mkdir(parents=True)
    (comments / "1.json").write_text('{"name": "Ann", "email": "ann@reader.example"}')
    expect("what holds readers' addresses is not copied", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "1.json:1:1: error: this is no comment, and would be published as it is [unread-source]")
    shutil.rmtree(comments)
    (site / "content" / "authors").mkdir(exist_ok=True)
    (site / "content" / "authors" / "m-ruis.md").write_text("---\nname: Maria Ruis\n---\n")
    (site / "content" / "authors" / "staff").mkdir()
    (site / "content" / "authors" / "staff" / "weber.md").write_text("---\nname: Ada Weber\n---\n")
    for author, hint in (
        ("m-ruis.md", "did you mean 'm-ruis'? (content/authors/m-ruis.md)"),
        ("content/authors/m-ruis.md", "did you mean 'm-ruis'? (content/authors/m-ruis.md)"),
        ("weber", "did you mean 'staff/weber'? (content/authors/staff/weber.md)"),
        ("authors/hansen.md", "write content/authors/hansen.md, or give a guest's full name"),
        ("Maria Ruis, PhD", "write authors: [Maria Ruis]"),
        ("Maria Ruis and Jo Lee, MP", "write authors: [Maria Ruis, Jo Lee]"),
    ):
        (articles / "here" / "by.md").write_text(f"---\ntitle: By\ndate: 2025-01-01\nauthor: {author}\n---\nText.\n")
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"who {author} is", f"hint: {hint}\n" in done.stderr, done.stderr)


def machine():
    site, out = fresh("machine")
    expect("a first build", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    held = site / ".brief" / "lock"
    if suite.check("it leaves a lock file", held.exists()):
        with open(held, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            expect("a second build at once", brief("-C", site, "-o", out, "build", "--at", AT), 75)
    if os.geteuid() != 0:
        os.chmod(out, 0o500)
        (site / "content" / "articles" / "new.md").write_text("---\ntitle: New\ndate: 2025-01-01\n---\nText.\n")
        expect("an output that cannot be written", brief("-C", site, "-o", out, "build", "--at", AT), 3)
        os.chmod(out, 0o755)
    shutil.rmtree(site / ".brief", ignore_errors=True)
    (site / ".brief").write_text("not a folder")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    suite.check("a cache that cannot be written is no reason to fail", done.returncode == 0, done.stderr[:500])


def files():
    """What cannot lie in a repository: special files, names that are not UTF-8, folders without end."""
    site, out = fresh("files")
    os.mkfifo(site / "content" / "pipe.md")
    (site / "content" / "articles" / "with space, ü and -dash.md").write_text("---\ntitle: Named\ndate: 2025-01-01\n---\nText.\n")
    expect("a pipe is left alone", brief("-C", site, "-o", out, "build", "--at", AT), 0, "special-file")
    expect("but not with --strict", brief("-C", site, "-o", out, "build", "--at", AT, "--strict"), 1, "special-file")
    with open(os.fsencode(site) + b"/content/caf\xe9.txt", "w") as file:
        file.write("x")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("a name that is not UTF-8", done, 1, "unusable-name")
    suite.check("its bytes are not printed", "\ufffd" not in done.stderr and "\\xe9" in done.stderr.lower(), done.stderr[:400])
    os.unlink(os.fsencode(site) + b"/content/caf\xe9.txt")
    deep = site / "content"
    for _ in range(80):
        deep = deep / "d"
        deep.mkdir()
    expect("folders without end", brief("-C", site, "-o", out, "build", "--at", AT), 1, "folders-too-deep")


def not_listed():
    """A line of the manifest that no build wrote does not make a file brief's, which it may take away."""
    site, out = fresh("not-listed")
    expect("a site", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    (out / "mine.txt").write_text("x")
    manifest, = (site / ".brief").glob("manifest-*")
    with open(manifest, "a") as file:
        file.write("0123456789abcdef mine.txt\n")
    expect("a damaged list", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    suite.check("what it names is left alone", (out / "mine.txt").exists())


def killed():
    """A build that is killed half-way leaves nothing that the next one does not clear away."""
    site, out = fresh("killed")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", brief(*arguments), 0)
    first = tree(out)
    (site / "layouts").mkdir()
    (site / "layouts" / "article.html").write_text(
        "{% for a in range(3000) %}{% for b in range(500) %}{% endfor %}{% endfor %}changed")
    building = subprocess.Popen([suite.brief, *map(str, arguments), "-j2"], env=environment(),
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while building.poll() is None and not (out / "~brief").exists():
        time.sleep(0.001)
    building.kill()
    building.wait()
    shutil.rmtree(site / "layouts")
    expect("the next build", brief(*arguments), 0)
    suite.check("nothing is left of the killed one", tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    time.sleep(2.1)  # after which the times of folders tell
    brief(*arguments)
    expect("nothing has changed since", brief(*arguments, "-v"), 0, "nothing has changed")
    (out / "~brief").mkdir()
    (out / "~brief" / "12").write_text("of an edit that was taken back")
    expect("what a killed build had not published goes, though nothing has changed", brief(*arguments), 0, " 0 written")
    suite.check("and is gone", tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    beside = out.with_name(out.name + "~brief")  # where a first build fills its folder
    out.rename(beside)
    expect("after a first build that was killed before its folder had its name", brief(*arguments), 0)
    suite.check("its folder is gone", not beside.exists() and tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    shutil.copytree(out, beside)
    (site / "content" / "more.txt").write_text("more")
    expect("beside an output that is there", brief(*arguments), 0, "1 written")
    suite.check("it is gone, too", not beside.exists())
    (site / "content" / "more.txt").unlink()
    expect("as before", brief(*arguments), 0, "1 removed")
    (out / "404.html").unlink()
    (out / "404.html").mkdir()
    (site / "content" / "new.txt").write_text("new")
    (out / "404.html" / "mine.txt").write_text("mine")
    expect("a folder in the place of a page", brief(*arguments), 1, "404.html/mine.txt", "foreign-file")
    suite.check("then nothing is published", not (out / "new.txt").exists())
    shutil.rmtree(out / "404.html")
    (out / "404.html/empty").mkdir(parents=True)
    expect("empty folders there", brief(*arguments), 0)
    suite.check("make way", (out / "404.html").is_file() and (out / "new.txt").exists())
    shutil.rmtree(site / ".brief")
    os.chmod(site, 0o555)
    try:
        expect("a site that is read-only", brief(*arguments, "-v"), 0, "warning: cannot make the folder '.brief'", "[no-cache]")
        suite.check("has no cache", not (site / ".brief").exists())
    finally:
        os.chmod(site, 0o755)
    elsewhere = site.parent / "elsewhere"
    elsewhere.mkdir()
    (site / ".brief").symlink_to(elsewhere)
    expect("a cache that is a link", brief(*arguments), 0, "no-cache")
    suite.check("nothing is written through it", not list(elsewhere.iterdir()))


CURIOUS = """-- Reaches for everything that a plugin has no business with, wherever it is called.
local tried = {}
local function try(what, reach) tried[#tried + 1] = what .. "=" .. tostring(pcall(reach)) end
local function snoop(site)
  tried = {}
  try("io", function() return io.open("/etc/passwd") end)
  try("popen", function() return io.popen("id") end)
  try("execute", function() return os.execute("touch executed") end)
  try("getenv", function() return os.getenv("HOME") end)
  try("remove", function() return os.remove("site.yml") end)
  try("socket", function() return require("socket") end)
  try("climb", function() return require("../outside") end)
  try("lib", function() return package.loadlib("libc.so.6", "*") end)
  try("debug", function() return debug.getregistry() end)
  try("bytecode", function() return load(string.dump(snoop)) end)
  try("dofile", function() return dofile("/etc/passwd") end)
  try("data", function() return brief.read_data("../../site.yml") end)
  try("secret", function() return site:article("secret").title end)
  return table.concat(tried, " ")
end
local early
return {
  name = "curious", api = 1,
  prepare = function(site) early = snoop(site) end,
  pages = function(site) return { { url = "/snooped/", title = snoop(site), layout = "page.html" } } end,
  article = function(article, site)
    local ids = {}
    for i, other in ipairs(site.articles) do ids[i] = other.id end
    return { after_body = brief.html.p{ "early ", early }, head = brief.html.meta{ name = "snooped", content = snoop(site) },
             before_body = brief.html.p(table.concat(ids, " ")) }
  end,
  html = function(html) return (html:gsub("</body>", "<!-- " .. snoop({}) .. " --></body>")) end,
}
"""


def fence():
    """A plugin gets at no file, program, network, environment or held-back article, and the kernel is not even asked."""
    site, out = fresh("fence")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins" / "curious.lua").write_text(CURIOUS)
    (site / "content/articles/secret.md").write_text("---\ntitle: Zqembargoxj\ndate: 2020-01-01\ndraft: true\n---\nText.\n")
    with open(site / "site.yml", "a") as settings:
        settings.write("\nplugins: [curious]\n")
    trace = suite.work / "fence" / "trace"
    traced = "execve,execveat,%network,openat,openat2,open,unlink,unlinkat,ptrace,seccomp,landlock_restrict_self"
    # LeakSanitizer and strace both want to be the one that traces.
    done = run(["strace", "-f", "-qq", "-y", "-o", trace, "-e", "trace=" + traced, suite.brief, "-C", site, "-o", out, "build",
                "--at", AT, "-j2"], env=environment(ASAN_OPTIONS="detect_leaks=0"))
    expect("a plugin that reaches for everything", done, 0)
    pages = "".join(path.read_text() for path in out.rglob("*.html"))
    answers = re.findall(r"(\w+)=(true|false)", pages)
    suite.check("it ran in every hook", pages.count("io=") >= 5 and len(answers) >= 60, f"{len(answers)} answers")
    reached = {what for what, is_reached in answers if is_reached == "true"}
    suite.check("it reached nothing", not reached, f"reached {sorted(reached)}")
    suite.check("it saw nothing held back", "Zqembargoxj" not in pages and ">secret" not in pages)
    calls = trace.read_text()
    started = [line for line in calls.splitlines() if "execve" in line]
    suite.check("no program was started", len(started) == 1, "\n".join(started[:5]))
    for name in ("socket(", "connect(", "ptrace("):
        suite.check(f"no {name[:-1]}", name not in calls)
    reaching = [line for line in calls.splitlines() if re.search(r"passwd|outside|executed|libc\.so\.6.*RTLD", line)]
    suite.check("no file outside was asked for", not reaching, "\n".join(reaching[:5]))
    if "seccomp" in subprocess.run(["ldd", suite.brief], capture_output=True, text=True).stdout:
        suite.check("its process was confined", "seccomp(SECCOMP_SET_MODE_FILTER" in calls)


def profile():
    """--profile names stages, layouts and the lines in them, plugins, texts and pages, with workers and without."""
    site, out = fresh("profile")
    for jobs in ("-j0", "-j2"):
        expect(f"--profile {jobs}", brief("-C", site, "-o", out, "build", "--clean", "--at", AT, "--profile", jobs), 0, "reading the texts",
               "making the pages", "article.html\n", "related-stories: article", " (built in):", "content/articles/",
               "index.html\n")
    quiet = brief("-C", site, "-o", out, "build", "--at", AT)
    suite.check("nothing of it without", "stages" not in quiet.stdout)


def limits():
    """What the shell's limits do: the build goes on with less, or says what it could not do."""
    site, out = fresh("limits")
    arguments = (suite.brief, "-C", site, "-o", out, "build", "--at", AT)

    def limited(limit):
        return run(["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *arguments])

    expect("files over the limit", limited("-f 0"), 3, "cannot write")
    suite.check("nothing is published then", not out.exists() or not tree(out))
    needs_space = suite.is_sanitized
    if not needs_space:
        expect("little address space", limited("-v 2000000"), 0)
    expect("few open files", limited("-n 32"), 0)
    (site / "layouts").mkdir()
    os.mkfifo(site / "layouts" / "article.html")
    expect("a pipe in place of a layout", brief(*arguments[1:]), 0, "layouts/article.html", "special-file")
    if os.geteuid() != 0:
        os.chmod(site / "layouts", 0)
        expect("layouts that cannot be read", brief(*arguments[1:]), 1, "layouts", "unreadable-folder")
        os.chmod(site / "layouts", 0o755)


for part in (help_and_version, documented, screens, completion, manual, terminal,
             own_copies, begins_to_ask, callers, pages_of_plugins, places, clash_among_many, linked_content, refused, through_a_link, record, embargo, diagnostics, hints, files, machine, not_listed, killed, fence, profile, limits):
    if suite.wants(part.__name__):
        try:
            part()
        except Exception as error:
            suite.check(part.__name__, False, f"{type(error).__name__}: {error}")
suite.finish()
