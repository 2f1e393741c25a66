return { name = "bad", api = 1,
  pages = function() -- expect: plugin-error
    return { { url = "/all/", title = "All", layout = "page.html", feed = true } }
  end,
}
