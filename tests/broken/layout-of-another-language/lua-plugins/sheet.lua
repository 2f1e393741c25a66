return {
  name = "sheet", api = 1,
  pages = function(site) -- expect: wrong-layout
    return { { url = "/all.csv", title = "All", layout = "home.html", list = site.articles } }
  end,
}
