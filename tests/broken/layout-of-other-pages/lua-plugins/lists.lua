return {
  name = "lists", api = 1,
  pages = function() -- expect: wrong-layout
    return { { url = "/all/", title = "All", layout = "home.html" } }
  end,
}
