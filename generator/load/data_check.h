/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DATA_CHECK_H
#define BRIEF_LOAD_DATA_CHECK_H
/* data_check: the data files that brief itself reads: those of taxonomies, interface words, and
 * search's synonyms. */
#include "base/diagnostic.h"
#include "base/value.h"
#include "model/config.h"

/* Is it a data file of that kind, by its path below content/data/ without ending? */
bool data_is_of_brief(const struct config *config, text id);

/*
 * Reports as `wrong-type` what in content/data/<taxonomy>.yml and content/data/strings.<lang>.yml and in
 * content/data/synonyms.yml would otherwise be passed over. Keys of the site's own beside the known ones may
 * hold anything in the first.
 */
void data_check(const struct value *data, const struct config *config, struct diagnostics *diagnostics);
/* The same of a file of interface words that is none of content/data: `words` is what stands in the file
 * `name`, which is at `where`. */
void data_check_words(text name, const struct value *words, span where, struct diagnostics *diagnostics);
#endif
