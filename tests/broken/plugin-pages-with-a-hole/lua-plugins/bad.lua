return { name = "bad", api = 1,
  pages = function()  -- expect: plugin-error
    local pages = {}
    for i = 0, 2 do pages[i] = { url = "/p" .. i .. "/", title = "P", layout = "404.html" } end
    return pages
  end,
}
