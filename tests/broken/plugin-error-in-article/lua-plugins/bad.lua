return { name = "bad", api = 1,
  article = function(article)
    return { x = article.titel }  -- expect: plugin-error
  end,
}
