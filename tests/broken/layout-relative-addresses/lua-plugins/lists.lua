return { name = "lists", api = 1,
  pages = function()
    return { { url = "/news.rss", title = "News", layout = "news.rss" }, { url = "/list.xml", title = "List", layout = "list.xml" } }
  end,
}
