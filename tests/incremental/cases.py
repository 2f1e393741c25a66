# SPDX-License-Identifier: MIT
"""Small archives with one plugin or layout each, and edits of which a later build must see what it shows. Each was
once left as it was."""


def article(number, body="Text.", more=""):
    return f"---\ntitle: Piece {number}\ndate: 2025-01-0{number}\nsummary: What it says.\n{more}---\n{body}\n"


def plugin(hooks):
    return f'local kept\nreturn {{ name = "own", api = 1, {hooks} }}\n'


SITE = {
    "site.yml": "base_url: https://record.example\ntitle: Cases\nplugins: [own]\nsearch: false\ncitations: files\n",
    "lua-plugins/own.lua": plugin(""),
    "content/authors/berg.md": "---\nname: Berg\n---\n",
    **{f"content/articles/p{number}.md": article(number, more="authors: [berg]\n") for number in range(1, 5)},
}
MARK = "article = function(article) return { mark = article.words } end, "
MARKS = """for _, each in ipairs({site}.articles) do
  {into} = {into} .. " " .. tostring(each.fields and each.fields.mark)
end """
WORDS = {"content/articles/p2.md": article(2, "Many more words than there were.")}
LATER = {"at": "2026-02-02"}
FEWER = {"content/articles/p2.md": article(2, "Fewer words.")}
WARNING = 'warning = function() brief.warn("here") return "" end'

# After these, times of files tell whether anything changed, and the edit leaves alone what shows the time.
RESTED = {"content/articles/p4.md": article(4, "Other words."), "rest": True}
# name → (what the archive has besides, edits one after the other); "at" is the time to build for.
CASES = {
    "a function shows what hooks made": ({
        "lua-plugins/own.lua": plugin(MARK + "functions = { marks = function(site) local all = '' "
                                      + MARKS.format(site="site", into="all") + "return all end }"),
        "layouts/404.html": "{{ marks(site) }}",
    }, [WORDS, FEWER]),
    "last words show what hooks made": ({
        "lua-plugins/own.lua": plugin("prepare = function(site) kept = site end, " + MARK
                                      + "html = function(html) " + MARKS.format(site="kept", into="html") + "return html end"),
    }, [WORDS, FEWER]),
    "hooks do not see what others made": ({
        "lua-plugins/own.lua": plugin("article = function(article, site) local all = '' "
                                      + MARKS.format(site="site", into="all")
                                      + "return { mark = article.words, after_body = brief.html.p{ all } } end"),
        "layouts/404.html": "{% for article in site.articles %}{{ article.fields.mark }} {% endfor %}",
    }, [WORDS, FEWER]),
    "a page begins to show what hooks made": ({
        "lua-plugins/own.lua": plugin(MARK + "functions = { " + WARNING + " }"),
        "layouts/404.html": "{{ warning() }}{% if site.articles[2].words > 3 %}{% for article in site.articles %}"
                            "{{ article.fields.mark }} {% endfor %}{% endif %}",
    }, [WORDS, FEWER]),
    "hooks show the site's time": ({
        "lua-plugins/own.lua": plugin("article = function(article, site) return { after_body = "
                                      "brief.html.p{ site.build_time:format('%Y-%m-%d') } } end"),
    }, [LATER]),
    "hooks show the clock": ({
        "lua-plugins/own.lua": plugin("article = function() return { after_body = brief.html.p{ os.date('%F') } } end"),
    }, [LATER]),
    "prepare keeps the time": ({
        "lua-plugins/own.lua": plugin("prepare = function() kept = os.time() end, "
                                      "article = function() return { after_body = brief.html.p{ kept } } end"),
    }, [LATER]),
    "a function shows the clock": ({
        "lua-plugins/own.lua": plugin("functions = { clock = function() return os.date() end }"),
        "layouts/404.html": "{{ clock() }}",
    }, [LATER]),
    "a page that stood shows the time": ({"layouts/404.html": "{{ site.build_time|date('%F') }}"}, [RESTED, LATER]),
    "a hook that did not run shows the time": ({
        "lua-plugins/own.lua": plugin("""article = function(article)
          if article.id == "p1" then return { after_body = brief.html.p{ os.date("%F") } } end
        end"""),
    }, [RESTED, LATER]),
    "hooks ask whether there is one": ({
        "lua-plugins/own.lua": plugin("""article = function(article, site)
          local found = { site:article("p9") ~= nil, site:author("other") ~= nil, site:term("tags", "new") ~= nil }
          for i = 1, 3 do found[i] = tostring(found[i]) end
          return { after_body = brief.html.p{ table.concat(found, " ") } }
        end"""),
    }, [{"content/articles/p9.md": article(9)}, {"content/authors/other.md": "---\nname: Other\n---\n"},
        {"content/articles/p9.md": article(9, more="authors: [other]\ntags: [new]\n")}]),
    "a citation follows its author": ({}, [
        {"content/authors/berg.md": "---\nname: Berg\ntype: organisation\n---\n"},
        {"content/authors/berg.md": "---\nname: Jan van Berg\n---\n"},
        {"content/authors/berg.md": "---\nname: Jan van Berg\nfamily_name: Berg\n---\n"}]),
}
