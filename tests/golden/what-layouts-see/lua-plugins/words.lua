return { name = "words", api = 1,
  pages = function(site)
    local water = site:term("tags", "water")
    return {
      { url = "/all-of-water/", title = "Water", layout = "page.html", subject = water },
      { url = "/aside/", title = "Water", layout = "page.html", subject = water, noindex = true },
    }
  end,
  functions = { words = function(things)
    local all = {}
    for i, thing in ipairs(things) do all[i] = tostring(thing) end
    return table.concat(all, ", ")
  end },
}
