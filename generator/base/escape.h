/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ESCAPE_H
#define BRIEF_BASE_ESCAPE_H
/*
 * escape: the one place where bytes are made harmless for where they go. Templates pick by context; C code
 * that writes markup calls them by name. Nearly all append to a buffer.
 */
#include "base/buffer.h"

/* & < > " ' for text and quoted attributes. Control bytes other than \t \n \r are dropped. */
void escape_html(struct buffer *out, text value);
/* The same as a text in `arena`. */
text escape_html_text(struct arena *arena, text value);
/* As escape_html, and drops what XML 1.0 does not allow (C0, U+FFFE, U+FFFF, surrogates). */
void escape_xml(struct buffer *out, text value);
/* JSON string contents without the quotes; also < > & U+2028 U+2029 as \u, so that it is safe inside
 * <script>. */
void escape_json(struct buffer *out, text value);
/* Percent-encodes all but unreserved characters (RFC 3986). With `keep_slashes`, '/' too stays. */
void escape_url_component(struct buffer *out, text value, bool keep_slashes);
/* A name or value in a query, as forms send it: the same, but a blank is '+'. */
void escape_url_form(struct buffer *out, text value);
/*
 * A whole URL for an HTML attribute: bytes that may not stand in a URL are percent-encoded, present escapes
 * kept. The caller still escapes for HTML.
 */
void escape_url(struct buffer *out, text value);
/* Would escape_url and escape_html leave it as it is? False also for what is escaped already with '%'. */
bool url_needs_no_escape(text value);
/* Does it begin with a scheme (RFC 3986), so that it is whole? */
bool url_has_scheme(text url);
/* May this URL be followed? Relative, or http, https, mailto, tel (case and blanks ignored). */
bool url_scheme_is_safe(text url);
/* The same for what stands in a source or image attribute: also data:image/ png, gif, jpeg and webp;
 * svg+xml can hold scripts. */
bool url_is_safe_image(text url);
/* The byte that the percent escape at `at` stands for; -1 when none begins there. */
int url_escaped_byte(text value, size_t at);
/* Decodes percent escapes; malformed ones stay. */
text url_decode(struct arena *arena, text value);
/* The same of what is still an address afterwards: the escapes of '%', '?' and '#' stay, which would mean
 * something else. */
text url_decode_address(struct arena *arena, text value);
/* For a regular expression (PCRE) between double quotes, as settings of servers have them. */
void escape_pattern(struct buffer *out, text value);
/* One word to a shell, in quotes: 'it'\''s here'. */
void escape_shell(struct buffer *out, text value);
/* For terminals and logs: control bytes, bidi overrides and blanks without a width as \xNN or \u{…}. */
void escape_terminal(struct buffer *out, text value);
#endif
