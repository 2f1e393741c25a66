# SPDX-License-Identifier: MIT
"""Help, suggestions, quiet, and what the last line says."""
import os
import re

from suite import ROOT, run
from sites import brief, expect, fresh, suite


def manners():
    """Help, suggestions, quiet."""
    whole = expect("help", brief("help"), 0, "usage: brief COMMAND", "  explain    ").stdout
    suite.check("is --help", whole == brief("--help").stdout)
    bash = brief("--completion", "bash").stdout.split("-z $verb")[1]
    for verb in re.findall(r"^  (\w+) ", whole.split("options:")[0], re.M):
        told = expect(f"help {verb}", brief("help", verb), 0, f"usage: brief {verb}").stdout
        suite.check(f"help {verb} is completed", verb == "help" or f" {verb} " in re.search(r"^ +help\) words='(.*)' ;;$", bash, re.M)[1].join("  "))
        suite.check(f"help {verb} is {verb} --help", told == brief(verb, "--help").stdout)
        suite.check(f"help {verb} fits a screen", len(told.splitlines()) <= 24 and max(map(len, told.splitlines())) <= 80, told)
    expect("help for nothing", brief("help", "biuld"), 2, "unknown command 'biuld'", "did you mean build?")
    expect("an option without its operand", brief("build", "--at"), 2, "'--at' needs TIME", "hint: --at TIME: take the archive as of TIME")
    expect("no site to build", brief("-C", suite.work, "build"), 1, "brief new site DIR makes one")
    (suite.work / "jekyll").mkdir()
    (suite.work / "jekyll/_config.yml").write_text("title: Notes\n")
    expect("but one of another program", brief("-C", suite.work / "jekyll", "check"), 1, "'_config.yml' is of another program: docs/moving.md says")
    for word, meant in (("hlp", "help"), ("chk", "check"), ("exp", "explain")):
        expect(f"the command {word}", brief(word), 2, f"did you mean {meant}?")
    for word, meant in (("drft", "drafts"), ("diag", "diagnostics"), ("scheduel", "schedule"), ("vrbose", "verbose")):
        expect(f"the option --{word}", brief("build", f"--{word}"), 2, f"did you mean --{meant}?")
    for word in ("xyz", "de", "q", "no-drafts", "no-strict"):
        expect(f"the option --{word}", brief("build", f"--{word}"), 2, "see brief --help")
    site = fresh("quiet")
    article = site / "content/articles/2025/new.md"
    article.write_text("---\ntitle: New\ndate: 2025-07-01\n---\nText, [gone](/gone/).\n")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "checks: {broken-link: note}\n")
    done = expect("check", brief("-C", site, "check"), 0, "note: ", "files checked")
    done = expect("check -q with notes only", brief("-C", site, "check", "-q"), 0)
    suite.check("is silent", not done.stdout + done.stderr, done.stdout + done.stderr)
    done = expect("build -q", brief("-C", site, "build", "-q"), 0)
    suite.check("is silent too", not done.stdout + done.stderr, done.stdout + done.stderr)
    expect("what it did not say the next one says", brief("-C", site, "build"), 0, "note: ", "[broken-link]")
    expect("and the one after", brief("-C", site, "build"), 0, "note: ", "[broken-link]")
    article.write_text(article.read_text().replace("/gone/", "/2025/flood-plan/#nowhere-at-all"))
    done = brief("-C", site, "check", "-q")
    suite.check("warnings and errors are said", "[missing-anchor]" in done.stderr and ": note: " not in done.stderr and not done.stdout, done.stderr)
    article.write_text("---\ntitle: New\ndate: 2025-07-01\n---\n<!-- brief: allow heading-jump: as enacted -->\n#### Four\n")
    (site / "content/articles/2025/faulty.md").write_text("---\ntitle: Faulty\ndate: soon\n---\n")
    done = expect("build of what has errors", brief("-C", site, "build"), 1, "malformed-date")
    suite.check("its last line says so", re.fullmatch(r"not built: 1 error, \d+ warnings?; what is published is as it was\n", done.stdout), done.stdout)
    suite.check("unless it is to be quiet", not brief("-C", site, "build", "-q").stdout)
    plugin = site / "lua-plugins/unmarked.lua"
    plugin.parent.mkdir(exist_ok=True)
    plugin.write_text('return { name = "unmarked", api = 1, article = function() return { after_body = "text" } end }\n')
    settings, faulty = (site / "site.yml").read_text(), (site / "content/articles/2025/faulty.md").read_text()
    (site / "content/articles/2025/faulty.md").write_text(faulty.replace("soon", "2025-07-01"))
    (site / "site.yml").write_text(settings + "plugins: [unmarked]\n")
    for verb in ("build", "check"):
        done = expect(f"{verb}: a mistake in many texts", brief("-C", site, verb), 1, "[plugin-error]")
        suite.check(f"{verb} counts it once", " 1 error, " in done.stdout, done.stdout)
    (site / "site.yml").write_text(settings)
    plugin.unlink()
    (site / "content/articles/2025/faulty.md").write_text(faulty.replace("soon", "2025-07-01") + "[Nowhere](#nowhere-at-all)\n")
    done = brief("-C", site, "check", "--strict")
    suite.check("what --strict makes an error is counted as one",
                f" {len(re.findall(': error: ', done.stderr))} errors, 0 warnings, " in done.stdout and "[missing-anchor]" in done.stderr,
                done.stdout + done.stderr)
    (site / "content/articles/2025/faulty.md").write_text(faulty)
    done = expect("check of what has errors", brief("-C", site, "check"), 1, "malformed-date", "lints of the whole archive wait until there are no errors")
    suite.check("what is advised about texts without errors is said all the same",
                "new.md:2:8: note: the article has no summary [missing-summary]" in done.stderr
                and "faulty.md:2:8: note" not in done.stderr, done.stderr)
    suite.check("what would have to see all is not", "orphan-page" not in done.stderr and "unused-" not in done.stderr, done.stderr)
    suite.check("no waiver is called useless that was not asked for", "unused-waiver" not in done.stderr, done.stderr)
    (site / "content/articles/2025/faulty.md").unlink()
    done = expect("check without them", brief("-C", site, "check"), 0, "files checked")
    suite.check("nor one that is needed", "unused-waiver" not in done.stderr and "wait until" not in done.stdout, done.stderr)


def copies():
    """`make install` brings what one may want to copy into a site: each layout and plugin, as it is built in."""
    done = run(["make", "-n", "install", "PREFIX=/p", "DESTDIR=/d"], cwd=ROOT, env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")})
    files = {str(path.relative_to(ROOT)) for folder in ("layouts", "lua-plugins") for path in (ROOT / folder).rglob("*") if path.is_file()}
    lacking = sorted(files - set(re.findall(r"[^ ;]+", done.stdout)))
    suite.check("make install has every layout and plugin", done.returncode == 0 and not lacking and "/d/p/share/brief/" in done.stdout, f"{lacking}\n{done.stderr}")
