-- SPDX-License-Identifier: MIT
-- Other articles on the matter, each with its date and the reason why it is there. The comparing is brief's own work
-- (site:related); this file decides what counts how much and how it is shown.

local html, t = brief.html, brief.t

-- Withdrawn and superseded articles are never recommended, not even when they are pinned.
local function stands(article)
  return article.status.kind ~= "withdrawn" and article.status.kind ~= "superseded"
end

-- What to say for each ground that site:related names; nil says nothing.
local say = {
  terms = function(found, lang)
    return t("Shares", lang) .. t(": ", lang) .. brief.join(found.shared, t(", ", lang), 3, "title")
  end,
  words = function(found, lang, holds)
    return not holds.terms and t("Both on", lang) .. t(": ", lang) .. brief.join(found.words, t(", ", lang), 3) or nil
  end,
  authors = function(_, lang) return t("same author", lang) end,
  series = function(_, lang) return t("same series", lang) end,
  links = function(found, lang)
    return t(found.link == "from" and "links to this article" or "linked in this article", lang)
  end,
}

-- The grounds that may be named, in this order.
local grounds = { "terms", "words", "series", "links", "authors" }

-- "Shares: 5G, procurement · same author": at most three grounds.
local function reason(found, lang)
  local holds, text, count = {}, "", 0
  for _, ground in ipairs(found.reasons) do holds[ground] = true end
  for i = 1, #grounds do
    local ground = grounds[i]
    local words = count < 3 and holds[ground] and say[ground](found, lang, holds)
    if words then text, count = count == 0 and words or text .. "\u{a0}· " .. words, count + 1 end
  end
  return text
end

-- A text is left out in all of its languages.
local function leave_out(list, text)
  list[#list + 1] = text
  for _, version in ipairs(text.translations) do list[#list + 1] = version end
end

-- The stories for one article: { article, date, reason }, pins first.
local function stories(article, site, options)
  local list, lang, limit, has_reasons = {}, article.lang, options.limit, options.reasons
  local question = brief.copy(options.weights)
  local exclude = {}
  leave_out(exclude, article)
  for _, other in ipairs(article.related_exclusions) do leave_out(exclude, other) end
  for _, pin in ipairs(article.related) do
    leave_out(exclude, pin)
    if stands(pin) and #list < limit then
      list[#list + 1] = { article = pin, date = pin.date, reason = t("Chosen by the editors", lang) }
    end
  end
  question.exclude = exclude
  question.limit = math.max(limit - #list, 0)
  for _, found in ipairs(site:related(article, question)) do
    local other = found.article
    list[#list + 1] = { article = other, date = other.date, reason = has_reasons and reason(found, lang) or "" }
  end
  return list
end

-- Date and link of a story are the same wherever it stands.
local dated_link = brief.memoize(function(article, lang)
  return html(
    html.time{ datetime = article.date.iso, article.date:format(nil, lang) }, " ",
    html.a{ href = article.url, lang = article.lang ~= lang and article.lang, article.html_title }, " "
  )
end)

-- A heading and the stories below it, whose list becomes that of the lines; nothing for an empty one.
local function part(heading, list, lang)
  if #list == 0 then return false end
  for i, story in ipairs(list) do
    local link = dated_link(story.article, lang)
    list[i] = html.li{ link, story.reason ~= "" and html.span{ class = "note", story.reason } }
  end
  return html(heading and html.h3(heading), html.ul{ class = "lines", list })
end

-- Of two of one moment the one that stands below in lists is the earlier, so that no two call each other later.
local function is_earlier(a, b) return a.date < b.date or (a.date <= b.date and a.article.id > b.article.id) end
local function is_later(a, b) return is_earlier(b, a) end

-- Later ones in the order in which things went on, earlier ones back in time.
local function divided(list, article)
  local earlier, later, lang, own = {}, {}, article.lang, { article = article, date = article.date }
  for _, story in ipairs(list) do
    local side = is_earlier(story, own) and earlier or later
    side[#side + 1] = story
  end
  table.sort(earlier, is_later)
  table.sort(later, is_earlier)
  return html(part(t("Later developments", lang), later, lang), part(t("Earlier developments", lang), earlier, lang))
end

return {
  name = "related-stories", api = 1,
  description = "other articles on the matter, with the reason",
  options = {
    heading = { type = "string", help = "words above the list, in place of \"Related\"" },
    limit = { type = "integer", default = 5, max = 1000, help = "at most so many stories" },
    split = { type = "boolean", default = true, help = "divide them into earlier and later developments" },
    reasons = { type = "boolean", default = true, help = "say why each story is there" },
    weights = { type = "map", default = {}, min = 0, max = 1000,
      keys = { terms = "number", text = "number", authors = "number", series = "number", links = "number",
        nearness = "number", minimum = "number" },
      help = "what counts how much: terms, text, authors, series, links, nearness, minimum" },
  },

  article = function(article, site, options)
    local list = stories(article, site, options)
    if #list == 0 then return nil end
    local articles = {}
    for i, story in ipairs(list) do articles[i] = story.article end
    return {
      related = articles,
      after_body = html.section{
        class = "related-stories", aria_labelledby = "related-title",
        html.h2{ id = "related-title", options.heading ~= "" and options.heading or t("Related", article.lang) },
        options.split and divided(list, article) or part(nil, list, article.lang),
      },
    }
  end,
}
