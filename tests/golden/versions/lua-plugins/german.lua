-- SPDX-License-Identifier: MIT
-- The list of what is in German, as docs/layouts.md has it.
return {
  name = "german", api = 1,
  pages = function(site)
    local list = {}
    for _, article in ipairs(site.articles) do
      if article.lang == "de" then list[#list + 1] = article end
    end
    return { { url = "/de/", title = "Auf Deutsch", lang = "de", layout = "home.html", list = list, paginate = 10, feed = true } }
  end,
}
