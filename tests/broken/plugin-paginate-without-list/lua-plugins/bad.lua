return { name = "bad", api = 1,
  pages = function() -- expect: plugin-error
    return { { url = "/some/", title = "Some", layout = "page.html", paginate = 0 },
      { url = "/all/", title = "All", layout = "page.html", paginate = 20 } }
  end,
}
