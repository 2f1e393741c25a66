return { name = "bad", api = 1,
  html = function(html)
    return html .. nil  -- expect: plugin-error
  end,
}
