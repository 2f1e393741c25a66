-- Words in a shortcode, which is called while the site is put together.
return {
  name = "words", api = 1,
  shortcodes = {
    word = function(arguments, article)
      local lang = article.lang
      return brief.html.p{ brief.t("Updated", lang), " ", article.date:format(nil, lang), ", ",
        brief.t("%d articles", lang, 1), ", ", brief.t("%d articles", lang, 3) }
    end,
  },
}
