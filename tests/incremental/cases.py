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
TITLE = {"content/articles/p2.md": article(2, more="authors: [berg]\n").replace("title: Piece", "title: Renamed piece")}
AGAIN = {"content/articles/p2.md": article(2, more="authors: [berg]\n").replace("title: Piece", "title: Named again, piece")}
NAMED = {"content/articles/p4.md": article(4, more="authors: [berg]\n").replace("title: Piece", "title: Renamed piece")}
NAMED_AGAIN = {"content/articles/p4.md": article(4, more="authors: [berg]\n").replace("title: Piece", "title: Named again, piece")}
# Of the fourth piece the second is a German version, a Dutch one, another text.
ANOTHER_VERSION = {f"content/articles/p{number}.md": article(number, more=f"translation_key: pair\nlang: {lang}\n")
                   for number, lang in ((2, "de"), (4, "en"))}
ANOTHER_LANGUAGE = {"content/articles/p4.md": article(4, more="translation_key: pair\nlang: nl\n")}
NO_VERSION = {"content/articles/p2.md": article(2, more="lang: de\n")}
# So many that not all stand beside the renamed one.
MORE = {f"content/articles/p{number}.md": article(number, more="authors: [berg]\n") for number in range(5, 9)}


def shown(lua, more=""):
    """A plugin whose hook shows under every article what `lua` makes of the site."""
    return {**MORE, "lua-plugins/own.lua": plugin(
        f"prepare = function(site) kept = site end, {more} article = function(article, site) "
        f"return {{ after_body = brief.html.p{{ {lua} }} }} end").replace("return {", "local titles, modules, count = {}, nil, 0\n"
        + HELPERS + "return {", 1)}


# What plugins keep between calls in one way or another; site.articles[5] is what the edits rename.
HELPERS = """
local function first_seen(article)
  titles[article] = titles[article] or article.title
  return titles[article]
end
local function counter() local seen return function(article) seen = seen or article.title return seen end end
local seen_once = counter()
local title_of = brief.memoize(function(article, before) return (before or "") .. article.title end)
local outer = brief.memoize(function(site) return title_of(site.articles[5], "outer ") end)
local near = brief.memoize(function(article) return #kept:related(article, { limit = 9 }) end)
local failing = brief.memoize(function(article) if article.title:find("Named again") then error("no") end return "fine" end)
local function in_english(site)
  local ids = {}
  for number, article in brief.in_language(site.articles, "en") do ids[number < 5 and #ids + 1 or 9] = article.id end
  return brief.join(ids, " ")
end
local late = brief.memoize(function(article) return tostring(article.fields and article.fields.mark) end)
"""


def printed(layout):
    return {"layouts/404.html": layout}


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"></svg>'
WARNING = 'warning = function() brief.warn("here") return "" end'

def related(weights):
    """A hook that shows what is related to its own article."""
    return {"lua-plugins/own.lua": plugin("article = function(article, site) local ids = {} "
                                          f"for i, found in ipairs(site:related(article, {weights})) do ids[i] = found.article.id end "
                                          "return { after_body = brief.html.p{ table.concat(ids, ' ') } } end")}


def lone(number, date, more="", body=""):
    """An article that shares no word with any other."""
    return f"---\ntitle: Zq{number}a\ndate: {date}\nsummary: S{number}s.\n{more}---\nUnik{number}b.\n{body}\n"


def lone_ones(numbers, month):
    return {f"content/articles/p{number}.md": lone(number, f"{month}-{number:02d}") for number in numbers}


BERG = "authors: [berg]\n"
# After these, times of files tell whether anything changed, and the edit leaves alone what shows the time.
RESTED = {"content/articles/p4.md": article(4, "Other words."), "rest": True}
# name → (what the archive has besides, edits one after the other); "at" is the time to build for; None takes a file away.
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
        "layouts/404.html": "Nothing is here. {{ warning() }}{% if site.articles[2].words > 3 %}{% for article in site.articles %}"
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
    "hooks show terms that stand beside one": ({
        **{f"content/articles/p{number}.md": article(number, more="tags: [a, b]\n") for number in range(1, 5)},
        "lua-plugins/own.lua": plugin("""article = function(article, site)
          local shown = site:term("tags", "a"):related()
          for i, term in ipairs(shown) do shown[i] = term.name .. #term.articles end
          return { after_body = brief.html.p{ table.concat(shown, " ") } }
        end"""),
    }, [{"content/articles/p2.md": article(2, more="tags: [a, b, c]\n")}, {"content/articles/p3.md": article(3, more="tags: [a, b, c]\n")},
        {"content/articles/p4.md": article(4, more="tags: [b]\n")}, {"content/articles/p9.md": article(9, more="tags: [c]\n")}]),
    "with one article more an answer must score more": (
        related("{}") | lone_ones(range(4, 16), "2024-01")
        | {f"content/articles/p{number}.md": lone(number, "2025-03-01", BERG) for number in range(1, 4)},
        [{"content/articles/p16.md": lone(16, "2024-01-01")}]),
    "what was too far away in time comes near": (
        related("{ minimum = 0.325 }") | lone_ones(range(4, 9), "2014-01") | lone_ones(range(9, 17), "2025-03")
        | {"content/articles/p1.md": lone(1, "2025-03-20", BERG), "content/articles/p2.md": lone(2, "2015-01-02", BERG),
           "content/articles/p3.md": lone(3, "2015-01-03")},
        [{"content/articles/p2.md": lone(2, "2025-03-01", BERG)}]),
    "what is linked to stands again": (
        related("{}") | lone_ones(range(1, 5), "2024-01") | {
            "content/articles/p1.md": lone(1, "2024-01-01", body="[It](p3.md)"),
            "content/articles/p3.md": lone(3, "2024-01-03", "status: withdrawn\n")},
        [lone_ones([3], "2024-01")]),
    "a shortcode and a hook share what a data file says": ({
        "lua-plugins/own.lua": plugin("shortcodes = { flag = function() return kept('a') end }, article = function(article) "
                                      "return { after_body = brief.html.p{ kept('a') } } end")
        .replace("local kept", "local kept = brief.memoize(function(key) return brief.read_data('flags')[key] end)"),
        "content/articles/p1.md": article(1, "{{ flag() }}"), "content/data/flags.yml": "a: one\n",
    }, [{"content/data/flags.yml": "a: two\n"}]),
    "a file of a plugin reads data as it is loaded": ({
        "lua-plugins/own.lua": plugin("article = function(article) return { after_body = brief.html.p{ kept.a } } end")
        .replace("local kept", "local kept = brief.read_data('flags')"), "content/data/flags.yml": "a: one\n",
    }, [{"content/data/flags.yml": "a: two\n"}]),
    "a shortcode and a layout show a table": ({
        "lua-plugins/own.lua": plugin("shortcodes = { sum = function() return brief.read_data('t/sums.csv')[1].sum end }"),
        "content/articles/p1.md": article(1, "{{ sum() }}"), "content/data/t/sums.csv": "year,sum\n2025,1\n",
        "layouts/author.html": "{% for row in site.data.t.sums %}{{ row.year }} {% endfor %}",
    }, [{"content/data/t/sums.csv": "year,sum\n2025,2\n"}, {"content/data/t/sums.csv": "year,sum\n2025,2\n2026,3\n"}]),
    "a page of a plugin gets a feed": ({
        "lua-plugins/own.lua": plugin("pages = function(site) return { { url = '/list/', title = 'List', layout = 'list.html', "
                                      "list = site.articles, feed = site.data.flags.feed } } end"),
        "layouts/list.html": "{{ page.has_feed }}", "content/data/flags.yml": "feed: false\n",
    }, [{"content/data/flags.yml": "feed: true\n"}]),
    "hooks show a title": (shown("site.articles[5].title"), [NAMED, NAMED_AGAIN]),
    "hooks keep titles by id": (shown("first_seen(site.articles[5])"), [NAMED, NAMED_AGAIN]),
    "a closure keeps a title": (shown("seen_once(site.articles[5])"), [NAMED, NAMED_AGAIN]),
    "prepare keeps titles": ({**MORE, "lua-plugins/own.lua": plugin(
        "prepare = function(site) kept = {} for i, each in ipairs(site.articles) do kept[i] = each.title end end, "
        "article = function() return { after_body = brief.html.p{ kept[5] } } end")}, [NAMED, NAMED_AGAIN]),
    "prepare keeps a fraction": ({**MORE, "lua-plugins/own.lua": plugin(
        "prepare = function(site) kept = 1 + #site.articles[5].title * 2.0^-50 end, "
        "article = function() return { after_body = brief.html.p{ math.tointeger((kept - 1) * 2.0^50) } } end")}, [NAMED, NAMED_AGAIN]),
    "prepare keeps a list": ({**MORE, "lua-plugins/own.lua": plugin(
        "prepare = function(site) kept = site.articles end, "
        "article = function() return { after_body = brief.html.p{ kept[5].title, #kept } } end")},
        [NAMED, {"content/articles/p9.md": article(9)}]),
    "a module keeps titles": ({
        **MORE,
        "lua-plugins/own.lua": 'local title = require("lib.names")\n' + plugin(
            "article = function(article, site) return { after_body = brief.html.p{ title(site.articles[5]) } } end"),
        "lua-plugins/lib/names.lua": "local seen = {}\nreturn function(a) seen[a] = seen[a] or a.title return seen[a] end\n",
    }, [NAMED, NAMED_AGAIN]),
    "hooks show a memoized title": (shown("title_of(site.articles[5])"), [NAMED, NAMED_AGAIN]),
    "one memoized function calls another": (shown("outer(site), title_of(site.articles[5], 'outer ')"), [NAMED, NAMED_AGAIN]),
    "a memoized function asks what is related": (shown("near(article)"), [WORDS, NAMED, FEWER]),
    "a memoized function fails": (shown("tostring(pcall(failing, site.articles[5]))"), [NAMED, NAMED_AGAIN, NAMED]),
    "a memoized function looks at what hooks make": (
        shown("late(site.articles[5])", "functions = { late = function(a) return late(a) end },")
        | printed("{{ late(site.articles[5]) }}"), [WORDS, FEWER]),
    "a function shows a title": ({
        "lua-plugins/own.lua": plugin("functions = { third = function(site) return site.articles[3].title end }"),
        "layouts/404.html": "{{ third(site) }}"}, [TITLE, AGAIN]),
    "a function keeps a title": ({
        "lua-plugins/own.lua": plugin("functions = { third = function(site) kept = kept or site.articles[3].title return kept end }"),
        "layouts/404.html": "{{ third(site) }}"}, [TITLE, AGAIN]),
    "last words show a title": ({
        "lua-plugins/own.lua": plugin("prepare = function(site) kept = site end, "
                                      "html = function(html) return html .. kept.articles[3].title end")}, [TITLE, AGAIN]),
    "a filter is given a list": ({
        "lua-plugins/own.lua": plugin("filters = { names = function(list) return brief.join(list, ' ') end }"),
        "layouts/404.html": "{{ site.articles|names }}"}, [TITLE, AGAIN]),
    "a page prints an article": (printed("{{ site.articles[2] }}"), [TITLE, AGAIN]),
    "a page joins articles": (printed("{{ site.articles|join(' ') }}"), [TITLE, AGAIN]),
    "a page writes articles as JSON": (printed("{{ {'a': [site.articles[2]]}|json }}"), [TITLE, AGAIN]),
    "a page sorts articles": (printed("{{ (site.articles|sort|first).url }} {{ (site.articles|max).url }}"), [TITLE, AGAIN]),
    "a page changes what it prints": (
        printed("{{ site.articles|map('upper')|join(' ') }} {{ site.articles[2]|truncate(9) }}"), [TITLE, AGAIN]),
    "a page compares an article with a text": (
        printed("{{ site.articles[2] == 'Piece 2' }} {{ 'Renamed piece 2' in site.articles }} {{ site.articles[2] < 'Q' }} "
                "{{ site.articles|select('eq', 'Renamed piece 2')|length }} {{ site.articles[2] is eq('Piece 2') }}"), [TITLE, AGAIN]),
    "a page looks for an article among texts": (printed("{{ site.articles[2] in ['Renamed piece 2'] }} {{ site.articles[2] not in ['Piece 2', 'x'] }}"),
        [TITLE, AGAIN]),
    "a page compares lists": (printed("{{ [site.articles[2]] == ['Renamed piece 2'] }}"), [TITLE, AGAIN]),
    "a page compares maps": (printed("{{ {'a': site.articles[2]} == {'a': 'Renamed piece 2'} }}"), [TITLE, AGAIN]),
    "a page asks which title comes first": (printed("{{ site.articles[2] < site.articles[0] }} {{ site.articles[2] >= site.articles[1] }}"),
        [TITLE, {"content/articles/p2.md": article(2).replace("title: Piece", "title: Another piece")}]),
    "a test is given an article": (printed("{{ ['Renamed piece 2']|select('eq', site.articles[2])|length }} "
                                           "{{ ['Renamed piece 2']|reject('in', [site.articles[2]])|length }}"), [TITLE, AGAIN]),
    "a page looks where a title is an article": (
        printed("{{ [{'a': 'Renamed piece 2'}]|where('a', site.articles[2])|length }}"), [TITLE, AGAIN]),
    "lists of articles are told apart": (printed("{{ [[site.articles[2]], ['Renamed piece 2']]|unique|length }}"), [TITLE, AGAIN]),
    "a loop asks whether an article is another": (
        printed("{% for x in [site.articles[2], 'Renamed piece 2'] %}{{ loop.changed(x) }} {% endfor %}"), [TITLE, AGAIN]),
    "hooks write an article as JSON": (shown("brief.json(site.articles[5]), brief.json({ a = { site.articles[5] } })"), [NAMED, NAMED_AGAIN]),
    "hooks list one version of each text": (shown("in_english(site)"), [ANOTHER_VERSION, ANOTHER_LANGUAGE, NO_VERSION]),
    "a memoized function writes JSON": (
        {**MORE, "lua-plugins/own.lua": plugin("article = function(article, site) return { after_body = brief.html.p{ kept(site) } } end")
            .replace("local kept", "local kept = brief.memoize(function(site) return brief.json(site.articles) end)")}, [NAMED, NAMED_AGAIN]),
    "prepare writes articles as JSON": ({**MORE, "lua-plugins/own.lua": plugin(
        "prepare = function(site) kept = brief.json(site.articles) end, "
        "article = function() return { after_body = brief.html.p{ kept } } end")}, [NAMED, NAMED_AGAIN]),
    "hooks go on where a walk over words stood": ({"lua-plugins/own.lua": plugin(
        "article = function(article) return { after_body = brief.html.p{ kept() or 'none', article.title } } end")
        .replace("local kept", "local kept = string.gmatch('a b c d e f g h', '%a')")}, [TITLE, AGAIN]),
    "a page puts a title behind a text": (printed("{{ 'See ' ~ site.articles[2] }}"), [TITLE, AGAIN]),
    "a page groups by an article": (printed("{% for group in site.articles|selectattr('next')|groupby('next') %}"
                                            "{{ group.grouper }} {% endfor %}"), [TITLE, AGAIN]),
    "a citation follows its author": ({}, [
        {"content/authors/berg.md": "---\nname: Berg\ntype: organisation\n---\n"},
        {"content/authors/berg.md": "---\nname: Jan van Berg\n---\n"},
        {"content/authors/berg.md": "---\nname: Jan van Berg\nfamily_name: Berg\n---\n"}]),
    "one of two pictures changes": ({**{f"content/articles/p{number}.md": article(number, f"![A map](/{number}.svg)") for number in (1, 2)},
                                     **{f"content/{number}.svg": DRAWING.format(number) for number in (1, 2)}}, [
        {"content/2.svg": DRAWING.format(30), "rest": True}, {"content/1.svg": DRAWING.format(40), "rest": True}]),
    "a file stands where layouts would": ({}, [{"rest": True}, {"layouts": "x", "rest": True}, {"layouts": None}]),
}
