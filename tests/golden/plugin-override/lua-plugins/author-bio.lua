-- SPDX-License-Identifier: MIT
-- Who wrote it: a box for each author below the text, with portrait, biography, links and other articles.

local html, t, site_lang = brief.html, brief.t, nil

-- What an author's file says is in the site's language, which need not be the article's.
local function own(element, lang, class, words)
  return element{ class = class, lang = lang ~= site_lang and site_lang, dir = lang ~= site_lang and "auto", words }
end

-- Role and affiliation, as far as they are known: "Senior analyst, The Brief Archive".
local function position(author, lang)
  local both = author.role and author.affiliation and author.role .. t(", ") .. author.affiliation
  local words = both or author.role or author.affiliation
  return words and own(html.p, lang, "note", words)
end

local function portrait(image)
  local has_size = image.width > 0
  return html.img{ class = "portrait", src = image.src, alt = image.alt, loading = "lazy",
    width = has_size and image.width, height = has_size and image.height }
end

-- The biography; its beginning and a way to the rest where it is long or has headings: the article may have their ids.
local function biography(author, lang, options)
  if not author.bio then return nil end
  local is_short = utf8.len(author.bio_plain or "") <= options.length and not tostring(author.bio):find("<h%d")
  if is_short or not author.url then return own(html.div, lang, "bio", author.bio) end
  local rest = html.a{ href = author.url, t("More about", lang), " ", author.name }
  if options.length < 1 then return html.div{ class = "bio", html.p(rest) } end
  local words = own(html.span, lang, nil, brief.cut(author.bio_plain, options.length))
  return html.div{ class = "bio", html.p{ words, " ", rest } }
end

local function links(author, lang)
  local items = {}
  local function add(url, words) items[#items + 1] = html.li(html.a{ href = url, rel = "me", words }) end
  if author.website then add(author.website, t("Website", lang)) end
  if author.email then add("mailto:" .. author.email, t("E-mail", lang)) end
  if author.orcid then add("https://orcid.org/" .. author.orcid, "ORCID") end
  for _, link in ipairs(author.links) do add(link.url, link.name) end
  return #items > 0 and html.address(html.ul{ class = "inline-list", items }) or nil
end

-- Nobody is sent on to what was withdrawn or superseded.
local function stands(article) return article.status.kind ~= "withdrawn" and article.status.kind ~= "superseded" end

-- The ids of the author's newest articles, a line each.
local newest = brief.memoize(function(author, lang, count)
  local ids = "\n"
  for _, article in brief.in_language(author.articles, lang) do
    if count < 1 then break end
    if stands(article) then ids, count = ids .. article.id .. "\n", count - 1 end
  end
  return ids
end)

-- The author's newest articles other than this one.
local function more(author, article, lang, options)
  local items = {}
  for _, other in brief.in_language(author.articles, lang) do
    if #items >= options.more then break end
    if other ~= article and stands(other) then
      local link = html.a{ href = other.url, lang = other.lang ~= lang and other.lang, other.html_title }
      items[#items + 1] = html.li{ html.time{ datetime = other.date.iso, other.date:format(nil, lang) }, " ", link }
    end
  end
  local title = html.p{ class = "more-title", t("More by", lang), " ", author.name }
  return #items > 0 and html.div{ class = "more-by", title, html.ul{ class = "lines", items } } or nil
end

-- One author's box, or nil when there is nothing to say.
local function box(author, article, lang, options)
  local about, bio = position(author, lang), biography(author, lang, options)
  if not bio and options.unknown == "nothing" then return nil end
  if not bio and not about and author.is_guest then about = html.p{ class = "note", t("Guest author", lang) } end
  local name = author.url and html.a{ href = author.url, rel = "author", author.name } or author.name
  return html.div{
    class = "author-box", options.image and author.image and portrait(author.image) or false,
    html.div{
      class = "author-words", html.p{ class = "author-name", name },
      about or false, bio or false, options.links and links(author, lang) or false,
      more(author, article, lang, options) or false,
    },
  }
end

-- The author for search engines in JSON-LD, a Person or an Organization; described on the author's own page only.
local function person(author, is_own_page)
  local orcid = author.orcid and "https://orcid.org/" .. author.orcid or nil
  local same_as, is_person = { orcid }, not author.is_organisation
  if author.permalink then same_as[#same_as + 1] = author.website end
  for _, link in ipairs(author.links) do same_as[#same_as + 1] = link.url ~= author.website and link.url or nil end
  local group = author.affiliation and { ["@type"] = "Organization", name = author.affiliation } or nil
  return {
    ["@type"] = is_person and "Person" or "Organization", name = author.name,
    url = author.permalink or author.website, identifier = orcid, jobTitle = is_person and author.role or nil,
    [is_person and "affiliation" or "parentOrganization"] = group,
    image = author.image and brief.absolute_url(author.image.src) or nil,
    description = is_own_page and author.bio_plain and author.bio_plain:gsub("%s+", " ") or nil,
    sameAs = #same_as > 0 and same_as or nil,
  }
end

-- An article that is not among the author's newest ones has the same box as others.
local usual_box = brief.memoize(function(author, lang, options) return box(author, nil, lang, options) end)

local function box_for(author, article, options)
  local is_newest = newest(author, article.lang, options.more):find("\n" .. article.id .. "\n", 1, true)
  return is_newest and box(author, article, article.lang, options) or usual_box(author, article.lang, options)
end

return {
  name = "author-bio", api = 1,
  description = "who wrote an article, below its text",
  options = {
    heading = { type = "string", help = "words above the boxes, in place of \"About the author\"" },
    length = { type = "integer", default = 500, help = "longer biographies are cut after so many letters" },
    more = { type = "integer", default = 3, help = "how many other articles of the author are listed" },
    image = { type = "boolean", default = true, help = "show the portrait" },
    links = { type = "boolean", default = true, help = "show website, e-mail, ORCID and other links" },
    unknown = { type = "string", default = "line", choices = { "line", "nothing" },
      help = "what stands for an author without biography: a line with name and position, or nothing" },
  },

  prepare = function(site) site_lang = site.lang end,
  article = function(article, site, options)
    local boxes, people = {}, {}
    for i, author in ipairs(article.authors) do
      boxes[#boxes + 1], people[i] = box_for(author, article, options), person(author)
    end
    if #boxes == 0 then return { people = people } end
    local title = t(#people > 1 and "About the authors" or "About the author", article.lang)
    return {
      people = people,
      after_body = html.section{ class = "author-bio own-copy", aria_labelledby = "author-bio-title",
        html.h2{ id = "author-bio-title", options.heading ~= "" and options.heading or title }, boxes },
    }
  end,

  functions = { person = function(author) return person(author, true) end },
}
