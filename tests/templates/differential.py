# SPDX-License-Identifier: MIT
"""The same layouts in Jinja2 and in brief: hand-written ones and many made by a seeded generator.

Jinja2 runs with autoescape, StrictUndefined and keep_trailing_newline. What differs on purpose stands in
DIFFERENCES with its reason; everything else must give the same text, or an error in both.
"""
import json
import random
import re
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from driver import render_all, shown

SEED, GENERATED = 20260101, 3000

DATA = {
    "i": 7, "j": -3, "zero": 0, "big": 1234567, "f": 2.5, "g": -0.75, "whole": 4.0, "t": True, "n": False, "none": None,
    "s": "hello world", "u": "Ünïcode “text”", "html": "<b>bold & 'quoted' text</b>", "empty": "", "blank": "  pad ",
    "words": ["pear", "apple", "fig", "banana", "cherry"], "numbers": [3, 1, 4, 1, 5, 9, 2, 6], "nothing": [],
    "mixed": [0, 1, "", "a", [], [1]], "nested": [[1, 2], [3], []], "m": {"a": 1, "b": 2, "c": 3}, "none_map": {},
    "long": "The committee met on Tuesday to consider the report, which it adopted with two amendments.",
    "lines": "first line\nsecond line\n\nlast line",
    "people": [{"name": "Ann", "age": 41, "city": {"name": "Oslo"}, "active": True},
               {"name": "Bob", "age": 29, "city": {"name": "Bern"}, "active": False},
               {"name": "Cid", "age": 35, "city": {"name": "Oslo"}, "active": True},
               {"name": "Dee", "age": 29, "city": {"name": "Rome"}, "active": False}],
}

# (pattern over the layout, reason). A case that matches is not compared.
DIFFERENCES = [
    (r"\|(?:to)?json", "JSON is written without blanks and keeps the order of keys"),
    (r"none\s*~|~\s*none|none\|(?!default|d\b)", "none is printed as nothing, also inside filters and ~"),
    (r"\bt\s*~|~\s*t\b|\bn\s*~|~\s*n\b|(?:true|false)\s*~|~\s*(?:true|false)", "booleans are written true and false"),
    (r"it's\\?\"?.{0,9}wordcount", "words are Unicode's: it's is one"),
    (r" recursive ", "loops are not recursive"),
    (r"\('?\w+'? if zero\)", "an if without else gives an empty value, which is defined"),
    (r"\[missing\]", "an unknown name is an error wherever it stands but directly under defined and default"),
    (r"<\{% endset", "what is set must end in the context in which it began"),
    (r"\bu\b.*\|sort", "texts are sorted by the collation of the site's language"),
    (r"groupby.*map\([\"']first", "a group is a map, which gives its keys where a list is wanted"),
    (r"(?:safe|escape|\|e)\b.*truncate", "markup is cut as the words that it shows, never within a tag"),
    (r"slice\(\d+,", "only shorter columns are filled; Jinja fills all when they come out even"),
]

FIXED_EXPRESSIONS = (HERE / "expressions.jinja").read_text().splitlines()  # one a line

FIXED_LAYOUTS = [
    "", "plain", "a\nb\n", "a\r\nb{{ 1 }}\r\n", "{{ 'a\r\nb\\\r\nc' }}\r\n{% raw %}\r\n{% endraw %}", "{{ 1 }}\n", "{{ 1 }}\n\n", "  {{ 1 }}  ", "{# comment #}", "a{# c #}b", "a {#- c -#} b", "{{ '{{' }}", "{{ '%}' }}",
    "{% raw %}{{ x }}{% endraw %}", "{% raw %}{% if %}{% endraw %}", "a {% raw -%} b {%- endraw %} c", "a {%- raw %} b {% endraw -%} c",
    "{% if i %}a{% endif %}", "{% if zero %}a{% else %}b{% endif %}", "{% if zero %}a{% elif i == 7 %}b{% elif i %}c{% else %}d{% endif %}",
    "{% if not i %}a{% elif not i %}b{% endif %}c", "{% if i == 7 and s %}x{% endif %}", "{% for x in words %}{{ x }};{% endfor %}",
    "{% for x in nothing %}a{% else %}none{% endfor %}", "{% for x in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}",
    "{% for x in words if x|length > 4 %}{{ loop.index }}{{ x }} {% endfor %}", "{% for x in words if x == 'none' %}a{% else %}b{% endfor %}",
    "{% for a, b in m|items %}{{ a }}={{ b }} {% endfor %}", "{% for a, b in m|dictsort %}{{ a }}={{ b }} {% endfor %}", "{% for k in m %}{{ k }}{% endfor %}",
    "{% for a, b in [[1, 2], [3, 4]] %}{{ a + b }} {% endfor %}", "{% for c in 'abc' %}{{ c }}-{% endfor %}",
    "{% for x in [1, 2] %}{% for y in [3, 4] %}{{ loop.index }}{{ x }}{{ y }} {% endfor %}{{ loop.index }}|{% endfor %}",
    "{% for x in [1, 2, 3] %}{{ loop.cycle('odd', 'even') }} {% endfor %}", "{% for x in [1, 2, 3] %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }} {% endfor %}",
    "{% for g, list in people|groupby('age') %}{{ g }}:{% for p in list %}{{ p.name }}{% endfor %} {% endfor %}",
    "{% for g in people|groupby('city.name') %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}",
    "{% set a = 1 %}{{ a }}", "{% set a = 1 %}{% set a = a + 1 %}{{ a }}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a %}x{{ i }}<{% endset %}{{ a }}",
    "{% set a %}<b>{{ html }}</b>{% endset %}{{ a }}", "{% set a = 0 %}{% for x in [1, 2] %}{% set a = x %}{{ a }}{% endfor %}{{ a }}",
    "{% set a = 0 %}{% if true %}{% set a = 1 %}{% endif %}{{ a }}", "{% if false %}{% set q = 1 %}{% endif %}{{ q is defined }}",
    "{% set ns = namespace(x=0) %}{% for a in [1, 2, 3] %}{% set ns.x = ns.x + a %}{% endfor %}{{ ns.x }}",
    "{% for x in [1] %}{% set inner = 5 %}{% endfor %}{{ inner is defined }}", "{% for x in [1] %}{% endfor %}{{ x is defined }}",
    "{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(b=4, a=5) }}", "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m('<') }}",
    "{% macro m() %}<br>{% endmacro %}{{ m() ~ '<' }}", "{% macro m() %}<br>{% endmacro %}{{ m()|upper }}", "{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(1) }}",
    "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}", "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(i) }}{{ i }}",
    "{% macro m() %}{{ caller() }}!{% endmacro %}{% call m() %}body{% endcall %}", "{% filter upper %}a{{ s }}b{% endfilter %}",
    "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "{% block a %}x{% endblock %}", "{% block a %}x{% endblock a %}y", "{% for x in words recursive %}{{ x }}{% endfor %}",
    "{{ missing }}", "{{ m.zzz }}", "{{ missing.a }}", "{{ words[99] }}", "{{ nothing|first }}", "{{ 1 / 0 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 'a' + 1 }}", "{{ 1 + 'a' }}",
    "{{ 'a' < 1 }}", "{{ -'a' }}", "{{ i.zzz }}", "{{ i() }}", "{{ s() }}", "{{ zzz() }}", "{{ i|zzz }}", "{{ i is zzz }}", "{% for x in i %}{% endfor %}", "{% for x in missing %}{% endfor %}",
    "{% if missing %}a{% endif %}", "{{ missing ~ 'a' }}", "{{ missing == 1 }}", "{{ missing|upper }}", "{{ [missing] is defined }}", "{{ 1 + }}", "{{ }}", "{{ 1", "{% if i %}", "{% endif %}", "{% for %}", "{% zzz %}",
    "{{ (1 }}", "{{ [1 }}", "{{ {1 }}", "{{ 'a }}", "{% set %}", "{% if %}a{% endif %}", "{# open", "{% raw %}open", "{% macro m( %}{% endmacro %}", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", "{{ i|round(1, 2, 3) }}", "{{ words|join(zzz=1) }}", "{{ s|truncate(1) }}", "{{ words|sort(attribute='zzz') }}",
    "{{ [1, 'a']|sort }}", "{{ range(0, 1, 0) }}", "{{ people|map(attribute='zzz')|join }}", "{{ people|selectattr('zzz')|list|length }}", "{% for a, b in [1] %}{% endfor %}", "{% for a, b in [[1, 2, 3]] %}{% endfor %}",
    "{% else %}", "{% elif x %}", "{% endfor %}", "{% block a %}{% block a %}{% endblock %}{% endblock %}", "{% include 'missing.html' %}", "{% extends 'missing.html' %}", "{{ loop.index }}", "{{ super() }}",
    "{{ 'a' if zero }}|", "{{ ('a' if zero)|default('b') }}", "{{ 1 in 1 }}", "{{ 1 in missing }}", "{{ {'a': 1, 'a': 2}.a }}", "{{ m.items()|list|length }}",
]

SPACES = ["", " ", "  ", "\n", "\n\n", " \n ", "\t", "\n  "]


class Maker:
    """Makes layouts. Each method gives source whose value has the kind of its name."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        choice = self.random.choice(choices)
        return choice() if callable(choice) else choice

    def integer(self, depth=3):
        if depth == 0 or self.random.random() < 0.25:
            return self.pick("i", "j", "zero", "big", "m.a", "people[0].age", "words|length", str(self.random.randint(0, 20)))
        a, b = self.integer(depth - 1), self.integer(depth - 1)
        return self.pick(f"{a} + {b}", f"({a}) - ({b})", f"({a}) * ({b})", f"({a}) // {self.random.randint(1, 9)}", f"({a}) % {self.random.randint(1, 9)}",
                         f"(-({a}))", f"({a})|abs", f"{self.text(depth - 1)}|length", f"({self.sequence(depth - 1)})|length",
                         f"({a} if {self.boolean(depth - 1)} else {b})", f"[{a}, {b}]|max", f"[{a}, {b}]|sum", f"({a})|int", f"{self.text(0)}|wordcount",
                         f"numbers[{self.random.randint(-8, 7)}]", f"({a})|default({b})")

    def number(self, depth=3):
        if depth == 0 or self.random.random() < 0.4:
            return self.pick("f", "g", "whole", "1.25", "0.5", "12.0")
        return self.pick(f"({self.number(depth - 1)}) + {self.number(depth - 1)}", f"({self.number(depth - 1)}) * 2", f"({self.integer(depth - 1)}) / 4",
                         f"({self.number(depth - 1)})|round({self.random.randint(0, 3)})", f"({self.integer(depth - 1)})|float", f"({self.number(depth - 1)})|abs",
                         f"({self.number(depth - 1)}) // 2", f"({self.number(depth - 1)}) % 3")

    def text(self, depth=3):
        if depth == 0 or self.random.random() < 0.25:
            return self.pick("s", "u", "html", "empty", "blank", "long", "lines", "words[1]", "people[2].name", "'x<y'", "\"it's\"", "'a-b c'", "('<i>'|safe)")
        a, b = self.text(depth - 1), self.text(depth - 1)
        return self.pick(f"({a} ~ {b})", f"({a} ~ ({self.integer(depth - 1)}))", f"({a})|upper", f"({a})|lower", f"({a})|title", f"({a})|capitalize", f"({a})|trim",
                         f"({a})|replace('a', {b})", f"({a})|replace({self.pick('chr', 'lit')}, 'z')".replace("chr", "'e'").replace("lit", "'<'"),
                         f"({a})|truncate({self.random.randint(3, 30)})", f"({a})|truncate({self.random.randint(3, 30)}, true)",
                         f"({a})|truncate({self.random.randint(5, 20)}, false, '…', 0)", f"({a})|e", f"({a})|safe", f"({a})|striptags", f"({a})|forceescape",
                         f"({self.texts(depth - 1)})|join({self.pick(repr(', '), repr('<'), repr(''))})", f"({a} if {self.boolean(depth - 1)} else {b})",
                         f"({a} or {b})", f"({a} and {b})", f"({a})|default({b}, true)", f"({a})|urlencode", f"({a})|indent({self.random.randint(0, 4)})", f"({a})|string",
                         f"('%s=%s'|format({a}, {b}))", f"({a})|reverse|reverse", f"missing|default({a})")

    def texts(self, depth=2):
        if depth == 0 or self.random.random() < 0.3:
            return self.pick("words", "people|map(attribute='name')", "['b', 'C', 'a']", "people|map(attribute='city.name')", "m|list")
        a = self.texts(depth - 1)
        return self.pick(f"{a}|sort", f"{a}|reverse", f"{a}|unique", f"{a}|map('upper')", f"{a}|list", f"[{self.text(depth - 1)}, {self.text(depth - 1)}]", f"{a}|sort(reverse=true)",
                         f"{a}|select('ne', 'fig')", f"{a}|reject('in', ['Oslo', 'a'])", f"{a}|map('replace', 'a', '<')", f"({a} if {self.boolean(0)} else words)")

    def sequence(self, depth=2):
        if depth == 0 or self.random.random() < 0.3:
            return self.pick("numbers", "nothing", "[1, 2, 3]", "range(4)", "range(1, 10, 3)", "people|map(attribute='age')|list")
        a = self.sequence(depth - 1)
        return self.pick(f"({a})|sort|list", f"({a})|reverse|list", f"({a})|unique|list", f"({a})|select('odd')|list", f"({a})|reject('gt', 3)|list", f"({a})|list",
                         f"({a})|map('abs')|list", f"[{self.integer(depth - 1)}, {self.integer(depth - 1)}]")

    def boolean(self, depth=2):
        if depth == 0 or self.random.random() < 0.25:
            return self.pick("t", "n", "true", "false", "i is defined", "missing is defined", "i is odd", "s is string", "m.zzz is defined")
        a, b = self.boolean(depth - 1), self.boolean(depth - 1)
        operator = self.pick("<", "<=", ">", ">=", "==", "!=")
        return self.pick(f"({a} and {b})", f"({a} or {b})", f"(not {a})", f"(({self.integer(depth - 1)}) {operator} ({self.integer(depth - 1)}))",
                         f"(({self.text(0)}) {operator} ({self.text(0)}))", f"(({self.integer(depth - 1)}) in ({self.sequence(depth - 1)}))", f"('a' in ({self.text(0)}))",
                         f"(({self.integer(depth - 1)}) is even)", f"(({self.integer(depth - 1)}) is divisibleby 3)", f"(({self.number(depth - 1)}) {operator} ({self.integer(0)}))",
                         f"(({self.text(depth - 1)}) is escaped)", f"(({self.sequence(0)}) == ({self.sequence(0)}))")

    def expression(self):
        return self.pick(self.integer, self.number, self.text, self.text, self.text, self.boolean, lambda: f"({self.texts()})|join(',')",
                         lambda: f"({self.sequence()})|join(',')")

    def print(self, depth):
        left, right = self.pick("{{", "{{", "{{-"), self.pick("}}", "}}", "-}}")
        return f"{left} {self.expression() if depth else self.pick('i', 's', 'html')} {right}"

    def tag(self, words):
        return f"{self.pick('{%', '{%', '{%-')} {words} {self.pick('%}', '%}', '-%}')}"

    def body(self, depth):
        return "".join(self.pick(*SPACES) + self.pick("a", "b c", "<p>", "x", "") + self.pick(*SPACES) +
                       (self.statement(depth) if self.random.random() < 0.7 else "") for _ in range(self.random.randint(1, 3))) + self.pick(*SPACES)

    def statement(self, depth):
        if depth == 0:
            return self.print(0)
        inside = lambda: self.body(depth - 1)
        name = self.pick("v", "w", "x")
        return self.pick(
            lambda: self.print(1), lambda: self.tag(f"if {self.boolean()}") + inside() + self.tag("endif"),
            lambda: self.tag(f"if {self.boolean()}") + inside() + self.tag("else") + inside() + self.tag("endif"),
            lambda: self.tag(f"if {self.boolean()}") + inside() + self.tag(f"elif {self.boolean()}") + inside() + self.tag("endif"),
            lambda: self.tag(f"for {name} in {self.sequence()}") + inside() + "{{ " + name + " }}{{ loop.index }}" + self.tag("endfor"),
            lambda: self.tag(f"for {name} in {self.texts()}") + "{{ " + name + " }}" + inside() + "{{ loop.last }}" + self.tag("else") + inside() + self.tag("endfor"),
            lambda: self.tag(f"set {name} = {self.expression()}") + inside() + "{{ " + name + " }}",
            lambda: self.tag(f"set {name}") + inside() + self.tag("endset") + "[{{ " + name + " }}]",
            lambda: self.pick("{#", "{#-") + " note " + self.pick("#}", "-#}"),
            lambda: self.tag("raw") + self.pick(*SPACES) + "{{ x }}" + self.pick(*SPACES) + self.tag("endraw"),
            lambda: self.tag("block " + "bcdefghijk"[self.random.randrange(10)] + str(self.random.randrange(10**6))) + inside() + self.tag("endblock"))

    def layout(self):
        return self.body(2) if self.random.random() < 0.4 else "{{ " + self.expression() + " }}"


def printed(value):
    """A value as brief prints it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def reference(template, environment):
    """What Jinja2 makes of it, or None for an error; "list" when it would print a list, which brief refuses."""
    import jinja2
    try:
        text = environment.from_string(template).render(json.loads(json.dumps(DATA)))
    except jinja2.TemplateNotFound:
        return None
    except (jinja2.TemplateError, TypeError, ValueError, ZeroDivisionError, AttributeError, KeyError, OverflowError, RecursionError, AssertionError):
        return None
    return text.replace("&#34;", "&quot;")


def refuse_lists(_, value):
    """Jinja2's finalize. That it asks for the context keeps constants from being folded before."""
    if isinstance(value, (list, tuple, dict, range)) or (hasattr(value, "__next__")) or type(value).__name__ in ("odict_iterator", "dict_items"):
        raise TypeError("a list cannot be printed")
    return printed(value)


def make_environment():
    import jinja2
    warnings.simplefilter("ignore")
    # Folding of constants joins texts without escaping: "<" ~ "<b>"|safe is not what it is with names.
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, optimized=False, keep_trailing_newline=True,
                              finalize=jinja2.pass_context(refuse_lists))


def layouts():
    made = Maker(SEED)
    for expression in FIXED_EXPRESSIONS:
        yield "{{ " + expression + " }}"
    yield from FIXED_LAYOUTS
    for before in SPACES:
        for after in SPACES:
            for left, right in (("{{", "}}"), ("{{-", "}}"), ("{{", "-}}"), ("{{-", "-}}")):
                yield f"a{before}{left} i {right}{after}b"
            yield f"a{before}{{%- if i %}}{after}b{before}{{% endif -%}}{after}c"
            yield f"a{before}{{% for x in [1, 2] -%}}{after}b{before}{{%- endfor %}}{after}c"
            yield f"a{before}{{#- note -#}}{after}b"
            yield f"{before}{{{{ i }}}}{after}"
    for _ in range(GENERATED):
        yield made.layout()


def excused(template):
    return next((reason for pattern, reason in DIFFERENCES if re.search(pattern, template)), None)


def add_newer_differences():
    """Jinja takes markup from MarkupSafe, which is a package of its own."""
    if int(version("markupsafe").split(".")[0]) >= 3:
        DIFFERENCES.append((r"replace\('<'", "of markup MarkupSafe 3 replaces the sign itself, MarkupSafe 2 and brief what stands for it"))


def compare_all(suite, driver):
    try:
        environment = make_environment()
        add_newer_differences()
    except ImportError:
        suite.skip("differential", "python3-jinja2 is not installed")
        return
    templates = [template for template in dict.fromkeys(layouts()) if not excused(template)]
    answers = render_all(driver, [{"template": t, "data": DATA, "name": "page.html"} for t in templates])
    for template, answer in zip(templates, answers):
        expected = reference(template, environment)
        # Names are checked when a layout is compiled, also where no page comes by: blocks do not see a loop's names.
        is_strict = "{%" in template and "block" in template and all("undefined-name" in e for e in answer.get("errors", [""]))
        if is_strict and expected is not None:
            continue
        found = answer.get("output")
        title = f"differential: {template!r}"
        if suite.wants(title):
            suite.check(title, expected == found, f"Jinja2: {expected!r}\nbrief:  {found!r} {'' if found is not None else shown(answer)}")


if __name__ == "__main__":
    from suite import Suite
    suite = Suite("differential", __doc__, [("--driver", {"help": "the program"})])
    compare_all(suite, Path(suite.arguments.driver or suite.build / "tests" / "template_batch_driver").resolve())
    suite.finish()
