return { name = "lists", api = 1,
  pages = function(site)
    return { { url = "/all.json", title = "All", layout = "all.json", list = site.articles },
      { url = "/good.json", title = "Good", layout = "good.json", list = site.articles } }
  end,
}
