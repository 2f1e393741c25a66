# SPDX-License-Identifier: MIT
"""The worst cases: twice the archive costs at most 2.3 times as much.

Counted are the instructions of a build in one process, from which those of a site with a single plain article are taken away:
they are the start, which does not grow. It is counted once for all cases, as most of a count is translating brief's code. Articles are short, so that what grows is what the case is about. Valgrind counts
whole blocks (exp-bbv) for less than callgrind, which also knows whose they are.
"""
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import AT, Suite, run

MOST = 2.3
WORDS = ("regulator consultation spectrum auction licence operator coverage rural deadline appeal tribunal evidence market "
         "notice remedy review price consumer cable tower").split()


def words(number, count=30):
    """Some of the words, others for each article."""
    return " ".join(WORDS[(number * 7 + i * i * (number % 5 + 1)) % len(WORDS)] for i in range(count)).capitalize() + "."


def article(number, head="", body=None, title=None, day=None):
    day = day or f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return f"---\ntitle: {title or f'Briefing {number} on the {WORDS[number % len(WORDS)]}'}\ndate: {day}\n{head}---\n{body or words(number)}\n"


def one_tag(count):
    return {f"a{i}": article(i, "tags: [everything]\n") for i in range(count)}, {}, ""


def own_tags(count):
    return {f"a{i}": article(i, f"tags: [{', '.join(f'tag {i} {k}' for k in range(5))}]\n") for i in range(count)}, {}, ""


def all_linked(count):
    """Every article links to every other one of its hundred."""
    def links(i):
        return " ".join(f"[{k}](a{k}.md)" for k in range(i // 100 * 100, min(i // 100 * 100 + 100, count)) if k != i)
    return {f"a{i}": article(i, body=links(i)) for i in range(count)}, {}, ""


def same_date_and_title(count):
    return {f"a{i}": article(i, title="The same", day="2020-02-02") for i in range(count)}, {}, ""


def one_long_article(count):
    """`count` stands for kilobytes."""
    body, number = [], 0
    while sum(map(len, body)) < count * 1000:
        body.append(words(number, 80))
        number += 1
    return {"long": article(1, body="\n\n".join(body))}, {}, ""


def open_links(count):
    """Links in one text that nothing closes."""
    return {"links": article(1, body="<div>\n" + '<a href="https://example.org/">more\n' * count + "</div>")}, {}, ""


def closed_tags(count):
    """Ends in one text of what nobody opened, which feeds go through."""
    return {"ends": article(1, body="<div>\n" + "</span>\n" * count + "</div>")}, {}, ""


def values_over_lines(count):
    """Attributes in one block whose values reach over line ends, as where a quotation mark is lost."""
    return {"values": article(1, body="<div>\n" + "<a href=\"x\n<b title='\n" * count + "</div>")}, {}, ""


def notes_in_one_line(count):
    """Notes of one label, each of which is reported at its place."""
    return {"notes": article(1, body="[^1]:" * count)}, {}, ""


def held_under_one_title(count):
    """Every second issue of a bulletin waits, under the title of all."""
    return {f"a{i}": article(i, "draft: true\n" * (i % 2), title="The weekly bulletin") for i in range(count)}, {}, ""


def held_with_one_ending(count):
    """Every second article waits; the titles, addresses and sentences of all end alike."""
    return {f"note-{i}-for-2026": article(i, "draft: true\n" * (i % 2), "In 2026. Only for 2026. " * 20, f"Note {i} for 2026")
            for i in range(count)}, {}, ""


def many_authors(count):
    authors = {f"p{i}": f"---\nname: Person Number {i}\nrole: Analyst\n---\n{words(i, 12)}\n" for i in range(count)}
    return {f"a{i}": article(i, f"authors: [p{i}]\n") for i in range(count)}, authors, ""


def translated_later(count):
    """All that one author wrote, first in one language, then in another."""
    return {f"{lang}{i}": article(i, f"authors: [p]\nlang: {lang}\ntranslation_key: k{i}\n", day=f"{year + i // 300}-{i // 25 % 12 + 1:02}-{i % 25 + 1:02}")
            for i in range(count) for lang, year in (("en", 2000), ("fr", 2010))}, {"p": "---\nname: Person\nrole: Analyst\n---\nWords.\n"}, ""


def list_of_all(count):
    return {f"a{i}": article(i, "tags: [everything]\n") for i in range(count)}, {}, "paginate: 10000\n"


def links_to_nowhere(count):
    """As in an archive that comes from another program: none of its links and ids is right."""
    return {f"a{i}": article(i, f"related: [posts/a{i}, posts/b{i}]\n", " ".join(f"[{k}](../posts/{i}-{k}.md)" for k in range(5)))
            for i in range(count)}, {}, ""


def lost_anchors(count):
    """`count` stands for links."""
    return {"long": article(1, body="\n\n".join(f"[{i}](#nowhere-{i * 7919 % 100003})" for i in range(count)))}, {}, ""


def wide_lines_of_code(count):
    """`count` stands for lines that would be a wide table outside of the code."""
    return {"long": article(1, body="```\n" + ("|" + "-|" * 160 + "\n") * count + "```")}, {}, ""


def lost_addresses(count):
    """Nothing answers any address of the ledger."""
    lines = ["# brief urls.lock 1: the addresses of this archive, written by brief build; commit it with the content\n"]
    lines += sorted(f"/was/{i}/ article was/{i} 2020-01-01 1 {i:016x}\n" for i in range(count))
    return {f"a{i}": article(i) for i in range(count)}, {}, "", {"urls.lock": "".join(lines)}


def below_lost_terms(count):
    """As in a thesaurus that was taken over without its upper part."""
    lines = (f"topic-{i}:\n  broader: field-{i // 3}\n" for i in range(count))
    return {"one": article(1, "tags: [topic 1]\n")}, {}, "", {"content/data/tags.yml": "".join(lines)}


CASES = {case.__name__: (case, count) for case, count in (
    (one_tag, 100), (own_tags, 40), (all_linked, 100), (same_date_and_title, 100), (one_long_article, 100),
    (many_authors, 50), (translated_later, 100), (list_of_all, 100), (links_to_nowhere, 1000), (lost_anchors, 2000),
    (wide_lines_of_code, 2000), (open_links, 4000), (lost_addresses, 1000), (below_lost_terms, 1000),
    (closed_tags, 4000), (values_over_lines, 2000), (notes_in_one_line, 3000),
    (held_under_one_title, 400), (held_with_one_ending, 400))}


def instructions(case, count):
    folder = suite.work / f"{case.__name__}-{count}"
    articles, authors, settings, *others = case(count)
    for kind, files in (("articles", articles), ("authors", authors)):
        (folder / "content" / kind).mkdir(parents=True)
        for name, contents in files.items():
            (folder / "content" / kind / f"{name}.md").write_text(contents)
    (folder / "site.yml").write_text("title: Growth\nbase_url: https://growth.example\n" + settings)
    for path, contents in (others[0] if others else {}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(contents)
    done = run(["valgrind", "--tool=exp-bbv", "--instr-count-only=yes", "--bb-out-file=/dev/null", suite.brief, "-C", folder, "-o",
                folder / "out", "build", "-q", "-j0", "--diagnostics", "json", "--at", AT], timeout=900)
    shutil.rmtree(folder)
    counted = re.search(r"Total instructions: (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not counted:
        raise RuntimeError((done.stdout + done.stderr)[-2000:])
    return int(counted[1])


def plain(count):
    return {f"a{i}": article(i) for i in range(count)}, {}, ""


def measure(name, start):
    case, count = CASES[name]
    small, large = instructions(case, count) - start, instructions(case, 2 * count) - start
    suite.check(f"{case.__name__} of {2 * count} against {count}", large <= MOST * small,
                f"{small:,} and {large:,} instructions beyond the first article's: {large / small:.2f} times as many")
    if suite.arguments.show:
        print(f"{case.__name__:20} {count:4} -> {2 * count:4}: {large / small:.2f}", flush=True)


suite = Suite("growth", __doc__, [("--show", {"action": "store_true", "help": "print every case's growth"})])
if not shutil.which("valgrind"):
    suite.skip("growth", "valgrind is not installed")
elif suite.is_sanitized:
    suite.skip("growth", "the sanitizers' own instructions would count")
else:
    start = instructions(plain, 1)
    suite.each(lambda name: measure(name, start), CASES)
suite.finish()
