-- A glossary of short forms: explains each at its first use in an article, and lists them all on a page.

local uses = {} -- short form → the articles that use it, newest first

-- Inside these nothing is marked.
local closed = { a = true, abbr = true, code = true, pre = true, h2 = true, h3 = true, h4 = true }

-- Marks the first use of each short form in the text that follows <div class="body" …>, up to the end of that element.
local function mark(body, meanings)
  local seen, depth, inside = {}, 1, 0

  local function explain(word)
    local meaning = meanings[word]
    if not meaning or seen[word] then return word end
    seen[word] = true
    return tostring(brief.html.abbr{ title = meaning, word })
  end

  return (body:gsub("([^<]*)(<(/?)(%w+)[^>]*>)", function(words, tag, slash, name)
    if depth > 0 and inside == 0 then words = words:gsub("%w+", explain) end
    local step = slash == "/" and -1 or 1
    if closed[name] then inside = inside + step end
    if name == "div" then depth = depth + step end
    return words .. tag
  end))
end

return {
  name = "glossary", api = 1,
  description = "explains short forms at their first use and lists them on a page",
  options = {
    title = { type = "string", default = "Glossary", help = "title of the page" },
    url = { type = "string", default = "/glossary/", help = "address of the page" },
  },

  prepare = function(site, options)
    local meanings = brief.read_data("glossary.yml")
    for _, article in ipairs(site.articles) do
      local seen = {}
      for word in article.plain:gmatch("%w+") do
        if meanings[word] and not seen[word] then
          seen[word], uses[word] = true, uses[word] or {}
          table.insert(uses[word], article)
        end
      end
    end
    for short in pairs(meanings) do
      if not uses[short] then brief.warn("no article uses '" .. short .. "' of the glossary") end
    end
  end,

  pages = function(site, options)
    local entries = {}
    for short, long in pairs(brief.read_data("glossary.yml")) do
      entries[#entries + 1] = { short = short, long = long, articles = uses[short] or {} }
    end
    table.sort(entries, function(a, b) return brief.sort_key(a.short) < brief.sort_key(b.short) end)
    return { { url = options.url, title = options.title, layout = "glossary.html", data = { entries = entries } } }
  end,

  html = function(html, page, options)
    if page.kind ~= "article" then return nil end
    local _, start = html:find('<div class="body"[^>]*>')
    if not start then return nil end
    return html:sub(1, start) .. mark(html:sub(start + 1), brief.read_data("glossary.yml"))
  end,
}
