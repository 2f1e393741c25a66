return { name = "length", api = 1,
  html = function(html, page)
    if page.content then return html .. #tostring(page.content) .. "\n" end
  end,
}
