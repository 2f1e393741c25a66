# SPDX-License-Identifier: MIT
"""What edits write: values for every key of docs/site-yml.md, docs/front-matter.md and docs/comments.md, which a check compares
with these tables. NUMBER is the number of the text, so that no two have one address. ONE and OTHER are ids of texts."""
import re

from suite import ROOT

PICTURES = ("/media/map.png", "{src: /media/map.png, alt: A map, caption: The *map*, credit: Us}", "{src: /media/plan.svg, alt: A plan}")
SETTINGS = {
    "title": ("The Record", "On the *Record*"), "description": ("All of it.", "What is *known*."),
    "base_url": ("https://record.example/sub", "https://other.example"), "language": ("en", "en-GB", "pl"),
    "languages": ("[de]", "[]", "{fr: {title: Actes}, de: {}}", "[fr, nl]", "{de: {title: Akten, description: Alles, "
                  "menu: [{title: Archiv, url: /archive/}], footer: [{title: Wir, url: /about/}]}}"),
    "timezone": ("Europe/London", "UTC", "Asia/Tokyo", "America/New_York"), "date_format": ('"%-d %B %Y"', '"%Y-%m-%d %Z"'),
    "publisher.name": ("The Press", "Record Office"), "publisher.url": ("https://press.example", "https://office.example"),
    "publisher.logo": ("/media/map.png", "/media/plan.svg"), "image": ("/media/map.png", "{src: /media/map.png, alt: A map}"),
    "licence": ("CC BY 4.0", "Our own"), "permalinks.article": ("/:id/", "/:year/:month/:slug/", "/:type/:slug/"),
    "permalinks.aliases": ("/was/:slug/", "[/:section/:slug/, /was/:year/:slug/]"),
    "taxonomies": ("[regions, type, series]", "[regions]", "{regions: {title: Parts, paginate: 2, feed: false}}", "[regions, topics, series]",
                   "{series: {title: Rows, paginate: 1}, regions: , type: {feed: false}}"), "paginate": (1, 2, 3, 6),
    "plugins": ("[author-bio, related-stories, tag-index, own, reader]", "[own, reader, author-bio: {length: 9}]",
                "[tag-index, related-stories: {limit: 2, reasons: false}, reader, own]"),
    "feeds.limit": (1, 3), "feeds.full_text": ("site", "all", "none"), "feeds.aliases": ("[/index.xml]", "[/rss.rss, /de/old.xml, /a.json]"),
    "feeds.authority": ("record.example", '"record.example,2019"'), "search": ("true", "false"),
    "comments.endpoint": ("https://record.example/post", "https://other.example/post"), "comments.email": ("desk@record.example", "a@record.example"),
    "comments.close_after_days": (0, 9, 30), "citations": ("inline", "files", "off"), "links.internal": ("off", "warn"),
    "limits.source_bytes": ("8 MB", "7 MB"), "limits.seconds": (10, 20), "limits.memory_bytes": ("512 MB", "400 MB"),
    "limits.output_bytes": ("64 MB", "32 MB"), "limits.table_columns": (100, 1), "limits.sitemap_urls": (50000, 5),
    "menu": ("[{title: All, url: /archive/}]", "[{title: About, url: /about/}, {title: Home, url: /}]"),
    "footer": ("[{title: About, url: /about/}]", "[{title: Out, url: 'https://press.example'}, {title: Feed, url: /feed.xml}]"),
    "markdown.smart_punctuation": ("true", "false"), "markdown.raw_html": ("pass", "escape"),
    "aliases": ("{/lists/:year/: /archive/:year/, /all/: /archive/}", "{/kinds/:term/: /tags/:term/, /all/: /tags/, /out/: 'https://press.example/'}"),
    "redirects": ("html", "netlify", "[html, apache]", "nginx"), "checks": ("{unread-source: note}", "{broken-link: warning}"),
    "headers": ("netlify", "[apache, nginx]"), "extra_keys": ("[weight]", "[weight, mood]"), "gone": ("[/gone/]", "[/gone/, /was/x/]"),
    "changes.grace_hours": (0, 24), "old_after_years": (0, 1, 3), "leaks.allow": ("north", "[north, south]"), "extra": ("{mark: one}", "{mark: two, list: [1, 2]}"),
}
FACTS = {
    "type": ("briefing", "analysis", "opinion", "report"), "summary": ("Few words.", "A *few* more words."), "toc": ("false", "true"),
    "status": ("archived", "withdrawn\nreason: It was wrong.", "superseded\nreason: It is old.\nstatus_date: 2025-01-05",
               "superseded\nsuperseded_by: ONE"),
    "updated": ("2025-01-09", "2025-02-01"), "noindex": ("true", "false"), "comments": ("false", "true"), "licence": ("CC BY 4.0", "Our own"),
    "changes": ("[{date: 2025-01-08, note: A *new* table}]", "[{date: 2025-01-20, type: correction, note: A figure}, {date: 2025-01-21, "
                "type: minor, note: A comma}]"),
    "key_points": ("[One point, another]", "[One point]"), "image": PICTURES, "number": ("12/2025", "13/2025"),
    "image_alt": ("A map", "A plan"), "image_caption": ("The map", "The plan"), "image_credit": ("Us", "Them"),
    "attachments": ("/media/map.png", "[{file: /media/map.png, title: The map}, /media/plan.svg]", "'https://other.example/a.pdf'", "/data/figures.csv"),
    "series": ("Coast", "{name: Coast, part: 2}", "River"), "slug": ("part-NUMBER", "text-NUMBER"), "permalink": ("/at/NUMBER/", "/text/NUMBER/"),
    "aliases": ("/was/NUMBER/", "[/was/NUMBER/, /before/NUMBER/]"), "related": ("[ONE]", "[ONE, '!OTHER']"), "doi": ("10.1234/aNUMBER",),
    "reviewed": ("2025-01-12", "2025-01-28"), "review_by": ("2025-01-20", "2026-01-01"), "featured": ("true", "false"),
    "guid": ("urn:example:NUMBER",), "layout": ("plain.html", "article.html"), "extra": ("{mark: one}", "{mark: two}"), "weight": (1, 2),
}
ARTICLE_KEYS = set("title date authors tags draft expires lang translation_key reason status_date superseded_by".split())
PAGE_FACTS = {
    "summary": ("Few words.", "More words."), "image": PICTURES, "slug": ("at-NUMBER",), "permalink": ("/page/NUMBER/",),
    "aliases": ("/page-was/NUMBER/",), "draft": ("true", "false"), "expires": ("2025-01-20", "2025-02-01"), "date": ("2025-01-10", "2025-01-25"),
    "updated": ("2025-01-28",), "lang": ("de", "fr"), "translation_key": ("shared",), "layout": ("plain.html", "page.html"), "toc": ("true",),
    "noindex": ("true",), "reviewed": ("2025-01-12", "2025-01-28"), "review_by": ("2025-01-20", "2026-01-01"),
    "extra": ("{mark: one}", "{mark: two}"), "image_alt": ("A map",), "image_caption": ("The map",), "image_credit": ("Us",),
}
AUTHOR_FACTS = {
    "family_name": ("LAST",), "type": ("person", "organisation"), "role": ("Editor", "Analyst"), "affiliation": ("The Press", "Office"),
    "location": ("Oslo", "Rome"), "image": ("/media/map.png", "/media/plan.svg"), "url": ("https://one.example", "https://two.example"),
    "email": ("a@one.example", "b@one.example"), "orcid": ("0000-0002-1825-0097",), "links": ("{Blog: 'https://blog.example'}",),
    "github": ("someone",), "aliases": ("/people/NUMBER/",), "extra": ("{mark: one}", "{mark: two}"),
}
COMMENT_FACTS = {"url": ("https://reader.example",), "email": ("reader@reader.example",), "extra": ("{mark: one}",)}


def as_yaml(settings):
    """site.yml: what has a dot stands in a map."""
    maps = {}
    for key, value in settings.items():
        above, _, name = key.rpartition(".")
        maps.setdefault(above, []).append(f"{name}: {value}")
    return "\n".join([f"{above}: {{{', '.join(inner)}}}" for above, inner in maps.items() if above] + maps[""]) + "\n"


def keys_of(page, heading):
    """The keys of the table below that heading; other spellings of one stand behind it."""
    table = (ROOT / "docs" / page).read_text().split(heading, 1)[1].split("\n## ")[0]
    return re.findall(r"^\| `([\w.]+)`", table, re.M)


def keys_without_edit():
    """Keys that the documentation names and no edit writes; `output` is where the sequences look."""
    tables = (("site-yml.md", "\n## Settings", {"output", *SETTINGS}),
              ("front-matter.md", "\n## Articles and standing pages", {*FACTS, *ARTICLE_KEYS}),
              ("front-matter.md", "\n## Author files", {"name", *AUTHOR_FACTS}),
              ("comments.md", "| key |", {"name", "date", "comment", "reply_to", *COMMENT_FACTS}))
    return [f"{page}: {key}" for page, heading, known in tables for key in keys_of(page, heading) if key not in known]
