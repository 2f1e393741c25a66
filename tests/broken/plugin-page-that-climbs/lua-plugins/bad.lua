return { name = "bad", api = 1,
  pages = function()  -- expect: unusable-address
    return { { url = "/../x/", title = "X", layout = "page.html" } }
  end,
}
