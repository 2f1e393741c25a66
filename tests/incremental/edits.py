# SPDX-License-Identifier: MIT
"""Random edits of the archive, the kind that editors make, and what a visitor does to the output. A seed is a sequence."""
import os
import shutil

from archive import Archive, NEEDED_SETTINGS, PICTURE, PLUGIN, PNG, TAGS
from facts import COMMENT_FACTS, FACTS, PAGE_FACTS, SETTINGS, as_yaml


class Editors(Archive):
    """edit() changes the archive at random and says in words what it did."""

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
        key = versions[0]["key"] or f"key-{versions[0]['number']}"
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
            value = str(self.rng.choice(FACTS[key])).replace("NUMBER", str(self.articles[name]["number"]))
            facts[key] = value.replace("ONE", self.some_article()).replace("OTHER", self.some_article())
        self.write_article(name)
        return f"change {key} of {name} to {facts.get(key, 'nothing')}"

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
        by = self.some_article()
        self.articles[by]["authors"] = [name]
        self.write_article(by)
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
                   f'<li><a href="{{{{ article.url }}}}">{{{{ article.title }}}}</a> {self.number}</li>\n')
        return "change a partial"

    def plugin(self):
        self.number += 1
        self.write("lua-plugins/own.lua", PLUGIN.format(number=self.number))
        return "change the plugin"

    def setting(self):
        key = self.rng.choice(sorted(SETTINGS))
        if self.settings.pop(key, None) is None or key in NEEDED_SETTINGS or self.rng.random() < 0.6:
            self.settings[key] = self.rng.choice(SETTINGS[key])
        self.write("site.yml", as_yaml(self.settings))
        return f"set {key}: {self.settings.get(key, 'nothing')}"

    def edition(self):
        """What pages of all languages have at their head and foot."""
        key = self.rng.choice(("languages", "menu", "footer", "image"))
        self.settings[key] = self.rng.choice(SETTINGS[key])
        self.write("site.yml", as_yaml(self.settings))
        return f"set {key}: {self.settings[key]}"

    def data(self):
        self.number += 1
        if self.rng.random() < 0.5:
            self.write("content/data/notes.yml", f"lead: words {self.number}\n")
            return "change a data file"
        if self.rng.random() < 0.6:
            row = self.rng.choice((f"2025,{self.number}\n", f'"2025, late",{self.number}\n', f"2025,{self.number},\n", "A source\n"))
            self.write("content/data/figures.csv", "year,sum\n" + row * self.rng.randint(0, 3))
            return f"change a table to {row!r}"
        name, term, other = self.rng.choice((("tags", "energy", "water"), ("type", "report", "analysis"), ("series", "coast", "River")))
        above = "".join(f"{below}: {{broader: {self.rng.choice(('ports', 'housing', 'all'))}}}\n" for below in ("trade", "water"))
        self.write(f"content/data/{name}.yml", f"{term}: {{title: {term} {self.number}, same_as: [{other}]}}\nall:\n"
                   + (above if name == "tags" else f"{term if name == 'series' else 'opinion'}-2: {{broader: all}}\n"))
        return f"change the titles of {name}"

    def take_away(self):
        """Of files that need not be there, one."""
        name = self.rng.choice(("data/notes.yml", "data/figures.csv", "data/tags.yml", "data/type.yml", "data/series.yml", "data/strings.en.yml", "media/plan.svg"))
        self.path(f"content/{name}").unlink(missing_ok=True)
        return f"take {name} away"

    def words(self):
        self.number += 1
        self.write(f"content/data/strings.{self.rng.choice(('en', 'de'))}.yml", f"Published: Out {self.number}\nRelated: See also {self.number}\n")
        return "change the interface words"

    def asset(self):
        self.number += 1
        self.write("layouts/assets/style.css", f"body {{ margin: {self.number}px }}\n")
        return "change the style sheet"

    def media(self):
        self.number += 1
        wide = PNG[:16] + (self.number % 90 + 2).to_bytes(4, "big") + PNG[20:]
        if self.rng.random() < 0.4:
            self.write("content/media/plan.svg", PICTURE.format(width=self.number))
            return "change a drawing"
        self.write("content/media/map.png", wide)
        return "change an image"

    def time_passes(self):
        self.at = max(0, self.at + self.rng.choice((-9, -2, 1, 3, 8)))
        return "build for " + self.time()

    def comment(self):
        self.number += 1
        name = self.some_article()
        others = sorted(path.stem for path in self.path(f"content/comments/{name}").glob("*.yml"))
        reply = f"reply_to: '{self.rng.choice(others)}'\n" if others and self.rng.random() < 0.5 else ""
        self.write(f"content/comments/{name}/{self.number}.yml", "name: Reader\ndate: "
                   f"{self.day(self.rng.randint(0, 40))}\ntext: {self.sentence()}\n{reply}{self.some_facts(COMMENT_FACTS, 0)}")
        return "comment on " + name

    def page(self):
        name, key = self.rng.choice(sorted(self.pages)), self.rng.choice(sorted(PAGE_FACTS))
        facts = self.pages[name]
        if facts.pop(key, None) is None or self.rng.random() < 0.5:
            facts[key] = self.rng.choice(PAGE_FACTS[key]).replace("NUMBER", name)
        self.write_page(name)
        return f"change {key} of the page {name} to {facts.get(key, 'nothing')}"

    def nothing(self):
        return "nothing"

    def touch(self):
        path = self.path(f"content/articles/{self.some_article()}.md")
        path.touch()
        return "touch a source"

    def edit(self):
        names = ("publish edition edition setting data take_away hold_back release edit_text edit_text edit_in_secret retitle retag redate translate translate fact fact rename delete author "
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
