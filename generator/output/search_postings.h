/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_POSTINGS_H
#define BRIEF_OUTPUT_SEARCH_POSTINGS_H
/*
 * search_postings: a dictionary with postings as the browser reads it, in the fewest bits. docs/search.md has
 * the format; layouts/assets/search.js reads it.
 */
#include "model/search_entry.h"

/* One document that has a term. */
struct search_posting {
    uint32_t document;
    uint8_t level;          /* of its weight, from 1 */
    uint8_t follower_count; /* SEARCH_FOLLOWERS + 1: not known */
    uint8_t followers[SEARCH_FOLLOWERS];
};

/* What gives the stem of a form: bytes dropped from its end, others put there. */
struct search_form {
    size_t dropped;
    text ending;
};

struct search_term {
    text key;
    bool is_word;                          /* and not a mere stem */
    const struct search_posting *postings; /* by document, no document twice; none: a mere form */
    size_t posting_count;
    const struct search_form *forms; /* the stems it leads to besides itself; languages may differ */
    size_t form_count;
};

/*
 * Appends the dictionary of `terms` (in the order of their keys), then their postings. `documents` is about
 * how many documents there are, and decides how gaps are written. Followers are left out where more than
 * `follower_limit` documents have a term, and with function words.
 */
void search_postings_write(struct buffer *out, const struct search_term *terms, size_t term_count,
    size_t documents, size_t follower_limit);
#endif
