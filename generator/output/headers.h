/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_HEADERS_H
#define BRIEF_OUTPUT_HEADERS_H
/* headers: what a web host should say with every page; the files that tell hosts so are kinds of output. */
#include "model/config.h"

/*
 * The Content-Security-Policy under which every page of the built-in layouts works: nothing but the site's
 * own files, no script or style inside a page, forms that post to the site or to comments: endpoint.
 */
text headers_policy(struct arena *arena, const struct config *config);
/* The site's path prefix as a regular expression (PCRE): servers decode an address before they compare it. */
text headers_prefix_pattern(struct arena *arena, const struct config *config);
#endif
