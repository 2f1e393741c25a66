local kept = {}
return {
  name = "values", api = 1,
  prepare = function(site)
    kept.data, kept.levels, kept.articles, kept.share = site.data.gauge, site.data.gauge.levels, site.articles, site.extra.share
  end,
  pages = function(site)
    local first = site.articles[2]
    return { { url = "/values/", title = "Values", layout = "values.html", noindex = true, data = {
      map = kept.data, list = kept.levels, float = kept.share, integer = -1, boolean = false, nested = { { { 1 } } },
      date = first.date, markup = first.html_title, marked = first.key_points, written = brief.markdown("He said \"*no*\" -- twice"), article = first, articles = kept.articles } } }
  end,
  article = function(article)
    return { level = article.extra.level, marks = article.extra.marks, day = article.date, tags = article.tags, marked = article.key_points }
  end,
  functions = { same = function(value) return value end, twice = function(value) return { value, value } end },
}
