-- SPDX-License-Identifier: MIT
-- The index of every taxonomy from A to Z, and a page, in as many parts as it needs, for every term. The pages use the
-- layouts taxonomy.html and term.html; what this file works out for them is in page.data.

local function anchor_of(letter)
  if letter == "0–9" then return "letter-0" end
  return letter:match("^%a+$") and "letter-" .. letter:lower() or ("letter-%x"):format(utf8.codepoint(letter))
end

-- Other names of a term, as content/data/<taxonomy>.yml declares them; brief says where that is no list.
local function synonyms(site, taxonomy, term)
  local is_list, names = pcall(function() return brief.copy(site.data[taxonomy.name][term.slug].same_as) end)
  return is_list and names or {}
end

-- The lines of an index: every term, and every other name with the term that it leads to.
local function entries_of(site, taxonomy, options)
  local entries = {}
  local function add(title, term, is_synonym)
    entries[#entries + 1] = { title = title, term = term, is_synonym = is_synonym, key = brief.sort_key(title) }
  end
  for _, term in ipairs(taxonomy.terms) do
    if #term.articles >= options.least then
      add(term.title, term, false)
      for _, other in ipairs(options.synonyms and synonyms(site, taxonomy, term) or {}) do
        local is_name = type(other) == "string" and brief.slug(other) ~= ""
        if is_name and brief.fold(other) ~= brief.fold(term.title) then add(other, term, true) end
      end
    end
  end
  table.sort(entries, function(a, b) return a.key < b.key end)
  return entries
end

-- Entries under their letters: { { letter, anchor, entries } }. Figures and signs share one place.
local function letters_of(entries)
  local letters, by_letter = {}, {}
  for _, entry in ipairs(entries) do
    local letter = brief.index_letter(entry.title)
    if letter == "" then letter = "0–9" end
    local group = by_letter[letter]
    if not group then
      group = { letter = letter, anchor = anchor_of(letter), entries = {} }
      by_letter[letter], letters[#letters + 1] = group, group
    end
    entry.key = nil
    group.entries[#group.entries + 1] = entry
  end
  return letters
end

local function index_page(site, taxonomy, options)
  return {
    url = taxonomy.address, title = brief.t(taxonomy.title), layout = "taxonomy.html", subject = taxonomy,
    data = { letters = letters_of(entries_of(site, taxonomy, options)) },
  }
end

local function term_page(taxonomy, term, options)
  -- A series is read from its first part on; its feed tells of the newest.
  local parts = term.series and #term.narrower == 0 and term.series.articles
  return {
    url = term.address, title = term.title, layout = "term.html", subject = term, description = term.description_plain,
    list = parts or term.articles, paginate = taxonomy.paginate,
    feed = taxonomy.has_feed and term.articles,
    data = { related = term:related(math.max(options.related, 0)) },
  }
end

return {
  name = "tag-index", api = 1,
  description = "an index from A to Z of every taxonomy, and a page for every term",
  options = {
    least = { type = "integer", default = 1, help = "terms of fewer articles are not in the index; their pages are" },
    synonyms = { type = "boolean", default = true, help = "list the names under `same_as` too, leading to their term" },
    related = { type = "integer", default = 6, help = "how many related terms a term's page names" },
  },

  pages = function(site, options)
    local pages = {}
    for _, taxonomy in ipairs(site.taxonomies) do
      if #taxonomy.terms > 0 then
        pages[#pages + 1] = index_page(site, taxonomy, options)
      end
      for _, term in ipairs(taxonomy.terms) do
        pages[#pages + 1] = term_page(taxonomy, term, options)
      end
    end
    return pages
  end,
}
