return { name = "bad", api = 1,
  pages = function() -- expect: unknown-layout
    return { { url = "/all/", title = "All", layout = "nowhere.html" } }
  end,
}
