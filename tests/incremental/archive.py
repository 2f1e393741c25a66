# SPDX-License-Identifier: MIT
"""A small archive: what its texts, pages, people and settings say, and how that is written into files. What is held back carries a
word of its own, by which it would be found anywhere."""
import base64
import re
import shutil

from facts import AUTHOR_FACTS, SETTINGS, as_yaml
from readers import Readers

WORDS = ("tariff spectrum auction levy reserve coastal port border inspection grant audit water grid licence waste soil "
         "harvest rail tender ferry energy permit quota subsidy housing census").split()
TAGS = ["energy", "trade", "ports", "housing", "water"]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20"></svg>\n'
BASE_SETTINGS = {"title": "The Record", "paginate": 3, "date_format": '"%-d %B %Y"', "languages": "[de]", "timezone": "Europe/London",
                 "base_url": "https://record.example/sub", "taxonomies": "[regions, type, series]", "plugins": SETTINGS["plugins"][0],
                 "links.internal": "off", "comments.email": "desk@record.example", "comments.close_after_days": 9}
NEEDED_SETTINGS = {"title", "base_url", "taxonomies", "plugins", "links.internal"}
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PLAIN = '{% extends "base.html" %}{% block main %}{{ site.menu|length }} links and {{ page.title }}{% endblock %}\n'
PLUGIN = """local count = 0
return {{
  name = "own", api = 1,
  prepare = function(site) count = #site.articles end,
  pages = function(site)
    return {{ {{ url = "/numbers/", title = "Numbers {number}", layout = "numbers.html",
      data = {{ count = #site.articles, newest = site.articles[1] and site.articles[1].title or "" }} }} }}
  end,
  article = function(article, site)
    return {{ footer = brief.html.p{{ "{number} of " .. count .. ", " .. article.words }}, mark = "{number}" }}
  end,
  filters = {{ shout = function(value) return value:upper() .. "{number}" end }},
  functions = {{ first_title = function(site) return site.articles[1] and site.articles[1].title or "none" end }},
  shortcodes = {{ box = function(arguments) return brief.html.aside{{ arguments.text .. " {number}" }} end }},
  html = function(html, page)
    if page.kind == "home" then return (html:gsub("</body>", "<!-- {number} --></body>")) end
  end,
}}
"""


class Archive:
    """The archive in a folder; everything in it follows from one random generator."""

    def __init__(self, folder, rng):
        self.folder, self.rng, self.readers = folder, rng, Readers(rng)
        self.articles = {}  # id → front matter and text
        self.at = 20  # days after 2025-01-01, when it is built for
        self.made = 0
        self.settings = dict(BASE_SETTINGS)
        self.pages = {"about": {"title": "About"}, "ueber": {"title": "Ueber uns", "lang": "de"}}  # name → keys
        self.number = 0
        self.write("site.yml", as_yaml(self.settings))
        for name in ("ada", "ben", "cyd"):
            self.write_author(name)
        for _ in range(rng.randint(6, 12)):
            self.add_article()
        for name in self.pages:
            self.write_page(name)
        self.write("content/data/tags.yml", "energy: {title: Energy, description: About power}\n")
        self.write("content/data/type.yml", "report: {title: Reports}\n")
        self.write("content/data/notes.yml", "lead: first words\n")
        self.write("content/data/figures.csv", "year,sum\n2025,7\n")
        self.write("content/media/map.png", PNG)
        self.write("content/media/plan.svg", PICTURE.format(width=30))
        self.write("layouts/plain.html", PLAIN)
        self.write("layouts/numbers.html", self.numbers_layout())
        self.write("lua-plugins/own.lua", PLUGIN.format(number=0))
        self.write("lua-plugins/reader.lua", self.readers.plugin())
        self.write("layouts/reader.html", self.readers.page_layout())

    def path(self, name):
        return self.folder / name

    def write(self, name, text):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def numbers_layout(self):
        return ('{% extends "base.html" %}{% block main %}{{ page.data.count }} {{ page.data.newest|shout }} '
                f'{{{{ first_title(site) }}}} {{% if site.data.notes is defined %}}{{{{ site.data.notes.lead }}}}{{% endif %}} '
                f'{{% if site.data.figures is defined %}}{{% for row in site.data.figures %}}{{{{ row.sum }}}} {{% endfor %}}{{% endif %}}'
                f'{self.number}{{% endblock %}}\n')

    def sentence(self, least=5):
        words = self.rng.choices(WORDS, k=self.rng.randint(least, 14))
        return " ".join(words).capitalize() + "."

    def day(self, number):
        return f"2025-{1 + number // 28:02}-{1 + number % 28:02}"

    def time(self):
        return self.day(self.at) + "T12:00:00Z"

    def some_facts(self, table, number):
        """Lines of front matter: some keys of a table."""
        rng = self.rng
        return "".join(f"{key}: {rng.choice(table[key]).replace('NUMBER', str(number))}\n"
                       for key in sorted(table) if rng.random() < 0.3)

    def write_author(self, name):
        last = self.rng.choice(WORDS).title()
        facts = self.some_facts(AUTHOR_FACTS, name).replace("LAST", last)
        self.write(f"content/authors/{name}.md", f"---\nname: {name.title()} {last}\n{facts}---\n{self.sentence()}\n")

    def write_page(self, name):
        """As texts do, it says its word in title and text."""
        facts, token = self.pages[name], f"zqembargo{name}x"
        lines = "".join(f"{key}: {value}\n" for key, value in facts.items() if key != "title")
        self.write(f"content/pages/{name}.md", f"---\ntitle: {facts['title']} {token}\n{lines}---\n{self.sentence()} {token} "
                   "![An image](/media/map.png)\n")

    def is_held_page(self, facts):
        day = self.day(self.at)
        return facts.get("draft") == "true" or facts.get("date", "") > day or facts.get("expires", "9") <= day

    def add_article(self):
        self.made += 1
        number, rng = self.made, self.rng
        name = f"{rng.choice((2024, 2025))}/{rng.choice(WORDS)}-{number}"
        self.articles[name] = {
            "token": f"zqembargo{number}x", "number": number, "title": self.sentence(3)[:-1], "day": rng.randint(0, 40), "draft": False,
            "expires": None, "tags": rng.sample(TAGS, rng.randint(0, 3)), "regions": rng.choice((["North"], ["south"], [])),
            "authors": rng.sample(("ada", "ben", "cyd", "Guest Writer"), rng.randint(0, 2)),
            "body": self.body(), "lang": None, "key": None, "facts": {"series": "Coast"} if rng.random() < 0.3 else {},
        }
        self.write_article(name)
        return name

    def body(self):
        rng, blocks = self.rng, [self.sentence() for _ in range(self.rng.randint(1, 4))]
        if rng.random() < 0.3:
            blocks.insert(0, "## " + self.sentence(3))
        if rng.random() < 0.3:
            blocks.append(f"![A map]({rng.choice(('/media/map.png', '../../media/map.png', '/media/plan.svg'))})")
        if rng.random() < 0.3:
            blocks.append('{{ box(text="' + rng.choice(WORDS) + '") }}')
        if rng.random() < 0.3 and self.articles:
            other = rng.choice(sorted(self.articles))
            blocks.append(f"See [the other one](../{other}.md).")
        return blocks

    def is_held(self, article):
        return article["draft"] or article["day"] > self.at or (
            article["expires"] is not None and article["expires"] <= self.at)

    def held_tokens(self):
        return ([article["token"] for article in self.articles.values() if self.is_held(article)] +
                [f"zqembargo{name}x" for name, facts in self.pages.items() if self.is_held_page(facts)])

    def write_article(self, name):
        """What may be held back at some time says its word in title, slug, tag and text."""
        article = self.articles[name]
        token = article["token"]
        lines = [f"title: {article['title']} {token}", f"date: {self.day(article['day'])}",
                 f"tags: [{', '.join(article['tags'] + [token])}]", f"regions: [{', '.join(article['regions'])}]"]
        if article["authors"]:
            lines.append(f"authors: [{', '.join(article['authors'])}]")
        lines += [f"{key}: {value}" for key, value in article["facts"].items()]
        if article["lang"]:
            lines.append(f"lang: {article['lang']}")
        if article["key"]:
            lines.append(f"translation_key: {article['key']}")
        if article["draft"]:
            lines.append("draft: true")
        if article["expires"] is not None:
            lines.append(f"expires: {self.day(article['expires'])}")
        self.write(f"content/articles/{name}.md",
                   "---\n" + "\n".join(lines) + "\n---\n" + "\n\n".join(article["body"] + [token]) + "\n")

    def relink(self, old, new):
        """Other texts follow a file that has another name, or lose their link; now and then one is forgotten."""
        shutil.rmtree(self.path(f"content/comments/{old}"), ignore_errors=True)
        named = re.compile(rf"(?<![\w/]){re.escape(old)}(?![\w-])")
        for name, article in self.articles.items():
            facts = {key: value for key, value in article["facts"].items() if named.search(str(value))}
            if not (facts or any(f"(../{old}.md)" in block for block in article["body"])) or self.rng.random() < 0.1:
                continue
            article["body"] = [block.replace(f"(../{old}.md)", f"(../{new}.md)") if new else block
                               for block in article["body"] if new or f"(../{old}.md)" not in block]
            for key, value in facts.items():
                if new:
                    article["facts"][key] = named.sub(new, value)
                else:
                    del article["facts"][key]
            self.write_article(name)

    def mend(self):
        """Takes out links to what is not there, and what else may be wrong: after an error was seen, it goes on."""
        for name, article in self.articles.items():
            gone = [block for block in article["body"] if "](../20" in block
                    and block.split("](../")[1].split(".md")[0] not in self.articles]
            doubtful = [key for key in ("related", "status", "permalink", "aliases") if key in article["facts"]]
            if gone or doubtful:
                article["body"] = [block for block in article["body"] if block not in gone]
                for key in doubtful:
                    del article["facts"][key]
                self.write_article(name)
        self.settings = dict(BASE_SETTINGS)
        self.write("site.yml", as_yaml(self.settings))
        self.write("content/data/notes.yml", "lead: first words\n")
        self.write("content/media/plan.svg", PICTURE.format(width=30))
        self.pages = {name: {"title": facts["title"]} for name, facts in self.pages.items()}
        for name in self.pages:
            self.write_page(name)

    def some_article(self):
        return self.rng.choice(sorted(self.articles)) if self.articles else self.add_article()
