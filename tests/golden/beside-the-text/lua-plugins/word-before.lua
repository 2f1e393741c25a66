-- SPDX-License-Identifier: MIT
-- A line above the text of the article that has a number.

return {
  name = "word-before",
  api = 1,
  article = function(article)
    return { before_body = article.number and brief.html.p("Read first, and & last") }
  end,
}
