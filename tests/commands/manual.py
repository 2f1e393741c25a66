# SPDX-License-Identifier: MIT
"""Help, the man pages, completion: what is documented is there, and the other way round."""
import json
import os
import re
import shutil
import subprocess
import sys

from suite import AT, ROOT, copy_site, run
from sites import BASE, brief, expect, fresh, suite


def block_of(language, word=""):
    """The first block of that language, and with that word in it, in docs/moving.md."""
    blocks = (ROOT / "docs/moving.md").read_text(encoding="utf-8").split(f"```{language}\n")[1:]
    return next(block.split("```")[0] for block in blocks if word in block.split("```")[0])


def lists_elsewhere():
    """The plugin and the layout of docs/moving.md that keep the address of a list."""
    site, out = fresh("lists elsewhere")
    (site / "layouts").mkdir(exist_ok=True)
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "layouts/list.html").write_text(block_of("html"), encoding="utf-8")
    (site / "lua-plugins/posts.lua").write_text(block_of("lua").replace("paginate = 20", "paginate = 2"), encoding="utf-8")
    with (site / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nplugins: [author-bio, related-stories, tag-index, posts]\n")
    for number in range(3):
        (site / f"content/articles/2025/more-{number}.md").write_text(f"---\ntitle: More {number}\ndate: 2025-01-0{number + 1}\n---\nText.\n")
    expect("a list at an address of its own", brief("-C", site, "-o", out, "build", "--at", AT, "--strict"), 0)
    shown = "".join(page.read_text(encoding="utf-8") for page in sorted((out / "posts").rglob("index.html")))
    suite.check("shows every article", "<h1>Posts</h1>" in shown and all(f">More {number}<" in shown for number in range(3)), shown[:2000])


def old_addresses():
    """The program of docs/moving.md that writes into texts the addresses that they had."""
    site, out = fresh("old addresses")
    texts = site / "content/articles"
    (texts / "2025/rain").mkdir()
    for path, more in {"2024-05-06-levy.md": "", "2025/rain/index.md": "", "2025/toll.md": "permalink: /toll/\n", "a/twice.md": "", "b/twice.md": "",
                       "2025-01-02_Fees of.md": "", "a/by-slug.md": "slug: deep/road-fees\n",
                       "a/by-title.md": "subtitle: x\n", "spring.md": "translation_key: spring\n", "spring.de.md": "lang: de\ntranslation_key: spring\n"}.items():
        (texts / path).parent.mkdir(exist_ok=True)
        (texts / path).write_text(f"---\ntitle: Text of {path}\ndate: 2025-01-02\n{more}---\nText.\n", encoding="utf-8")
    old = ["/water/flood%20plans/2024/05/06/levy.html", "/posts/rain/", "/old/toll/", "/2025/twice.html", "/none/", "/posts/fees_of/", "/deep/road-fees/", "/de/x/spring/", "/x/spring/", "/blog/text-of-a-by-title-md/"]
    done = subprocess.run([sys.executable, "-c", block_of("python", "sys.stdin")], cwd=site, input="\n".join(old), capture_output=True, text=True)
    suite.check("old addresses: what is left is printed", done.returncode == 0 and done.stdout.split() == old[2:5], (done.stdout, done.stderr))
    expect("old addresses: can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    suite.check("old addresses: they answer", (out / "water/flood plans/2024/05/06/levy.html").exists() and all((out / path / "index.html").exists() for path in ("posts/rain", "posts/fees_of", "blog/text-of-a-by-title-md", "deep/road-fees")),
                sorted(str(path) for path in out.rglob("*.html")))
    suite.check("old addresses: each in its language", "permalink: /de/" in (texts / "spring.de.md").read_text(encoding="utf-8") and (out / "x/spring/index.html").exists())


def keys_in_toml():
    """The program of docs/moving.md that writes front matter in TOML as YAML."""
    site, out = fresh("toml")
    program = site / "toml.py"
    program.write_text(block_of("python", "tomllib"), encoding="utf-8")
    article = site / "content/articles/2025/rain-tax.md"
    article.write_text('''+++
title = "Rain: a “tax” on roofs"
date = 2025-03-04T09:30:00+01:00
updated = 2025-03-05
draft = false
authors = ["Jo Levy"]
description = """
Two
lines"""
[taxonomies]
tags = ["water", "roofs # and rain"]
[extra]
team = "Desk"
title = "Not this"
[extra.source]
pages = 12
+++

a +++ b
+++
''', encoding="utf-8")
    if sys.version_info >= (3, 11):
        done = run([sys.executable, program, article])
        suite.check("keys in TOML are written as YAML", done.returncode == 0, done.stderr)
        expect("and can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
        listed = json.loads(brief("-C", site, "list", "articles", "--json", "--at", AT).stdout)
        said = [entry for entry in listed if entry["title"] == "Rain: a “tax” on roofs" and entry["tags"] == ["water", "roofs # and rain"]]
        suite.check("with all that they said", len(said) == 1, listed)
        suite.check("with the site's own keys as keys", '\nteam: "Desk"\n' in article.read_text(encoding="utf-8"), article.read_text(encoding="utf-8"))
        suite.check("and the text as it was", article.read_text(encoding="utf-8").endswith("---\n\na +++ b\n+++\n"))
        article.write_text('{\n  "title": "Rain: a “tax”",\n  "date": "2025-03-04",\n  "tags": ["water"]\n}\n\na {b}\n', encoding="utf-8")
        done = run([sys.executable, program, article])
        suite.check("keys in JSON too", article.read_text(encoding="utf-8").endswith('tags: ["water"]\n---\n\na {b}\n'), done.stderr)
        expect("which can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
        article.write_text('---toml\ntitle = "Rain"\ndate = 2025-03-04\ndraft = true\n---\n\n---\n+++\n', encoding="utf-8")
        done = run([sys.executable, program, article])
        suite.check("keys behind ---toml too", article.read_text(encoding="utf-8") == '---\ntitle: "Rain"\ndate: "2025-03-04"\ndraft: true\n---\n\n---\n+++\n',
                    (article.read_text(encoding="utf-8"), done.stderr))


MEDIUM = """<!DOCTYPE html><html><head><title>Levy</title></head><body><article class="h-entry">
<header>
<h1 class="p-name">Levy: &quot;who&quot; &amp; what</h1>
</header>
<section data-field="subtitle" class="p-summary">
In short
</section>
<section data-field="body" class="e-content">
<section name="a"><h3 name="b" class="graf graf--h3 graf--leading graf--title">Levy</h3><p name="c">First <b>words</b></p><pre>a

b</pre><iframe src="https://example.org/film"></iframe></section>
</section>
<footer><p>%s</p><p>Exported from <a href="https://medium.com">Medium</a> on January 1, 2025.</p></footer></article></body></html>
"""
MEDIUM_FOOT = ('By <a href="https://medium.com/@jo" class="p-author h-card">Jo Lee</a> on <a href="x"><time class="dt-published" datetime="2025-01-04T05:06:07.000Z">x</time></a>.</p>'
               '<p><a href="https://notes.example.org/levy-1a2b" class="p-canonical">Canonical link</a>')


def medium_pages():
    """The program of docs/moving.md that writes texts from the pages of Medium's export."""
    site, out = fresh("medium")
    posts = site / "posts"
    posts.mkdir()
    (posts / "2025-01-04_Levy-1a2b.html").write_text(MEDIUM % MEDIUM_FOOT, encoding="utf-8")
    (posts / "draft_Toll-3c4d.html").write_text(MEDIUM % '<a href="https://medium.com/p/3c4d">View original.</a>', encoding="utf-8")
    done = run([sys.executable, "-c", block_of("python", "p-canonical"), *sorted(posts.glob("*.html"))], cwd=site)
    draft = site / "content/articles/draft_Toll-3c4d.md"
    suite.check("pages of Medium are written as texts", done.returncode == 0 and "\ndraft: true\n---\n" in draft.read_text(encoding="utf-8"), done.stderr)
    draft.write_text(draft.read_text(encoding="utf-8").replace("draft: true", "draft: true\ndate: 2025-01-05"), encoding="utf-8")
    expect("which can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    page = (out / "levy-1a2b/index.html").read_text(encoding="utf-8")
    suite.check("with all that they said", all(words in page for words in ("In short", "Jo Lee", "First <b>words</b>", "https://example.org/film", "a&#10;\nb</pre>")), page)
    suite.check("and nothing around it", "Exported" not in page and "graf--title" not in page and not (out / "draft_Toll-3c4d").exists(), page)


HUGO_LIST = """path,slug,title,date,expiryDate,publishDate,draft,permalink,kind,section
content/articles/2025/levy.md,,The levy,2025-01-02T00:00:00Z,0001-01-01T00:00:00Z,2025-01-02T00:00:00Z,false,https://example.org/2025/01/the-l%C3%A9vy/,page,posts
content/articles/2025/board.md,,Board,2025-01-02T00:00:00Z,0001-01-01T00:00:00Z,2025-01-02T00:00:00Z,true,https://example.org/board/,page,posts
content/articles/2025/later.md,,Later,2025-01-02T00:00:00Z,0001-01-01T00:00:00Z,2125-01-01T09:00:00Z,false,https://example.org/later/,page,posts
content/articles/2025/over.md,,Over,2025-01-02T00:00:00Z,2025-02-01T00:00:00Z,2025-01-02T00:00:00Z,false,https://example.org/over/,page,posts
content/articles/2025/by-git.md,,By Git,2025-01-05T00:00:00Z,0001-01-01T00:00:00Z,0001-01-01T00:00:00Z,false,https://example.org/by-git/,page,posts
content/articles/2025/never.md,,Never,2025-01-02T00:00:00Z,0001-01-01T00:00:00Z,2025-01-02T00:00:00Z,false,,page,posts
"""


def hugo_says():
    """The program of docs/moving.md that writes into texts what Hugo says of them."""
    site, out = fresh("hugo")
    shutil.rmtree(site / "content")
    (site / "content/articles/2025").mkdir(parents=True)
    (site / "all.csv").write_text(HUGO_LIST, encoding="utf-8")
    for name, keys in {"levy": "date: 2025-01-02\nslug: x\npublishDate: 2025-01-01\n", "board": "date: 2025-01-02\ndraft: false\n", "later": "date: 2025-01-02\n",
                       "over": "date: 2025-01-02\n", "by-git": "", "never": "date: 2025-01-02\n", "ignored": "date: 2025-01-02\n"}.items():
        (site / f"content/articles/2025/{name}.md").write_text(f"---\ntitle: Text of {name}\n{keys}---\nWords.\n", encoding="utf-8")
    if sys.version_info >= (3, 11):
        done = subprocess.run([sys.executable, "-c", block_of("python", "all.csv")], cwd=site, capture_output=True, text=True)
        said = [line for line in done.stdout.split() if "2025/never.md" in line or "2025/ignored.md" in line]
        suite.check("what Hugo has in no list is printed", done.returncode == 0 and len(said) == 2, (done.stdout, done.stderr))
        expect("what Hugo says can be built", brief("-C", site, "-o", out, "build", "--at", AT), 0)
        names = ("2025/01/the-lévy", "by-git", "board", "later", "over", "2025/never", "2025/ignored")
        there = [name for name in names if (out / name / "index.html").exists()]
        suite.check("at its addresses, and no more", there == ["2025/01/the-lévy", "by-git"], there)


def feeds_of_terms():
    """The plugin of docs/moving.md that keeps the feeds of authors and terms where Hugo had them."""
    site, out = fresh("feeds of terms")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins/feeds.lua").write_text(block_of("lua", "index.xml"), encoding="utf-8")
    with (site / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nplugins: [author-bio, related-stories, tag-index, feeds]\n")
    (site / "content/articles/2025/rain.md").write_text("---\ntitle: Rain\ndate: 2025-01-01\ntags: [water]\n---\nText.\n")
    expect("feeds of terms", brief("-C", site, "-o", out, "build", "--at", AT, "--strict", "--base-url", "https://example.net/archive"), 0)
    suite.check("and of authors", len(list((out / "authors").glob("*/index.xml"))) > 0)
    suite.check("are where they were", "<title>Rain</title>" in (out / "tags/water/index.xml").read_text(encoding="utf-8"))


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
            (("new", "author", "!!!"), "[slug-without-letters]", 'brief new author "NAME"'),
            (("new", "article", "!!!"), "[slug-without-letters]", 'brief new article "TITLE"'),
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


def options_of_plugins():
    """docs/plugins.md lists what the built-in plugins can be told, as their files do."""
    rows = []
    for path in sorted((ROOT / "lua-plugins").glob("*.lua")):
        declared = path.read_text(encoding="utf-8").split("\n  options = {\n")[1].split("\n  },\n")[0]
        for name, kind, rest, meaning in re.findall(r'^    (\w+) = \{ type = "(\w+)",(.*?)\s+help = "((?:[^"\\]|\\.)*)" \},$', declared, re.M | re.S):
            choices = re.search(r"choices = \{ (.*?) \}", rest)
            usual = re.search(r' default = "?(\w+)', rest)
            kind = ", ".join(f"`{word}`" for word in re.findall(r'"(.*?)"', choices[1])) if choices else kind
            rows.append(f"| `{path.stem}` | `{name}` | {kind} | {usual[1] if usual else ''} | {meaning} |".replace('\\"', '"'))
        suite.check(f"options of {path.stem} are understood", declared.count(" type = ") == sum(f"`{path.stem}`" in row for row in rows), declared)
    shown = re.findall(r"^\| `[a-z]+-[a-z]+` \| `\w+` \| .*$", (ROOT / "docs/plugins.md").read_text(encoding="utf-8"), re.M)
    suite.check("options of plugins in docs/plugins.md", len(rows) > 10 and shown == rows, "\n".join(rows))


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
            # fish 4 adds, behind those that begin so, words with these letters in this order
            found = [word for line in done.stdout.splitlines() if (word := line.split("\t")[0]).startswith(words.split()[-1])]
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
