# SPDX-License-Identifier: MIT
"""JSON-LD of built pages against schema_org.json: every type and property is known and every value has a type that the
vocabulary allows there."""
import json
import re
from pathlib import Path

TYPES = json.loads(Path(__file__).with_name("schema_org.json").read_text(encoding="utf-8"))["types"]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
SIMPLE = {
    "Text": lambda value: isinstance(value, str) and value != "" and "\n" not in value,
    "URL": lambda value: isinstance(value, str) and re.match(r"https?://[^/\s]+", value),
    "Date": lambda value: isinstance(value, str) and DATE.fullmatch(value),
    "DateTime": lambda value: isinstance(value, str) and DATE_TIME.fullmatch(value),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
}


def ancestors(name):
    while name:
        yield name
        name = TYPES[name]["parent"]


def allowed(name, key):
    """The types a property of this type of thing may have; None when it has no such property."""
    return next((TYPES[each]["properties"][key] for each in ancestors(name) if key in TYPES[each]["properties"]), None)


def value_faults(value, expected, where):
    if isinstance(value, dict):
        name = value.get("@type")
        if name in TYPES and not set(ancestors(name)) & set(expected):
            yield f"{where}: a {name}, expected {' or '.join(expected)}"
        yield from thing_faults(value, where)
    elif not any(kind in SIMPLE and SIMPLE[kind](value) for kind in expected):
        yield f"{where}: {value!r} is not {' or '.join(expected)}"


def thing_faults(thing, where="thing"):
    name = thing.get("@type")
    if name not in TYPES:
        yield f"{where}: unknown type {name}"
        return
    for key, value in thing.items():
        place = f"{where}.{key}"
        if key in ("@type", "@context"):
            continue
        if key == "@id":
            if not SIMPLE["URL"](value):
                yield f"{place}: {value!r} is no address"
            continue
        expected = allowed(name, key)
        if expected is None:
            yield f"{place}: a {name} has no such property"
            continue
        for item in value if isinstance(value, list) else [value]:
            yield from value_faults(item, expected, place)


def things_of(page):
    """Every top-level thing of a page's scripts."""
    for script in SCRIPT.findall(page):
        document = json.loads(script)
        if document.get("@context") != "https://schema.org":
            raise ValueError(f"context {document.get('@context')}")
        yield from document.get("@graph", [document])


def page_faults(page):
    try:
        return [fault for thing in things_of(page) for fault in thing_faults(thing, thing.get("@type", "thing"))]
    except ValueError as error:
        return [str(error)]
