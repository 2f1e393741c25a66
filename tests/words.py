# SPDX-License-Identifier: MIT
"""Interface words: the built-in languages have the same keys, with the same gaps to fill, and everything that layouts,
plugins and the program ask for is among them."""
import re

import yaml

from suite import ROOT, Suite

suite = Suite("words", __doc__)
STRINGS = ROOT / "layouts" / "strings"
# Keys of a language file that are no words but say how dates are written.
DATES = {"date_format", "month_format", "am", "pm", "first_day", "months", "standalone_months", "short_months", "weekdays", "short_weekdays"}
OPTIONAL = {"standalone_months"}
FORMS = {"zero", "one", "two", "few", "many", "other"}
# What stands before a date. Italian articles change with the number, "il 7" and "l’8": none can stand there.
BEFORE_DATES = ("Updated", "version of %s", "Version of", "Comments close on %s.", "This is not published before")
# What layouts pass to t() that is no literal: fields of the model whose values are fixed.
FIELDS = {
    "article.type_label": ["Briefing", "News", "Analysis", "Explainer", "Opinion", "Report"],
    "article.status.kind": ["current", "withdrawn", "superseded", "archived"],
    "taxonomy.title": [],  # the site's own words
}
PATTERNS = {
    "layouts": r"\bt\(\s*\"((?:[^\"\\]|\\.)*)\"",
    "lua-plugins": r"\bt\(\s*\"((?:[^\"\\]|\\.)*)\"",
    "generator": r"(?:strings_word\w*|output_word|\bword|put_word)\([^;]*?TEXT\(\s*\"((?:[^\"\\]|\\.)*)\"\s*\)",
}
languages = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(STRINGS.glob("*.yml"))}


def forms(word):
    return word.values() if isinstance(word, dict) else [word]


def gaps(word):
    return {tuple(re.findall(r"%[sd]", form)) for form in forms(word)}


def check_language(lang):
    words, english = languages[lang], languages["en"]
    suite.check(f"{lang}: the same words as English", words.keys() - OPTIONAL == english.keys(),
                "\n".join(sorted((words.keys() - OPTIONAL) ^ english.keys())))
    for key in words.keys() & english.keys() - DATES:
        word = words[key]
        suite.check(f"{lang}: {key}", all(isinstance(form, str) and form for form in forms(word)), word)
        suite.check(f"{lang}: gaps of {key}", len(gaps(word)) == 1 and gaps(word) == gaps(english[key]), word)
        if isinstance(word, dict):
            suite.check(f"{lang}: forms of {key}", "other" in word and word.keys() <= FORMS, word)
    for key, count in {"months": 12, "standalone_months": 12, "short_months": 12, "weekdays": 7, "short_weekdays": 7}.items():
        suite.check(f"{lang}: {key}", key in OPTIONAL - words.keys() or len(set(words[key])) == count, words.get(key))


def asked_for():
    """(file, key) for every word that some file asks for."""
    for folder, pattern in PATTERNS.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".html", ".xml", ".txt", ".json", ".lua", ".c"):
                continue
            text = path.read_text(encoding="utf-8")
            for key in filter(None, re.findall(pattern, text, re.S)):
                yield path, key
            if folder == "layouts":
                for name in re.findall(r"\bt\(([a-z][\w.]*)", text):
                    suite.check(f"{path.relative_to(ROOT)}: t({name})", name in FIELDS, "not a field of fixed values")
                    for key in FIELDS.get(name, []):
                        yield path, key
            if path.name == "markdown_alerts.c":
                for key in re.findall(r'\{ TEXT_INIT\("[A-Z]+"\), TEXT_INIT\("\w+"\), TEXT_INIT\("(\w+)"\) \}', text):
                    yield path, key


for name in ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"):
    suite.check(f"{name} is there", name in languages, sorted(languages))
for name in languages:
    check_language(name)
for key in BEFORE_DATES:
    found = languages["it"][key].split("%s")[0]
    suite.check(f"it: no article before the date of {key}", not re.search(r"\b(il|del|al|dal|nel|sul)\s*$", found), found)
seen = set()
for path, key in asked_for():
    seen.add(key)
    suite.check(f"{path.relative_to(ROOT)}: {key}", key in languages["en"], "no language has this word")
suite.check("words are found in layouts, plugins and the program", len(seen) > 40, f"{len(seen)} found")
suite.finish()
