-- Uses every hook once, so that the output shows what each can do.
local html = brief.html
local seen = {}

return {
  name = "all-hooks", api = 1,
  options = { greeting = { type = "string", default = "Hello", help = "said before the title" } },

  prepare = function(site)
    for _, article in ipairs(site.articles) do
      seen[#seen + 1] = article.title
    end
  end,

  pages = function(site, options)
    return {
      { url = "/all/", title = "All of it, & more", layout = "plain.html", data = { titles = seen }, list = site.articles, paginate = 2 },
      { url = "/aside/", title = "Aside", layout = "plain.html", data = { titles = seen }, list = {}, noindex = true },
    }
  end,

  article = function(article, site, options)
    return {
      greeting = options.greeting .. ", " .. article.title,
      reference = { article.citation.csl },
      after_body = html.p{ class = "count", "one of ", #seen, " & more" },
    }
  end,

  html = function(text, page)
    if page.kind == "article" then
      return (text:gsub("</title>", " (" .. page.url .. ")</title>"))
    end
  end,

  filters = { shout = function(text, mark) return text:upper() .. (mark or "!") end },
  functions = { newest = function() return brief.safe("<b>" .. brief.escape(seen[1]) .. "</b>") end },
  shortcodes = {
    box = function(arguments) return html.div{ class = "box", arguments.text, " ", arguments.n + 1 } end,
    events = function()
      local items = {}
      for i, event in ipairs(brief.read_data("events")) do
        items[i] = html.li{ brief.date(event.day):format("%d %B"), ": ", event.title }
      end
      return html.ul(items)
    end,
  },
}
