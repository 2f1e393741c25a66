return { name = "bad", api = 1,
  pages = function(site)  -- expect: unusable-address
    return {
      { url = "/all.xml", title = "All", layout = "all.xml", list = site.articles },
      { url = "/parts.xml", title = "In parts", layout = "all.xml", list = site.articles, paginate = 1 },
    }
  end,
}
