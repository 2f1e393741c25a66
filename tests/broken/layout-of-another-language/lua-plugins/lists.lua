return {
  name = "lists", api = 1,
  pages = function(site) -- expect: wrong-layout
    return { { url = "/all/", title = "All", layout = "rss.xml", list = site.articles, paginate = 1 } }
  end,
}
