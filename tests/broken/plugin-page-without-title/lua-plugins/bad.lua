return { name = "bad", api = 1,
  pages = function() -- expect: plugin-error
    return { { url = "/all/", title = "", layout = "page.html" } }
  end,
}
