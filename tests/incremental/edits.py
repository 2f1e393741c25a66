# SPDX-License-Identifier: MIT
"""A small archive and random edits of it, the kind that editors make. Everything follows from one random generator, so
a seed is a sequence. What is held back carries a word of its own, by which it would be found anywhere."""
import base64
import os
import shutil

from readers import Readers

WORDS = ("tariff spectrum auction levy reserve coastal port border inspection grant audit water grid licence waste soil "
         "harvest rail tender ferry energy permit quota subsidy housing census").split()
TAGS = ["energy", "trade", "ports", "housing", "water"]
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
FACTS = {"type": ("briefing", "analysis", "opinion"), "summary": ("Few words.", "A *few* more words."), "toc": ("false",),
         "status": ("archived", "withdrawn\nreason: It was wrong."), "updated": ("2025-01-09", "2025-02-01"), "noindex": ("true",),
         "comments": ("false",), "licence": ("CC BY 4.0", "Our own"), "key_points": ("[One point, another]", "[One point]"),
         "image": ("/media/map.png",), "attachments": ("/media/map.png", "[{file: /media/map.png, title: The map}]"),
         "number": ("12/2025", "13/2025"), "extra": ("{mark: one}", "{mark: two}")}
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
    """The archive in a folder; edit() changes it at random and says in words what it did."""

    def __init__(self, folder, rng):
        self.folder, self.rng, self.readers = folder, rng, Readers(rng)
        self.articles = {}  # id → front matter and text
        self.at = 20  # days after 2025-01-01, when it is built for
        self.made = 0
        self.settings = {"title": "The Record", "paginate": 3, "date_format": '"%-d %B %Y"', "languages": "[de]"}
        self.number = 0
        self.write("site.yml", self.site_yml())
        for name in ("ada", "ben", "cyd"):
            self.write_author(name)
        for _ in range(rng.randint(6, 12)):
            self.add_article()
        self.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are. [An image](/media/map.png).\n")
        self.write("content/data/tags.yml", "energy: {title: Energy, description: About power}\n")
        self.write("content/data/notes.yml", "lead: first words\n")
        self.write("content/data/figures.csv", "year,sum\n2025,7\n")
        self.write("content/media/map.png", PNG)
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

    def site_yml(self):
        lines = ["base_url: https://record.example/sub", "timezone: Europe/London", "taxonomies: [regions]",
                 "plugins: [author-bio, related-stories, tag-index, own, reader]", "links: {internal: off}",
                 "comments: {email: desk@record.example, close_after_days: 9}"]
        return "\n".join([f"{key}: {value}" for key, value in self.settings.items()] + lines) + "\n"

    def numbers_layout(self):
        return ('{% extends "base.html" %}{% block main %}{{ page.data.count }} {{ page.data.newest|shout }} '
                f'{{{{ first_title(site) }}}} {{{{ site.data.notes.lead }}}} '
                f'{{% for row in site.data.figures %}}{{{{ row.sum }}}} {{% endfor %}}{self.number}{{% endblock %}}\n')

    def sentence(self, least=5):
        words = self.rng.choices(WORDS, k=self.rng.randint(least, 14))
        return " ".join(words).capitalize() + "."

    def day(self, number):
        return f"2025-{1 + number // 28:02}-{1 + number % 28:02}"

    def time(self):
        return self.day(self.at) + "T12:00:00Z"

    def write_author(self, name):
        image = "image: /media/map.png\n" if self.rng.random() < 0.5 else ""
        self.write(f"content/authors/{name}.md", f"---\nname: {name.title()} {self.rng.choice(WORDS).title()}\n"
                   f"{image}---\n{self.sentence()}\n")

    def add_article(self):
        self.made += 1
        number, rng = self.made, self.rng
        name = f"{rng.choice((2024, 2025))}/{rng.choice(WORDS)}-{number}"
        self.articles[name] = {
            "token": f"zqembargo{number}x", "title": self.sentence(3)[:-1], "day": rng.randint(0, 40), "draft": False,
            "expires": None, "tags": rng.sample(TAGS, rng.randint(0, 3)), "regions": rng.choice((["North"], ["south"], [])),
            "authors": rng.sample(("ada", "ben", "cyd", "Guest Writer"), rng.randint(0, 2)),
            "series": rng.choice((None, None, "Coast")), "body": self.body(), "lang": None, "key": None, "facts": {},
        }
        self.write_article(name)
        return name

    def body(self):
        rng, blocks = self.rng, [self.sentence() for _ in range(self.rng.randint(1, 4))]
        if rng.random() < 0.3:
            blocks.insert(0, "## " + self.sentence(3))
        if rng.random() < 0.3:
            blocks.append("![A map](/media/map.png)" if rng.random() < 0.5 else "![A map](../../media/map.png)")
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
        return [article["token"] for article in self.articles.values() if self.is_held(article)]

    def write_article(self, name):
        """What may be held back at some time says its word in title, slug, tag and text."""
        article = self.articles[name]
        token = article["token"]
        lines = [f"title: {article['title']} {token}", f"date: {self.day(article['day'])}",
                 f"tags: [{', '.join(article['tags'] + [token])}]", f"regions: [{', '.join(article['regions'])}]"]
        if article["authors"]:
            lines.append(f"authors: [{', '.join(article['authors'])}]")
        if article["series"]:
            lines.append(f"series: {article['series']}")
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
        for name, article in self.articles.items():
            if any(f"(../{old}.md)" in block for block in article["body"]) and self.rng.random() < 0.9:
                article["body"] = [block.replace(f"(../{old}.md)", f"(../{new}.md)") if new else block
                                   for block in article["body"] if new or f"(../{old}.md)" not in block]
                self.write_article(name)

    def mend(self):
        """Takes out links to what is not there: after an error was seen, it goes on."""
        for name, article in self.articles.items():
            gone = [block for block in article["body"] if "](../20" in block
                    and block.split("](../")[1].split(".md")[0] not in self.articles]
            if gone:
                article["body"] = [block for block in article["body"] if block not in gone]
                self.write_article(name)

    def some_article(self):
        return self.rng.choice(sorted(self.articles)) if self.articles else self.add_article()

    # The edits. Each gives its words.

    def publish(self):
        return "publish " + self.add_article()

    def hold_back(self):
        name = self.some_article()
        article = self.articles[name]
        way = self.rng.choice(("draft", "day", "expires"))
        article[way] = {"draft": True, "day": self.at + 5, "expires": self.at}[way]
        self.write_article(name)
        return f"hold back {name} by {way}"

    def release(self):
        name = self.some_article()
        self.articles[name].update(draft=False, expires=None)
        self.write_article(name)
        return "release " + name

    def edit_text(self):
        name = self.some_article()
        self.articles[name]["body"] = self.body()
        self.write_article(name)
        return "edit the text of " + name

    def edit_in_secret(self):
        """Same size, same time: only the change time tells."""
        name = self.some_article()
        path = self.path(f"content/articles/{name}.md")
        before = path.stat()
        body = self.articles[name]["body"]
        if body and "{{" not in body[-1] and "](" not in body[-1]:
            body[-1] = body[-1].swapcase()
        self.write_article(name)
        if path.stat().st_size == before.st_size:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return "edit without a trace " + name

    def retitle(self):
        name = self.some_article()
        self.articles[name]["title"] = self.sentence(3)[:-1]
        self.write_article(name)
        return "retitle " + name

    def retag(self):
        name = self.some_article()
        self.articles[name]["tags"] = self.rng.sample(TAGS, self.rng.randint(0, 3))
        self.articles[name]["regions"] = self.rng.choice((["North"], ["NORTH"], ["south"], []))
        self.write_article(name)
        return "retag " + name

    def translate(self):
        """Makes of a text a version of another one, in a language of its own, or of a version a text of its own."""
        one, other = self.some_article(), self.some_article()
        article, versions = self.articles[one], [self.articles[other]]
        if article["key"] or one == other:
            article.update(lang=self.rng.choice((None, "de")), key=None)
            self.write_article(one)
            return f"take {one} for no version"
        key = versions[0]["key"] or f"key-{other}"
        versions += [each for each in self.articles.values() if each["key"] == key]
        free = sorted({"en", "de", "fr", "nl"} - {each["lang"] or "en" for each in versions})
        if free:
            versions[0]["key"] = key
            article.update(lang=self.rng.choice(free), key=key)
            self.write_article(one)
            self.write_article(other)
        return f"take {one} for a version of {other}"

    def fact(self):
        name, key = self.some_article(), self.rng.choice(sorted(FACTS))
        facts = self.articles[name]["facts"]
        if facts.pop(key, None) is None or self.rng.random() < 0.5:
            facts[key] = self.rng.choice(FACTS[key])
        self.write_article(name)
        return f"change {key} of {name}"

    def redate(self):
        name = self.some_article()
        self.articles[name]["day"] = self.rng.randint(0, 60)
        self.write_article(name)
        return "redate " + name

    def rename(self):
        old = self.some_article()
        new = old.rsplit("-", 1)[0] + f"-r{self.rng.randint(0, 99)}-" + old.rsplit("-", 1)[1]
        if new in self.articles:
            return "rename nothing"
        self.articles[new] = self.articles.pop(old)
        self.path(f"content/articles/{old}.md").rename(self.path(f"content/articles/{new}.md"))
        self.relink(old, new)
        return f"rename {old} to {new}"

    def delete(self):
        if len(self.articles) < 2:
            return "delete nothing"
        name = self.some_article()
        self.path(f"content/articles/{name}.md").unlink()
        del self.articles[name]
        self.relink(name, None)
        return "delete " + name

    def author(self):
        name = self.rng.choice(("ada", "ben", "cyd"))
        self.write_author(name)
        self.articles[self.some_article()]["authors"] = [name]
        return "rewrite author " + name

    def layout(self):
        self.number += 1
        self.write("layouts/numbers.html", self.numbers_layout())
        return "change a layout"

    def reader(self):
        """What the plugin and the two layouts that read at random read."""
        path, way = self.path("layouts/article.html"), self.rng.choice(("plugin", "page", "article", "article"))
        if way == "article" and path.exists():
            path.unlink()
            return "take back the article's layout"
        name, make = {"plugin": ("lua-plugins/reader.lua", self.readers.plugin), "page": ("layouts/reader.html", self.readers.page_layout),
                      "article": ("layouts/article.html", self.readers.article_layout)}[way]
        self.write(name, make())
        return f"let {name} read something else"

    def partial(self):
        path = self.path("layouts/parts/article_line.html")
        if path.exists() and self.rng.random() < 0.3:
            path.unlink()
            return "take back a partial"
        self.number += 1
        self.write("layouts/parts/article_line.html",
                   f'<li><a href="{{{{ item.url }}}}">{{{{ item.title }}}}</a> {self.number}</li>\n')
        return "change a partial"

    def plugin(self):
        self.number += 1
        self.write("lua-plugins/own.lua", PLUGIN.format(number=self.number))
        return "change the plugin"

    def setting(self):
        key = self.rng.choice(sorted(self.settings))
        self.settings[key] = {"title": self.sentence(3)[:-1], "paginate": self.rng.randint(1, 6),
                              "date_format": self.rng.choice(('"%-d %B %Y"', '"%Y-%m-%d"')),
                              "languages": self.rng.choice(("[de]", "[]", "{fr: {title: Actes}, de: {}}"))}[key]
        self.write("site.yml", self.site_yml())
        return "set " + key

    def data(self):
        self.number += 1
        if self.rng.random() < 0.5:
            self.write("content/data/notes.yml", f"lead: words {self.number}\n")
            return "change a data file"
        if self.rng.random() < 0.5:
            self.write("content/data/figures.csv", "year,sum\n" + f"2025,{self.number}\n" * self.rng.randint(0, 3))
            return "change a table"
        self.write("content/data/tags.yml", f"energy: {{title: Energy {self.number}, same_as: [water]}}\n")
        return "change the terms' titles"

    def words(self):
        self.number += 1
        self.write("content/data/strings.en.yml", f"Published: Out {self.number}\nRelated: See also {self.number}\n")
        return "change the interface words"

    def asset(self):
        self.number += 1
        self.write("layouts/assets/style.css", f"body {{ margin: {self.number}px }}\n")
        return "change the style sheet"

    def media(self):
        self.number += 1
        wide = PNG[:16] + (self.number % 90 + 2).to_bytes(4, "big") + PNG[20:]
        self.write("content/media/map.png", wide)
        return "change an image"

    def time_passes(self):
        self.at = max(0, self.at + self.rng.choice((-9, -2, 1, 3, 8)))
        return "build for " + self.time()

    def comment(self):
        self.number += 1
        name = self.some_article()
        self.write(f"content/comments/{name}/{self.number}.yml",
                   f"name: Reader\ndate: 2025-01-02\ntext: {self.sentence()}\n")
        return "comment on " + name

    def page(self):
        self.write("content/pages/about.md", f"---\ntitle: About\n---\n{self.sentence()}\n")
        return "edit a standing page"

    def nothing(self):
        return "nothing"

    def touch(self):
        path = self.path(f"content/articles/{self.some_article()}.md")
        path.touch()
        return "touch a source"

    def edit(self):
        names = ("publish hold_back release edit_text edit_text edit_in_secret retitle retag redate translate translate fact fact rename delete author "
                 "layout partial reader reader plugin setting data words asset media time_passes time_passes page comment nothing touch").split()
        return getattr(self, self.rng.choice(names))()


def tamper(output, rng):
    """What a visitor in the output folder may do: alter a file, remove one, put another beside them."""
    files = sorted(path for path in output.rglob("*") if path.is_file() and path.name != "foreign.txt")
    if not files:
        return "touch nothing"
    path = rng.choice(files)
    way = rng.choice(("alter", "alter in secret", "remove", "foreign", "remove folder"))
    before = path.stat()
    if way == "remove":
        path.unlink()
    elif way == "remove folder":
        shutil.rmtree(path.parent) if path.parent != output else path.unlink()
    elif way == "foreign":
        (path.parent / "foreign.txt").write_text("mine")
    else:
        contents = path.read_bytes()
        path.write_bytes(contents[:-1] + b"!" if contents else b"!")
        if way == "alter in secret":
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"{way} {path.relative_to(output)} in the output"
