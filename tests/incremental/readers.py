# SPDX-License-Identifier: MIT
"""A plugin and layouts that read at random what the archive has, by the classes of lua-plugins/types/brief.lua. Whatever is
read while something is made, the next build must know of; nobody can list all the ways by hand."""
import re
from itertools import count

from suite import ROOT

SCALARS = ("string", "integer", "boolean", "brief.markup")
DATE_FIELDS = ("year", "iso", "rfc3339", "timestamp", "weekday")
WEIGHTS = ("terms = 1", "text = 1, links = 2", "authors = 1, series = 1", "nearness = 0.5", "minimum = 0.1")
# What is the same in no two builds, and what hooks add, which is not there while they run.
PASSED_OVER = {"build_time", "generator", "fields"}


def read_classes():
    """Class → its fields: (name, type). "?" ends the type of what may be none, "[]" that of a list."""
    text = (ROOT / "lua-plugins/types/brief.lua").read_text()
    text = text[text.index("-- begin of the archive's classes"):text.index("-- end of the archive's classes")]
    classes = {}
    for name, body in re.findall(r"---@class (brief\.\w+)\n((?:---@field .*\n)+)", text):
        fields = re.findall(r"---@field (\w+) (table<string, any>\??|\S+)", body)
        classes[name] = [field for field in fields if field[0] not in PASSED_OVER]
    return classes


class Readers:
    def __init__(self, rng):
        self.rng, self.classes, self.numbers = rng, read_classes(), count(1)

    def name(self):
        return f"v{next(self.numbers)}"

    def field(self, kind, depth):
        """One field of the class; without depth one that leads nowhere."""
        fields = [each for each in self.classes[kind] if depth > 0 or each[1].rstrip("?") in SCALARS]
        return self.rng.choice(fields)

    # Lua: statements that add words to the table `out`.

    def lua(self, value, kind, depth=4):
        if kind.endswith("?"):
            name = self.name()
            inner = self.lua(name, kind[:-1], depth)
            return f'do local {name} = {value} if {name} then {inner} else out[#out + 1] = "-" end end '
        if kind in SCALARS:
            return f"out[#out + 1] = tostring({value}) "
        if kind == "brief.date":
            return self.rng.choice((f"out[#out + 1] = {value}:format() ",
                                    f"out[#out + 1] = tostring({value}.{self.rng.choice(DATE_FIELDS)}) "))
        if kind.startswith("table<"):
            key = self.name()
            return f"for {key} in pairs({value}) do out[#out + 1] = {key} end "
        if kind.endswith("[]"):
            return self.lua_list(value, kind[:-2], depth)
        return "".join(self.lua_thing(value, kind, depth) for _ in range(self.rng.choice((1, 1, 2))))

    def lua_list(self, value, kind, depth):
        item = self.name()
        inner = self.lua(item, kind, depth - 1)
        if kind in ("brief.article", "brief.page") and self.rng.random() < 0.2:
            return (f'for i, {item} in brief.in_language({value}, "de") do '
                    f"if i > {self.rng.randint(1, 4)} then break end {inner} end ")
        return self.rng.choice((
            f"out[#out + 1] = tostring(#{value}) ",
            f"do local {item} = {value}[{self.rng.choice(('1', '2', '#' + value))}] if {item} then {inner} end end ",
            f"for i, {item} in ipairs({value}) do if i > {self.rng.randint(1, 4)} then break end {inner} end ",
            f"for _, {item} in ipairs({value}) do {inner} end "))

    def lua_thing(self, value, kind, depth):
        found = self.name()
        if kind == "brief.article" and depth > 0 and self.rng.random() < 0.15:
            question = f"{{ limit = {self.rng.randint(1, 4)}, {self.rng.choice(WEIGHTS)} }}"
            return f"for _, {found} in ipairs(site:related({value}, {question})) do {self.lua(found, 'brief.related', depth - 1)} end "
        if kind == "brief.term" and depth > 0 and self.rng.random() < 0.3:
            return f"for _, {found} in ipairs({value}:related(2)) do {self.lua(found, 'brief.term', depth - 1)} end "
        name, of = self.field(kind, depth)
        return self.lua(f"{value}.{name}", of, depth - 1)

    def words_of(self, value, kind, times):
        reading = "".join(f"do {self.lua(value, kind)} end " for _ in range(times))
        return f"local out = {{}} {reading}"

    def plugin(self):
        remembered = self.rng.choice(("brief.memoize(of_author)", "of_author"))
        kept = self.rng.choice(("", 'out[#out + 1] = kept ', 'out[#out + 1] = tostring(brief.read_data("notes.yml").lead) '))
        last = f"""
  html = function(text, page) {self.words_of("page", "brief.page", 2)}
    return (text:gsub("</body>", function() return tostring(brief.html.p(table.concat(out, " "))) .. "</body>" end))
  end,"""
        return f"""local site, kept = nil, ""
local function of_author(author) {self.words_of("author", "brief.author", 2)} return table.concat(out, "/") end
local remembered = {remembered}
return {{
  name = "reader", api = 1,
  prepare = function(all) site = all {self.words_of("site", "brief.site", 1)} kept = table.concat(out, "|") end,
  pages = function() {self.words_of("site", "brief.site", 2)}
    return {{ {{ url = "/reader/", title = "Reader", layout = "reader.html", data = {{ words = table.concat(out, " ") }},
      list = {self.rng.choice(("site.articles", "nil"))} }} }}
  end,
  article = function(article) {self.words_of("article", "brief.article", self.rng.randint(1, 4))} {kept}
    for _, author in ipairs(article.authors) do out[#out + 1] = remembered(author) end
    return {{ after_body = brief.html.p{{ table.concat(out, " ") }}, first_read = out[1] or "" }}
  end,
  functions = {{ told = function(article) {self.words_of("article", "brief.article", 2)} return table.concat(out, ";") end }},{
      last if self.rng.random() < 0.4 else ""}
}}
"""

    # Layouts.

    def layout(self, value, kind, depth=3):
        if kind.endswith("?"):
            return f"{{% if {value} %}}{self.layout(value, kind[:-1], depth)}{{% else %}}-{{% endif %}}"
        if kind in SCALARS:
            return f"{{{{ {value}{'|striptags' if kind == 'brief.markup' else ''} }}}};"
        if kind == "brief.date":
            return f"{{{{ {value}{self.rng.choice(('|date', '.iso', '.timestamp'))} }}}};"
        item = self.name()
        if kind.startswith("table<"):
            return f"{{% for {item} in {value} %}}{{{{ {item} }}}},{{% endfor %}}"
        if kind.endswith("[]"):
            return self.layout_list(value, kind[:-2], item, depth)
        if kind == "brief.article" and self.rng.random() < 0.15:
            return f"{{{{ told({value}) }}}}"
        name, of = self.field(kind, depth)
        return self.layout(f"{value}.{name}", of, depth - 1)

    def layout_list(self, value, kind, item, depth):
        orders = ('|sort("title")', '|where("type", "briefing")', '|in_language("de")') if kind == "brief.article" else ()
        choice = self.rng.choice(("|length", "|first", "|last", "", f"|limit({self.rng.randint(1, 4)})", *orders))
        inner = self.layout(item, kind, depth - 1)
        if choice == "|length":
            return f"{{{{ {value}|length }}}};"
        if choice in ("|first", "|last"):
            return f"{{% if {value} %}}{{% set {item} = {value}{choice} %}}{inner}{{% endif %}}"
        return f"{{% for {item} in {value}{choice} %}}{inner}{{% endfor %}}"

    def kept(self, value, kind):
        """Some of it in a cache tag, which is shown where it was not read."""
        inner = self.layout(value, kind)
        key = "" if value == "site" else f" {value}"
        return f"{{% cache{key} %}}{inner}{{% endcache %}}" if self.rng.random() < 0.4 else inner

    def article_layout(self):
        lines = [self.kept("article", "brief.article") for _ in range(3)] + [self.kept("site", "brief.site")]
        return ('{% extends "base.html" %}{% block main %}{{ article.content }}{{ slot("after_body") }}\n' +
                "\n".join(f"<p>{line}</p>" for line in lines) + "\n{% endblock %}\n")

    def page_layout(self):
        return ('{% extends "base.html" %}{% block main %}{{ page.data.words }}{% if listing is defined %}'
                f'{{% for one in listing.articles %}}{self.layout("one", "brief.article")}{{% endfor %}}{{% endif %}}{{% endblock %}}\n')
