/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_URL_H
#define BRIEF_MODEL_URL_H
/*
 * url: addresses. An *address* is root-relative without the site's prefix ("/2019/x/"), a *url* has the
 * prefix ("/archive/2019/x/"), a *permalink* is absolute.
 */
#include "base/unicode.h"
#include "model/article.h"
#include "model/config.h"

text url_of_address(const struct config *config, struct arena *arena, text address);
text permalink_of_address(const struct config *config, struct arena *arena, text address);
/*
 * For addresses that people write: root-relative ones get the site's prefix once, relative ones are taken
 * from the root; those of other hosts, mail addresses and fragments stay. What begins with the prefix has it
 * already, but for /archive/ and its years: they are meant as addresses where the site's own folder is called
 * "archive", too.
 */
text url_of_written(const struct config *config, struct arena *arena, text written);
/* The address that url_of_written would put the prefix before; absent when it would put none. */
text address_of_written(const struct config *config, struct arena *arena, text written);
/* The address that was meant where one has the prefix that is put before it anyway; absent where none has. */
text address_without_prefix(const struct config *config, struct arena *arena, text address);
/* With scheme and host, or with the site's scheme alone ("//cdn.example/x"). What begins with the prefix is
 * always taken for a url, such as those of fields. */
text permalink_of_written(const struct config *config, struct arena *arena, text written);
/* What of a whole address of this site, whatever its scheme, is the address: what stands behind base_url,
 * which may be "" or begin with '?' or '#'. Absent for other sites. Borrowed. */
text address_of_whole(const struct config *config, text url);
/* The same of what begins with the site's prefix; absent when it does not. */
text address_behind_prefix(const struct config *config, text url);
/* The address by whichever of the two it can be told; any other text is given back. */
text address_within(const struct config *config, text url);
/* Up to its query or fragment. Borrowed. */
text url_without_query(text url);
/* What stands behind its '#'; absent when there is none. Borrowed. */
text url_fragment(text url);
/* The host, with its port, of what begins with "https://", "http://" or "//"; absent for anything else.
 * Borrowed. */
text url_host(text url);
/* "[::1]:80" → "[::1]"; absent when what stands behind the colon is no port. Borrowed. */
text host_without_port(text host);
/* Is it a name that is kept for examples or for a machine's own (RFC 2606, RFC 6761), and that people leave
 * in settings? */
bool host_is_placeholder(text host);
/* Whose the ids of feeds' entries are: `feeds: {authority}`, else the host of base_url without its port. */
text url_feed_authority(const struct config *config);
/* The id of the entry in feeds of the article that has that id and was published on that day; "tag:" domain
 * "," day ":" id of RFC 4151. It names the source, not the address, which may change. */
text url_entry_id(const struct config *config, struct arena *arena, struct day day, text id);
/* Is the host of that name, or below it ("a.example.org")? In any case of ASCII. */
bool host_is_within(text host, text name);
/* Fills the four places of a thing from its address; false when the address cannot be an output path. */
struct place {
    text address, url, permalink, path;
};
bool place_of_address(
    const struct config *config, struct arena *arena, text address, struct place *place, const char **fault);

/* What a permalink pattern is filled from. */
struct permalink_parts {
    text id, slug, section, type;
    struct day day;
};
/* Those of an article, whose folders `id` has as slugs. */
struct permalink_parts permalink_parts_of(
    struct unicode *unicode, struct arena *arena, const struct article *article);
/* ":year/:slug" etc. The pattern was checked by load/config. */
text url_from_pattern(struct arena *arena, text pattern, const struct permalink_parts *parts);
/* The address of page `number` of a list whose first page is at `base`: "/tags/x/" → "/tags/x/page/2/". */
text url_of_list_page(struct arena *arena, text base, size_t number);
#endif
