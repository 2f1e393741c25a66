---@meta
-- SPDX-License-Identifier: MIT
-- What plugins see, for editors that read LuaLS annotations. brief itself never loads this file. The classes of the
-- archive between the two marks below are made from the program's field tables (`BRIEF_ACCEPT=1` and the test
-- test_lua_types rewrite them); the rest is written by hand, and the test holds it against the tables of functions.

---Text that is HTML already. `..` joins markup and escapes what is not; text functions give plain text.
---@class brief.markup: string

---What brief.html takes as a child: markup as it is, text and numbers escaped; nil and false add nothing.
---@alias brief.child brief.markup|string|number|boolean|brief.date|table|nil

---A day or an instant. `date + 3` and `date - 3` move by days, `date - other` counts days; `<`, `<=`, `==` compare.
---@class brief.date
---@field year integer
---@field month integer
---@field day integer
---@field hour integer
---@field minute integer
---@field second integer
---@field weekday integer 1 is Monday
---@field timestamp integer seconds since 1970
---@field has_time boolean written with a time of day
---@field iso string `2019-02-26`, or RFC 3339 when it has a time
---@field rfc3339 string
---@operator add(integer): brief.date
---@operator sub(integer): brief.date
---@operator sub(brief.date): integer
local date = {}

---The date in words. The site's pattern and language when they are left out.
---@param pattern? string strftime pattern
---@param lang? string
---@return string
function date:format(pattern, lang) end

-- begin of the archive's classes

---the whole published archive.
---@class brief.site
---@field title string title of the site
---@field description string? description of the site, or none
---@field url string base_url, absolute, without a final slash
---@field base_path string path of base_url: "/archive", or ""
---@field lang string BCP 47 tag of the site's language
---@field timezone string IANA name of the site's time zone
---@field date_format string strftime pattern for dates
---@field licence string? licence of the texts, or none
---@field licence_url string? address of the licence, or none when it is not known
---@field search_url string? address of the search page, or none
---@field is_offline boolean it is a copy to be read without a server (`--offline`)
---@field publisher brief.publisher who publishes the site
---@field image brief.image? picture that stands for pages without one of their own, or none
---@field comments brief.comment_settings how replies of readers are taken
---@field citations string `inline`, `files` or `off`, as site.yml says
---@field menu brief.menu_item[] main navigation
---@field footer brief.menu_item[] links at the foot of every page
---@field editions brief.edition[] the archive for readers of each language that has a home page: the site's own first
---@field articles brief.article[] published articles, newest first
---@field authors brief.author[] authors with a page, by name
---@field taxonomies brief.taxonomy[] in the order of site.yml, tags first
---@field pages brief.page[] standing pages, by path
---@field years brief.year[] years that have articles, newest first
---@field series brief.series[] by name
---@field corrections brief.correction[] corrections of all articles, newest first
---@field media brief.media[] copied files, by path
---@field data table<string, any> content/data: file name without ending to content, folder to a map of its files
---@field extra table<string, any> the site's own settings
---@field build_time brief.date the instant the archive is built for
---@field updated brief.date? newest date or update of all articles; `build_time` while there is none
---@field generator string name and version of the program

---a published briefing.
---@class brief.article
---@field title string headline as plain text
---@field html_title brief.markup headline as inline HTML
---@field url string address with the site's path prefix
---@field permalink string absolute address
---@field date brief.date published from that day or instant on
---@field updated brief.date? last significant change; none when there was none
---@field reviewed brief.date? when somebody last read it through and found it right, or none
---@field review_by brief.date? when that is due again, or none
---@field as_of brief.date the latest of `date`, `updated` and `reviewed`
---@field is_old boolean more than the years of `old_after_years` in site.yml lie behind it; never with a `status`
---@field modified brief.date last change of the text or its status, else `date`
---@field summary string? given summary, else the first paragraph cut at a word; none without a text
---@field has_summary boolean the summary was given in the front matter
---@field content brief.markup the body as HTML
---@field authors brief.author[] in the order given
---@field tags brief.term[] terms of the taxonomy `tags`
---@field terms table<string, any> taxonomy name to list of term; `type` and `series` have empty ones
---@field image brief.image? lead image, or none
---@field attachments brief.attachment[] files that belong to the text
---@field key_points brief.markup[] key points, inline HTML
---@field toc brief.toc_entry[] headings, nested
---@field headings brief.toc_entry[] headings in one flat list
---@field has_toc boolean whether a contents list is wanted
---@field changes brief.change[] public history, newest first
---@field corrections brief.change[] the changes that are corrections
---@field preview string? `draft` or `scheduled` in a preview of what is not published, or none
---@field status brief.status whether the article still stands
---@field series brief.series? the series it belongs to, or none
---@field part integer its place in the series from 1, or 0
---@field previous brief.article? next older article, of a text in several languages the version in the article's own; or none
---@field next brief.article? next newer article, in the same way; or none
---@field previous_in_series brief.article? the part before, or none
---@field next_in_series brief.article? the part after, or none
---@field related brief.article[] those that `related:` of the front matter names; plugins learn of the others from `site:related`
---@field related_exclusions brief.article[] what it excludes from the related ones
---@field backlinks brief.article[] articles that link to it, newest first
---@field links brief.article[] articles it links to
---@field words integer count of words in the body
---@field reading_minutes integer minutes at 220 words a minute, at least 1
---@field is_featured boolean `featured` in the front matter, and nothing withdrew it
---@field type string `briefing`, `news`, `analysis`, `explainer`, `opinion` or `report`
---@field type_label string English label of the type, for t()
---@field type_term brief.term? the term of the type, where site.yml has `type` among its taxonomies; or none
---@field schema_type string the type in the words of schema.org: `Report`, `NewsArticle` …
---@field number string? number of the briefing, or none
---@field doi string? DOI, or none
---@field doi_url string? its address at doi.org, or none
---@field lang string BCP 47 language tag
---@field edition brief.edition the archive for readers of its language
---@field licence string? licence of the text, or none
---@field licence_url string? address of the licence, when it is one of Creative Commons, the OGL or an address itself; else none
---@field translation_key string? what its translations share, or none
---@field translations brief.article[] its other language versions, by language
---@field supersedes brief.article[] articles it took the place of, newest first
---@field tag_uri string id in feeds: `guid`, else a `tag:` URI, which stays when the address changes
---@field citation brief.citation the article as reference managers read it
---@field comments brief.comment[] what readers wrote, oldest first; answers are in what they answer
---@field comment_count integer how many comments there are, answers too
---@field comments_open boolean whether a reply is taken
---@field comments_close brief.date? from when on no reply is taken; none: never
---@field is_noindex boolean search engines are asked to leave it out
---@field id string path below content/articles without ending
---@field slug string last part of the address
---@field section string first folder of the id, or ""
---@field path string file in the output folder
---@field address string address without the site's path prefix
---@field source_path string source file, relative to the site
---@field plain string the body as plain text
---@field aliases string[] addresses that redirect here
---@field extra table<string, any> the site's own keys
---@field fields table<string, any>? what plugins added, or none

---a person or a desk.
---@class brief.author
---@field name string full name
---@field url string? address of the author's page; none for a guest
---@field permalink string? absolute address of the author's page; none for a guest
---@field role string? position, or none
---@field affiliation string? organisation, or none
---@field location string? place, or none
---@field bio brief.markup? biography as HTML, or none
---@field bio_plain string? biography as plain text, or none
---@field image brief.image? portrait, or none
---@field website string? the author's own site, or none
---@field email string? e-mail address, or none
---@field orcid string? ORCID iD, sixteen digits in four groups, or none
---@field links brief.author_link[] other links, in the order written
---@field articles brief.article[] published articles, newest first
---@field is_guest boolean given by name only, without a file and a page
---@field is_organisation boolean a desk, a ministry: nobody with a family name
---@field family_name string family name with its particles, `van der Berg`; the whole name of an organisation
---@field given_name string given names, or ""
---@field initials string initials of the given names, `J.-P. M.`; "" for names that have no such, as Chinese ones
---@field name_suffix string what stands behind the name, `Jr.`, or ""
---@field id string file name below content/authors without ending
---@field slug string the name as part of an address
---@field path string? file in the output folder; none for a guest
---@field address string? address without the site's path prefix; none for a guest
---@field source_path string? source file, relative to the site; none for a guest
---@field aliases string[] addresses that redirect to the author's page
---@field extra table<string, any> the site's own keys

---one tag, region or the like.
---@class brief.term
---@field name string the declared or most used spelling
---@field title string title from the data file, else the name
---@field description brief.markup? description from the data file, or none
---@field description_plain string? description as plain text, or none
---@field slug string the name as part of an address
---@field url string? address with the site's path prefix; none when no plugin makes its page
---@field permalink string? absolute address; none when no plugin makes its page
---@field taxonomy brief.taxonomy the taxonomy it belongs to
---@field series brief.series? the series that a term of the taxonomy `series` stands for, or none
---@field broader brief.term? the term that it stands below, or none
---@field ancestors brief.term[] all that it stands below, the widest first
---@field narrower brief.term[] those right below it, in the order of the site's language
---@field articles brief.article[] published articles of it and of the terms below it, newest first
---@field path string file in the output folder
---@field address string address without the site's path prefix

---a way of sorting articles.
---@class brief.taxonomy
---@field name string name as declared: the front matter key
---@field title string title for readers
---@field slug string the name as part of an address
---@field url string? address of its index; none when no plugin makes it
---@field permalink string? absolute address of its index; none when no plugin makes it
---@field terms brief.term[] in the order of the site's language
---@field paginate integer articles on a page of its terms
---@field has_feed boolean whether its terms have feeds
---@field path string file in the output folder
---@field address string address without the site's path prefix

---one written page.
---@class brief.page
---@field kind string what the page is: `page`, `article`, `home`, `author`, `term` …
---@field title string title as plain text
---@field html_title brief.markup title as inline HTML
---@field url string address with the site's path prefix
---@field permalink string absolute address
---@field description string? one or two sentences for search engines, or none
---@field lang string BCP 47 language tag
---@field edition brief.edition the archive for readers of its language
---@field layout string layout that renders it
---@field is_noindex boolean search engines are asked to leave it out
---@field preview string? `draft` or `scheduled` in a preview of what is not published, or none
---@field has_feed boolean `feed.xml` and `feed.json` of its own lie beside its first page; false on the home page, whose are the site's
---@field date brief.date? date of a standing page or an article, or none
---@field updated brief.date? last significant change, or none
---@field reviewed brief.date? when somebody last read a standing page or an article through and found it right, or none
---@field review_by brief.date? when that is due again, or none
---@field content brief.markup? body of a standing page or an article as HTML, or none
---@field summary string? summary of a standing page or an article, or none
---@field toc brief.toc_entry[] headings of a standing page or an article, nested
---@field headings brief.toc_entry[] headings in one flat list
---@field has_toc boolean whether a contents list is wanted
---@field image brief.image? lead image, or none
---@field id string? path of a standing page below content/pages without ending, or none
---@field slug string? last part of a standing page's address, or none
---@field path string file in the output folder
---@field address string address without the site's path prefix
---@field source_path string? source file of a standing page, or none
---@field aliases string[] addresses that redirect to a standing page
---@field translation_key string? what a standing page's translations share, or none
---@field translations brief.page[] other language versions of a standing page, by language
---@field extra table<string, any> the site's own keys
---@field data table<string, any> data of pages that have some, such as redirects and plugins' pages; else empty

---the archive for readers of one language.
---@class brief.edition
---@field lang string BCP 47 tag of its language
---@field title string what the site is called in it
---@field description string? description of the site in it, or none
---@field url string address of its home page, with the site's path prefix
---@field permalink string absolute address of its home page
---@field path string file of its home page in the output folder
---@field address string address of its home page without the site's path prefix
---@field menu brief.menu_item[] main navigation of its pages; empty: that of the site
---@field footer brief.menu_item[] links at the foot of its pages; empty: those of the site
---@field articles brief.article[] published articles of its language, newest first
---@field featured brief.article[] those of them that say `featured: true` and have no `status`, newest first
---@field updated brief.date? newest date or update of these; none while there is none

---what a list page shows.
---@class brief.listing
---@field articles brief.article[] articles on this page
---@field withdrawn brief.article[] in feeds: articles that were withdrawn, the latest first
---@field groups brief.listing_group[] the same by month, for archives
---@field total integer articles on all pages
---@field number integer number of this page, from 1
---@field count integer how many pages there are
---@field first_url string? address of the first page, or none on it
---@field previous_url string? address of the page before, or none
---@field next_url string? address of the page after, or none
---@field last_url string? address of the last page, or none on it
---@field base_url string address of page 1
---@field urls string[] addresses of all pages, in order

---the articles of a month.
---@class brief.listing_group
---@field name string year and month: 2019-02
---@field date brief.date first day of the month
---@field url string address with the site's path prefix
---@field permalink string absolute address
---@field articles brief.article[] newest first
---@field path string file in the output folder
---@field address string address without the site's path prefix

---a year that has articles.
---@class brief.year
---@field number integer the year
---@field url string address with the site's path prefix
---@field permalink string absolute address
---@field articles brief.article[] newest first
---@field months brief.listing_group[] newest month first
---@field path string file in the output folder
---@field address string address without the site's path prefix

---articles that belong in an order.
---@class brief.series
---@field name string name of the series
---@field slug string the name as part of an address
---@field term brief.term? its term, where site.yml has `series` among its taxonomies; or none
---@field count integer how many published parts there are; a text in several languages is one
---@field articles brief.article[] the parts in their order, in all languages

---whether an article still stands.
---@class brief.status
---@field kind string `current`, `withdrawn`, `superseded` or `archived`
---@field reason brief.markup? why, inline HTML, or none
---@field date brief.date? since when, or none
---@field superseded_by brief.article? the piece that replaces it, or none

---one entry of a page's public history.
---@class brief.change
---@field date brief.date when the change was made
---@field type string `major`, `minor` or `correction`
---@field note brief.markup what was changed, inline HTML

---a correction, as the whole archive lists it.
---@class brief.correction
---@field article brief.article what was corrected
---@field date brief.date when the correction was made
---@field note brief.markup what was wrong and what is right, inline HTML

---a picture with its words.
---@class brief.image
---@field src string address of the file, with the site's path prefix
---@field alt string words for those who do not see it
---@field caption brief.markup? caption, inline HTML, or none
---@field credit brief.markup? whose picture it is, inline HTML, or none
---@field width integer width in CSS pixels, 0 when unknown
---@field height integer height in CSS pixels, 0 when unknown
---@field type string? media type, `image/png`, or none when the ending tells none

---a file that belongs to an article.
---@class brief.attachment
---@field url string address with the site's path prefix, or an absolute address
---@field title string given title, else the name of the file
---@field type string? media type, `application/pdf`, or none when the ending tells none
---@field format string? the ending in capitals, `PDF`, or none
---@field size integer in bytes; 0 of a file that is not the site's own

---a heading in the contents list.
---@class brief.toc_entry
---@field level integer heading level, 1 to 6
---@field id string anchor of the heading
---@field title string the heading as plain text
---@field html brief.markup the heading as inline HTML
---@field children brief.toc_entry[] the headings below it

---an article as reference managers read it.
---@class brief.citation
---@field key string what a text calls it by, unique in the archive: `2019:flood-plan`
---@field bibtex string an entry of BibTeX
---@field ris string a record of RIS
---@field csl table<string, any> an item of CSL-JSON

---what a reader wrote about an article.
---@class brief.comment
---@field id string file name without ending, unique below its article
---@field name string who wrote it
---@field url string? address of the writer's site, or none
---@field date brief.date when
---@field content brief.markup what was written, as HTML
---@field reply_to brief.comment? the comment it answers, or none
---@field replies brief.comment[] answers, oldest first; from the fourth level on they stand beside what they answer

---how replies of readers are taken.
---@class brief.comment_settings
---@field endpoint string? where the form posts to, or none
---@field email string? where replies are sent when there is no endpoint, or none
---@field close_after_days integer days after which an article takes no more; 0: never

---a link of an author.
---@class brief.author_link
---@field name string what the link is called: Mastodon, GitHub
---@field url string where it leads

---a file that is copied as it is.
---@class brief.media
---@field path string path below content/, and in the output folder
---@field url string address with the site's path prefix

---a link of the site's menu or footer.
---@class brief.menu_item
---@field title string what the link is called
---@field url string where it leads, as written in site.yml; the filter `url` makes it an address

---who publishes the site.
---@class brief.publisher
---@field name string name of the publisher
---@field url string? the publisher's own site, or none
---@field logo string? path or address of the logo as written in site.yml, or none

---an answer to the question which articles are related.
---@class brief.related
---@field article brief.article the article that was found
---@field title string its headline as plain text
---@field score integer how much the two share, in hundredths; for comparing, not for showing
---@field reasons string[] `terms`, `words`, `authors`, `series`, `links`: the weightiest first
---@field shared brief.term[] terms that both have, the rarest first
---@field authors brief.author[] authors that both have
---@field series brief.series? the series of both, or none
---@field link string? `to`: it is linked to, `from`: it links here, `both`; or none
---@field words string[] up to five words that mark both texts, as the found one writes them

-- end of the archive's classes

---What counts how much in site:related; every key may be left out.
---@class brief.weights
---@field limit? integer at most so many answers; 5
---@field exclude? brief.article[] never among the answers
---@field terms? number shared terms, by rarity
---@field text? number shared words of title and text, by rarity
---@field authors? number shared authors, by rarity
---@field series? number a shared series, by rarity
---@field links? number a link from one to the other
---@field nearness? number share that is added for the same day; half of it a year apart
---@field minimum? number least score of an answer, as a share of what the rarest term there can be is worth

---@class brief.site
local site = {}

---The published article with that id.
---@param id string
---@return brief.article?
function site:article(id) end

---The author with that id.
---@param id string
---@return brief.author?
function site:author(id) end

---The taxonomy of that name.
---@param name string
---@return brief.taxonomy?
function site:taxonomy(name) end

---The term of that name or slug in a taxonomy.
---@param taxonomy string
---@param name string
---@return brief.term?
function site:term(taxonomy, name) end

---What is related to an article, best first.
---@param article brief.article
---@param weights? brief.weights
---@return brief.related[]
function site:related(article, weights) end

---@type brief.term
local term = {}

---Terms of its taxonomy that share two articles or more with it, those first whose articles are mostly the same.
---@param limit? integer 6 when it is left out
---@return brief.term[]
function term:related(limit) end

---A page that the hook `pages` returns.
---@class brief.wanted_page
---@field url string root-relative, without the site's path prefix
---@field title string
---@field layout string
---@field data? table seen by the layout as page.data
---@field list? brief.article[] seen by the layout as listing
---@field paginate? integer articles a page; 0: all on one
---@field feed? boolean|brief.article[] the list has feeds; or what they have where the list is not newest first
---@field description? string
---@field subject? brief.author|brief.term|brief.taxonomy|brief.article what it is about
---@field lang? string BCP 47 tag; the site's language when it is left out
---@field noindex? boolean

---One option of a plugin.
---@class brief.option
---@field type "string"|"integer"|"number"|"boolean"|"list"|"map"|"any"
---@field default? any
---@field choices? any[]
---@field keys? table<string, string> of a map: what its keys are called, and the type of each
---@field min? number of a number, or of each in a map
---@field max? number
---@field help? string

---The table that a plugin returns.
---@class brief.plugin
---@field name string the same as its file's
---@field api 1
---@field description? string
---@field options? table<string, brief.option>
---@field prepare? fun(site: brief.site, options: table)
---@field pages? fun(site: brief.site, options: table): brief.wanted_page[]?
---@field article? fun(article: brief.article, site: brief.site, options: table): table<string, any>?
---@field html? fun(html: string, page: brief.page, options: table): (string|brief.markup)?
---@field filters? table<string, fun(value: any, ...: any): any>
---@field functions? table<string, fun(...: any): any>
---@field shortcodes? table<string, fun(arguments: table, subject: any, options: table): (string|brief.markup)?>

---Makes markup: brief.html.a{ href = "/x/", "text" }; brief.html(a, b) joins without an element around.
---@class brief.html
---@field [string] fun(content: brief.child): brief.markup
---@overload fun(...: brief.child): brief.markup

---@class brief
---@field html brief.html
brief = {}

---The value as markup, with `<`, `>`, `&` and quotes made harmless.
---@param value brief.child
---@return brief.markup
function brief.escape(value) end

---The text as markup, as it is: say this only of what you know to be HTML.
---@param text string
---@return brief.markup
function brief.safe(text) end

---Markdown as markup; relative paths stay as they are, and call-outs, footnotes and shortcodes are of files
---of `content/` alone.
---@param text string
---@return brief.markup
function brief.markdown(text) end

---The value as JSON text, harmless inside `<script>`.
---@param value any
---@param indent? integer
---@return string
function brief.json(value, indent) end

---The text as part of an address.
---@param text string
---@param lang? string
---@return string
function brief.slug(text, lang) end

---A text whose byte order is the order of the site's language.
---@param text string
---@return string
function brief.sort_key(text) end

---The letter under which a text stands in an index of the site's language; empty for figures and signs.
---@param text string
---@return string
function brief.index_letter(text) end

---The text with differences of case and form taken away, for comparing names.
---@param text string
---@return string
function brief.fold(text) end

---Capital letters, in every script.
---@param text string
---@return string
function brief.upper(text) end

---The text cut after a whole word, at most `limit` letters and then `…`.
---@param text string
---@param limit integer
---@return string
function brief.cut(text, limit) end

---The interface word in that language, or in the site's; with a count in the form that goes with it.
---@param text string the English word
---@param lang? string
---@param count? integer takes the place of the word's `%d`
---@return string
function brief.t(text, lang, count) end

---The items of a list as one text, with `separator` between them.
---@param list table
---@param separator? string
---@param limit? integer at most so many items
---@param field? string that field of each item in place of the item
---@return string
function brief.join(list, separator, limit, field) end

---A new table with the items of a list or the keys of a map, to be sorted or changed.
---@generic T: table
---@param list T
---@return T
function brief.copy(list) end

---A function that gives what that one gave before for the same arguments (texts, numbers, booleans, things of the
---archive, the options). What a call reads on the way counts for whoever gets its result.
---@generic F: function
---@param f F gives text, markup, a number, a boolean or nothing
---@return F
function brief.memoize(f) end

---The address, or that of a thing of the archive, with the site's path prefix.
---@param address string|table
---@return string
function brief.url(address) end

---The same with scheme and host.
---@param address string|table
---@return string
function brief.absolute_url(address) end

---What stands in that file below `content/data/`; an error when there is none.
---@param path string
---@return any
function brief.read_data(path) end

---The text as a date; an error when it says none.
---@param text string like 2019-02-26 or 2019-02-26 09:00
---@return brief.date
function brief.date(text) end

---What a thing of the archive is: `"article"`, `"author"`, `"page"`, `"term"` …; nil for anything else.
---@param thing any
---@return string?
function brief.kind(thing) end

---For a loop, as `ipairs`: number and item of each text of a list of articles or pages once, in that language,
---else in the site's, else in the first; what stands comes before what was withdrawn or superseded. Reads no
---further than the loop goes.
---@generic T: brief.article|brief.page
---@param list T[]
---@param lang string
---@return fun(list: T[], number: integer): integer?, T?
---@return T[]
---@return integer
function brief.in_language(list, lang) end

---Reports a warning about the article, author or page; about what is at hand when that is left out.
---@param article brief.article|brief.author|brief.page|string
---@param message? string
function brief.warn(article, message) end

---The same as an error: the build fails when all is checked.
---@param article brief.article|brief.author|brief.page|string
---@param message? string
function brief.error(article, message) end
