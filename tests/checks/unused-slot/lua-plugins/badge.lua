return { name = "badge", api = 1,
  article = function(article)
    local words = brief.html.p{ article.words }
    local made = { after_body = words, beside = words, counted = words, shown = words }
    made.margin_note = words -- expect: unused-slot
    return made
  end,
  functions = { counted = function(article) return article.fields.counted end },
}
