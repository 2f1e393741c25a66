return { name = "bad", api = 1,
  html = function(html, page) -- expect: plugin-error
    if page.kind == "404" then return (html:find("body")) end
  end,
}
