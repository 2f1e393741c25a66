# SPDX-License-Identifier: MIT
"""References read back: what three formats say about one article is the same, whichever parser reads it."""
import html
import json
import re
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r'<a href="data:([a-z/-]+(?:-[a-z]+)*);charset=utf-8,([^"]*)" download')
FORMATS = {"application/x-bibtex": "bibtex", "application/x-research-info-systems": "ris", "application/json": "json"}
ENDINGS = {".bib": "bibtex", ".ris": "ris", ".json": "json"}


def from_pages(folder):
    """The references that pages carry in their links: { page: { format: text } }."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        links = LINK.findall(path.read_text(encoding="utf-8"))
        if links:
            found[str(path.relative_to(folder))] = {FORMATS[kind]: unquote(html.unescape(data)) for kind, data in links}
    return found


def from_files(folder):
    """The same from the files beside articles."""
    return {str(path.parent.relative_to(folder)): {kind: (path.parent / f"cite{ending}").read_bytes().decode()
                                                   for ending, kind in ENDINGS.items()}
            for path in sorted(folder.rglob("cite.bib"))}


def read_all(run, references, input_file):
    """Every reference through citation.js: { (page, format): list of items }; an error is a text."""
    texts = [{"name": f"{page}\n{kind}", "format": kind, "text": text}
             for page, formats in references.items() for kind, text in formats.items()]
    input_file.write_text(json.dumps(texts), encoding="utf-8")
    done = run(["node", Path(__file__).with_name("citations.mjs"), input_file])
    if done.returncode:
        raise RuntimeError(done.stderr[:1500])
    return {tuple(answer["name"].split("\n")): answer.get("items", answer.get("error")) for answer in json.loads(done.stdout)}


def family(name):
    """The family name as a reader sees it, whatever the parser calls its particle."""
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return f"{particle} {name['family']}".strip()


def sorted_by(name):
    """The family name without its particle; "and" cannot be one in BibTeX."""
    return family(name) if "literal" in name or name.get("non-dropping-particle") == "and" else name["family"]


def facts(item):
    plain = re.sub(r"<[^>]*>", "", item["title"])
    return {
        "title": plain,
        "authors": [family(name) for name in item["author"]],
        "given": [name.get("given", "") for name in item["author"]],
        "year": item["issued"]["date-parts"][0][0],
        "url": item["URL"],
        "doi": item.get("DOI"),
    }


def faults(page, answers):
    """What the formats of one page disagree about."""
    items = {}
    for kind in ("json", "bibtex", "ris"):
        found = answers.get((page, kind))
        if not isinstance(found, list) or len(found) != 1:
            return [f"{page}: {kind}: {found if isinstance(found, str) else 'not one item'}"]
        items[kind] = facts(found[0])
        if "publisher" in found[0] and found[0]["publisher"] == found[0].get("container-title"):
            return [f"{page}: {kind}: styles would print {found[0]['publisher']!r} twice"]
    # Braces cannot be escaped in a DOI of BibTeX: one without its other half stands there as in an address.
    if items["bibtex"]["doi"]:
        items["bibtex"]["doi"] = items["bibtex"]["doi"].replace("%7B", "{").replace("%7D", "}")
    # RIS leaves that to whoever reads it.
    for kind in ("json", "bibtex"):
        items[kind]["sorted"] = [sorted_by(name) for name in answers[page, kind][0]["author"]]
    items["ris"]["sorted"] = items["json"]["sorted"]
    return [f"{page}: {key} is {items['json'][key]!r}, but in {kind} {items[kind][key]!r}"
            for kind in ("bibtex", "ris") for key in items["json"] if items[kind][key] != items["json"][key]]
