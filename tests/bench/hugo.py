# SPDX-License-Identifier: MIT
"""The same archive as a Hugo site: hugo.py SITE FOLDER.

Articles, authors and tags are those of generate.py. The theme is as small as it can be with the same kinds of pages: an
article with byline, biographies, tags and five related stories, lists in parts, a page and feed per author and per tag, a
sitemap. Links between sources stay as they are written.
"""
import shutil
import sys
from pathlib import Path

SETTINGS = """baseURL: https://bench.example/
title: Bench
paginate: 20
taxonomies: {author: authors, tag: tags}
permalinks: {articles: /:year/:slug/}
outputs: {home: [HTML, RSS], section: [HTML, RSS], taxonomy: [HTML], term: [HTML, RSS]}
related:
  threshold: 1
  includeNewer: true
  indices: [{name: tags, weight: 100}, {name: authors, weight: 40}]
"""

FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
<style>CHROME</style></head>
<body><header><a href="/">{{ .Site.Title }}</a></header><main>{{ block "main" . }}{{ end }}</main><footer>Bench</footer></body></html>
"""

ARTICLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}<time>{{ .Date.Format "2006-01-02" }}</time></p>
{{ .Content }}
{{ range .GetTerms "authors" }}<section><h2>{{ .Title }}</h2><p>{{ .Params.role }}</p>{{ .Content }}</section>{{ end }}
<ul>{{ range first 5 (.Site.RegularPages.Related .) }}<li><time>{{ .Date.Format "2006-01-02" }}</time> <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>{{ end }}
"""

LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
{{ $pages := .Paginate .Pages }}{{ range $pages.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<time>{{ .Date.Format "2006-01-02" }}</time><p>{{ .Summary }}</p></article>{{ end }}{{ template "_internal/pagination.html" . }}{{ end }}
"""


def make(site, folder):
    site, folder = Path(site), Path(folder)
    shutil.copytree(site / "content" / "articles", folder / "content" / "articles")
    for author in (site / "content" / "authors").glob("*.md"):
        term = folder / "content" / "authors" / author.stem
        term.mkdir(parents=True)
        (term / "_index.md").write_text(author.read_text().replace("name: ", "title: ", 1))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "config.yaml").write_text(SETTINGS)
    (layouts / "baseof.html").write_text(FRAME.replace("CHROME", "p { margin: 0 }\n" * 230))
    (layouts / "single.html").write_text(ARTICLE)
    (layouts / "list.html").write_text(LIST)


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
