return { name = "bad", api = 1,
  pages = function() -- expect: address-with-prefix
    return { { url = "/records/all/", title = "All", layout = "page.html" }, { url = "/all/", title = "All", layout = "page.html" } }
  end,
}
