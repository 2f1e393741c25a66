-- Pages for terms of two articles and more, and no index of them.
return {
  name = "wide-terms", api = 1,
  pages = function(site)
    local pages = {}
    for _, term in ipairs(site.taxonomies[1].terms) do
      if #term.articles > 1 and term.slug ~= "power" then
        pages[#pages + 1] = { url = term.address, title = term.title, layout = "term.html", subject = term, list = term.articles }
      end
    end
    return pages
  end,
}
