return { name = "bad", api = 1,
  html = function(html, page) -- expect: plugin-error
    if page.kind == "404" then return html:match("no such words") or "" end
  end,
}
