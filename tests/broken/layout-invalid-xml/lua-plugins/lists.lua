local function page(name)
  return { url = "/" .. name, title = "All", layout = name }
end

return { name = "lists", api = 1,
  pages = function()
    return { page "entity.xml", page "open.atom", page "prefix.rss", page "behind.svg", page "latin.opml", page "good.xml" }
  end,
}
