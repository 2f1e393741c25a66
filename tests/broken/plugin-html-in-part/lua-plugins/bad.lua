return { name = "bad", api = 1,
  html = function(html) -- expect: plugin-error
    return html:match("<main.*</main>")
  end,
}
