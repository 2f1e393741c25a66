/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_DOCUMENTS_H
#define BRIEF_OUTPUT_SEARCH_DOCUMENTS_H
/*
 * search_documents: what the browser learns about documents besides their words: how long they are, what a
 * result shows, and which belong to an author, a term, a year. Every function appends to `out`.
 */
#include "output/search_index.h"
#include "model/strings.h"

enum { SEARCH_CHUNK_DOCUMENTS = 32 }; /* in one piece of records */

/* The level of the mean length; it stays the same when one text changes. */
unsigned search_usual_length(const struct search_index *index);
/* One byte a document: the level of its length. */
void search_lengths_write(const struct search_index *index, struct buffer *out);
/* The slug that a script makes of a title with the simplest of rules; empty when the title is not ASCII. */
text search_simple_slug(struct arena *arena, text title);
/*
 * JSON: [[address, title, day, date, authors, type, language], …] of one piece; `date` is the day as pages in
 * the site's language show it. Addresses have neither the site's prefix nor a slash in front; "*" stands for
 * the title's simple slug. A usual type and a usual language are "", and left out at the end.
 */
void search_records_write(const struct search_index *index, const struct site *site,
    const struct strings *strings, size_t chunk, struct buffer *out);
/*
 * Two parts: names, titles and values of filters as JSON, a value as its label, and what stands for it in
 * addresses unless that is the label's simple slug; and the documents of each value as postings whose keys
 * are "name=value". A filter by which all documents are alike is left out.
 */
void search_filters_write(const struct search_index *index, const struct site *site,
    const struct strings *strings, struct arena *arena, struct buffer *labels, struct buffer *postings);
#endif
